"""Files of secrets under `<home>/keys`: mode 0600 in a folder of 0700, written whole or not at all, one change at a time."""

import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class RingRefused(RuntimeError):
    """A key ring cannot be used as it lies on disk; the message says what to do."""


def damaged(path: Path, error: Exception) -> RingRefused:
    return RingRefused(f"{path} is damaged ({error}). Restore it from the backup of the keys.")


def read_closed(path: Path) -> str:
    """The text of a file that others cannot read. Raises FileNotFoundError, RingRefused."""
    with path.open() as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & 0o077:
            raise RingRefused(
                f"{path} can be read by others (mode {mode:04o}). Close it with: chmod 600 {path}. "
                "If anyone may have read it, rotate the keys as well."
            )
        return file.read()


def write_closed(path: Path, text: str, *, first: bool = False) -> None:
    """Whole or not at all; with `first`, an existing file is left as it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _link_once(draft, path) if first else os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """One process at a time changes the file."""
    handle = os.open(path.with_name(f"{path.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _link_once(draft: Path, path: Path) -> None:
    with suppress(FileExistsError):
        os.link(draft, path)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
