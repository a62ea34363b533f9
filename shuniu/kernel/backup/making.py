"""Making a backup: one reading of the whole database, as it stood at one instant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

import shuniu
from shuniu.kernel.backup.container import Sealing, new_file
from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.tables import columns, plain_rows, tables
from shuniu.kernel.models import TrailSeal

FORMAT = 1
KEYS = ("ring.json", "signing.json", "django.key")  # what a new machine needs to read and to sign; never the backup key
SAID_EVERY = 2_000  # rows


@dataclass(frozen=True, slots=True)
class Made:
    """What went into a backup. trail_head: digest of the newest seal, "" where nothing is sealed yet."""

    made_at: str
    version: str
    engine: str
    tables: int
    rows: int
    trail_head: str
    whole: str
    key_id: str

    def as_json(self) -> dict:
        return asdict(self)


def make_backup(
    path: Path, key: BackupKey, *, at: datetime, progress: Callable[[int, int], None] = lambda done, total: None
) -> Made:
    """Write the database as it stands to `path`. `progress` hears rows done and rows in all. Raises BackupRefused."""
    with new_file(path) as file, snapshot():
        sealing = Sealing(file, key)
        manifest = _manifest(at)
        whole = _write(sealing, manifest, progress)
        sealing.close()
    return Made(
        made_at=manifest["made_at"],
        version=manifest["version"],
        engine=manifest["engine"],
        tables=len(manifest["counts"]),
        rows=sum(manifest["counts"].values()),
        trail_head=manifest["trail_head"],
        whole=whole,
        key_id=key.id.hex(),
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction in which every query sees the same instant, and which keeps nobody from writing."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # IMMEDIATE would shut the writers out
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


def applied_migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _manifest(at: datetime) -> dict:
    head = TrailSeal.objects.order_by("-id").first()
    return {
        "format": FORMAT,
        "made_at": at.isoformat(timespec="seconds"),
        "version": shuniu.__version__,
        "engine": connection.vendor,
        "migrations": applied_migrations(),
        "trail_head": head.digest if head else "",
        "counts": {model._meta.db_table: model._base_manager.count() for model in tables()},
        "keys": {name: text for name in KEYS if (text := _text(settings.SHUNIU_HOME / "keys" / name))},
    }


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _write(sealing: Sealing, manifest: dict, progress: Callable) -> str:
    """All lines; returns the digest of the whole."""
    whole, done, total = sha256(), 0, sum(manifest["counts"].values())

    def put(line: bytes) -> None:
        whole.update(line)
        sealing.write(line)

    put(_line(manifest))
    for model in tables():
        for line in _table(model):
            put(line)
            done += line.startswith(b"[")
            if not done % SAID_EVERY:
                progress(done, total)
    progress(done, total)
    sealing.write(_line({"whole": whole.hexdigest()}))
    return whole.hexdigest()


def _table(model: type[models.Model]) -> Iterator[bytes]:
    table, fields = model._meta.db_table, columns(model)
    yield _line({"table": table, "columns": [field.column for field in fields]})
    digest, rows = sha256(), 0
    for row in plain_rows(model, fields):
        line = _line(row)
        digest.update(line)
        rows += 1
        yield line
    yield _line({"end": table, "rows": rows, "sha256": digest.hexdigest()})


def _line(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
