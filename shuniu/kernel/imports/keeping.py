"""An uploaded file and its preview, sealed in the home until the batch is written or dropped. Never in the database."""

from __future__ import annotations

import base64
import json
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from shuniu.kernel.models import Batch
from shuniu.kernel.sealing import Tampered, UnknownKey, seal, unseal
from shuniu.kernel.sealing.rotation import Walk, reseal

FILE, PREVIEW = "file", "preview"


def keep_file(batch: Batch, content: bytes) -> None:
    _put(batch, FILE, base64.b64encode(content).decode())


def kept_file(batch: Batch) -> bytes:
    """The office's file as it came. Raises FileNotFoundError once the batch is done with."""
    return base64.b64decode(_get(batch, FILE))


def keep_preview(batch: Batch, preview: dict) -> None:
    _put(batch, PREVIEW, json.dumps(preview, ensure_ascii=False))


def kept_preview(batch: Batch) -> dict:
    """What the page of a waiting batch shows; empty once it is done with."""
    try:
        return json.loads(_get(batch, PREVIEW))
    except FileNotFoundError:
        return {}


def is_kept(batch: Batch) -> bool:
    return _path(batch, FILE).exists()


def forget(batch: Batch) -> None:
    for part in (FILE, PREVIEW):
        with suppress(FileNotFoundError):
            _path(batch, part).unlink()


def reseal_kept(using: str = "default") -> Walk:
    """Bring the files of waiting batches under the active key. A file whose batch is not on record is left alone."""
    walk = Walk("kernel.Batch files")
    batches = Batch.objects.using(using).unscoped(because="every file of the installation")
    for path in sorted(_folder().glob("*.sealed")):
        key, part, _ending = path.name.split(".")
        batch = batches.filter(pk=key).only("centre_id").first()
        if batch is None:
            continue
        walk.rows += 1
        try:
            sealed = reseal(path.read_bytes(), _purpose(part), batch.centre_id)
        except FileNotFoundError:  # the batch was written meanwhile
            continue
        except (Tampered, UnknownKey) as error:
            walk.unreadable.append(f"{path.name}: {error}")
            continue
        if sealed:
            _replace(path, sealed)
            walk.changed += 1
    return walk


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all; what was forgotten meanwhile does not come back."""
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    if path.exists():
        os.replace(draft, path)
    draft.unlink(missing_ok=True)


def _put(batch: Batch, part: str, text: str) -> None:
    path = _path(batch, part)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(seal(text, _purpose(part), batch.centre_id))


def _get(batch: Batch, part: str) -> str:
    return unseal(_path(batch, part).read_bytes(), _purpose(part), batch.centre_id)


def _path(batch: Batch, part: str) -> Path:
    return _folder() / f"{batch.pk}.{part}.sealed"


def _folder() -> Path:
    return settings.SHUNIU_HOME / "imports"


def _purpose(part: str) -> str:
    return f"groups.import.{part}"
