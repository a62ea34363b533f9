"""Restoring a backup: everything in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext as _

from shuniu.kernel import bulk
from shuniu.kernel.actor import Actor
from shuniu.kernel.backup.actions import note_restore
from shuniu.kernel.backup.container import CUT, lines_of, new_file
from shuniu.kernel.backup.key import BackupKey
from shuniu.kernel.backup.making import FORMAT, KEYS, applied_migrations
from shuniu.kernel.backup.refusal import BackupRefused
from shuniu.kernel.backup.tables import OF_THE_MACHINE, SEEDED, at_once, columns, stored, tables
from shuniu.kernel.sealing.sealer import forget_ring

SAID_EVERY = 2_000  # rows
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. kept_aside: keys of this home that the backup's own replaced."""

    made_at: str
    version: str
    engine: str
    tables: int
    rows: int
    trail_head: str
    whole: str
    kept_aside: list[str]

    def as_json(self) -> dict:
        return asdict(self)


def open_backup(path: Path, key: BackupKey) -> None:
    """Read a backup's first line. Raises BackupRefused where it is none, or another key's; FileNotFoundError."""
    with path.open("rb") as file:
        _Reader(lines_of(file, key), lambda done, total: None)


def check_backup(path: Path, key: BackupKey, *, progress: Progress = lambda done, total: None) -> Restored:
    """Read a whole backup and change nothing. Raises BackupRefused."""
    with path.open("rb") as file:
        backup = _Reader(lines_of(file, key), progress)
        for _table, _columns, rows in backup.tables():
            for _row in rows:
                pass
    return backup.told([])


def restore_backup(
    path: Path,
    key: BackupKey,
    *,
    by: Actor,
    replace: bool = False,
    progress: Progress = lambda done, total: None,
) -> Restored:
    """Put a backup into the migrated database. Raises BackupRefused, and then nothing has changed.

    The database must be empty, or `replace` given. Stop the program first: it keeps keys and sessions in memory.
    """
    with path.open("rb") as file:
        backup = _Reader(lines_of(file, key), progress)
        _refuse_other_state(backup.manifest)
        with _keys_in_place(backup.manifest["keys"], by.at) as kept_aside, transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                _run("SET LOCAL statement_timeout = 0")
            if not replace:
                _refuse_inhabited()
            with _without_triggers():
                _empty()
                _fill(backup)
            _continue_numbers()
            note_restore(made_at=backup.manifest["made_at"], rows=backup.done, whole=backup.whole, by=by)
    return backup.told(kept_aside)


class _Reader:
    """A backup's lines, each count and digest compared as it goes by."""

    def __init__(self, lines: Iterator[bytes], progress: Progress):
        self._lines, self._progress = lines, progress
        self._digest = sha256()
        self.whole = ""
        self.done = 0
        self.manifest = self._next()
        if self.manifest.get("format") != FORMAT:
            raise BackupRefused(
                _("This backup was made by a newer version of the program; restore it with that version.")
            )
        self._total = sum(self.manifest["counts"].values())

    def tables(self) -> Iterator[tuple[str, list[str], Iterator[list]]]:
        """(table, columns, rows) of each table; the rows are taken before the next table is asked for."""
        for table in self.manifest["counts"]:
            head = self._next()
            if head.get("table") != table:
                raise BackupRefused(CUT)
            yield table, head["columns"], self._rows(table)
        self._progress(self.done, self._total)
        expected = self._digest.hexdigest()
        self.whole = self._next()["whole"]
        if self.whole != expected or next(self._lines, None) is not None:
            raise BackupRefused(CUT)

    def told(self, kept_aside: list[str]) -> Restored:
        said = {name: self.manifest[name] for name in ("made_at", "version", "engine", "trail_head")}
        tables = len(self.manifest["counts"])
        return Restored(**said, tables=tables, rows=self.done, whole=self.whole, kept_aside=kept_aside)

    def _rows(self, table: str) -> Iterator[list]:
        digest = sha256()
        for count, line in enumerate(self._lines):
            self._digest.update(line)
            if line.startswith(b"{"):
                end = json.loads(line)
                if (end["rows"], end["sha256"]) != (count, digest.hexdigest()) or self.manifest["counts"][
                    table
                ] != count:
                    raise BackupRefused(CUT)
                return
            digest.update(line)
            self.done += 1
            if not self.done % SAID_EVERY:
                self._progress(self.done, self._total)
            yield json.loads(line)
        raise BackupRefused(CUT)

    def _next(self) -> dict:
        line = next(self._lines, None)
        if line is None:
            raise BackupRefused(CUT)
        self._digest.update(line)
        return json.loads(line)


def _refuse_other_state(manifest: dict) -> None:
    """Its tables must be the tables of this program, to the column."""
    here, there = ({tuple(m) for m in state} for state in (applied_migrations(), manifest["migrations"]))
    if here == there:
        return
    version = manifest["version"]
    if there - here:
        names = ", ".join(sorted(".".join(m) for m in there - here)[:3])
        raise BackupRefused(
            _(
                "The backup was made by a newer program (version %(version)s, with %(names)s). Install that version, then "
                "restore."
            )
            % {"version": version, "names": names}
        )
    raise BackupRefused(
        _("The backup was made by an older program (version %(version)s). Restore it with that version, then update.")
        % {"version": version}
    )


def _refuse_inhabited() -> None:
    for model in tables():
        if model._meta.db_table not in SEEDED and model._base_manager.exists():
            raise BackupRefused(
                _("The database is not empty (%(table)s has rows). To replace everything in it, add --replace.")
                % {"table": model._meta.db_table}
            )


def _empty() -> None:
    """Take every row out, past the triggers of what is append-only: to replace is a decision, and is noted."""
    names = [model._meta.db_table for model in reversed(tables())] + list(OF_THE_MACHINE)
    quoted = [connection.ops.quote_name(name) for name in names]
    if connection.vendor == "postgresql":
        _run(f"TRUNCATE {', '.join(quoted)}")
    else:
        for name in quoted:
            _run(f"DELETE FROM {name}")  # noqa: S608 names of tables


@contextmanager
def _without_triggers() -> Iterator[None]:
    """Inside a transaction: where it fails, the triggers are back with everything else.

    A trigger that keeps a sum beside a ledger would count every restored row a second time.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
            guarded = [name for (name,) in cursor.fetchall()]
            before = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in guarded]
            # No table is altered while its rows' references wait to be checked.
            after = ["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"]
            after += [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in guarded]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = cursor.fetchall()
            before, after = [f"DROP TRIGGER {name}" for name, _sql in found], [sql for _name, sql in found]
    for statement in before:
        _run(statement)
    yield
    for statement in after:
        _run(statement)


def _fill(backup: _Reader) -> None:
    models_by_table = {model._meta.db_table: model for model in tables()}
    if set(backup.manifest["counts"]) != set(models_by_table):
        raise BackupRefused(
            _("The backup has other tables than this program. Restore it with the version that made it.")
        )
    for table, names, rows in backup.tables():
        model = models_by_table[table]
        fields = {field.column: field for field in columns(model)}
        if set(names) != set(fields):
            raise BackupRefused(
                _("%(table)s has other columns in the backup. Restore it with the version that made it.")
                % {"table": table}
            )
        _insert(model, [fields[name] for name in names], rows)


def _insert(model: type[models.Model], fields: list[models.Field], rows: Iterator[list]) -> None:
    prepare = [stored(field, connection) for field in fields]
    ready = (tuple(make(value) for make, value in zip(prepare, row, strict=True)) for row in rows)
    try:
        for portion in bulk.in_portions(ready, at_once(model)):
            bulk.insert(model, [field.attname for field in fields], portion)
    except DatabaseError as refused:
        raise BackupRefused(
            _("The database refuses a row of %(table)s: %(why)s") % {"table": model._meta.db_table, "why": refused}
        ) from refused


def _continue_numbers() -> None:
    """The next row gets a number of its own. SQLite keeps its numbers by itself."""
    for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
        _run(statement)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def _keys_in_place(keys: dict[str, str], at: datetime) -> Iterator[list[str]]:
    """The backup's keys in this home before its rows are there, and the home's own back if the rows do not come.

    Were it the other way round, a machine that dies in between would hold rows that nothing opens.
    """
    folder, kept_aside, changed = settings.SHUNIU_HOME / "keys", [], {}
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        for name in KEYS:
            path = folder / name
            own = path.read_text() if path.exists() else None
            if (coming := keys.get(name)) is None or own == coming:
                continue
            if own is not None:
                aside = path.with_name(f"{name}.before-{at:%Y%m%dT%H%M%S}")
                _write(aside, own)
                kept_aside.append(aside.name)
            changed[path] = own
            _write(path, coming)
        forget_ring()
        yield kept_aside
    except BaseException:
        for path, own in changed.items():
            path.unlink() if own is None else _write(path, own)
        for name in kept_aside:
            (folder / name).unlink(missing_ok=True)
        forget_ring()
        raise


def _write(path: Path, text: str) -> None:
    with new_file(path) as file:
        file.write(text.encode())
