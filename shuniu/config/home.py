"""Where this installation keeps its state, and the secrets made at its first run."""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """`$SHUNIU_HOME`, or `var/` in a checkout; made on first use, closed to others."""
    path = Path(os.environ.get("SHUNIU_HOME") or CHECKOUT / "var").resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    (path / "static").mkdir(exist_ok=True)  # where a proxy may be given the static files; empty otherwise
    return path


def secret(name: str) -> str:
    """The secret `name` of this home, made once with file mode 600."""
    folder = home() / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made
