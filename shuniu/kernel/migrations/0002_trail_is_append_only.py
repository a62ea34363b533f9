"""The trail refuses UPDATE and DELETE in the database itself, on both engines.

A detail (the personal part of an entry) may be deleted, never changed: that is how erasure works.
"""

from django.db import migrations

FOREVER = ("kernel_trailentry", "kernel_trailseal")
ERASABLE = ("kernel_traildetail",)


def forbid(apps, schema_editor):
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in (*FOREVER, *ERASABLE):
        for event in ("update", "delete", "truncate"):
            tail = "" if sqlite else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{tail}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS kernel_trail_is_append_only()")


def _sqlite():
    for table in (*FOREVER, *ERASABLE):
        for event in ("UPDATE", "DELETE") if table in FOREVER else ("UPDATE",):
            yield (
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            )


def _postgresql():
    yield (
        "CREATE FUNCTION kernel_trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'the trail is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in (*FOREVER, *ERASABLE):
        for event in ("UPDATE", "DELETE") if table in FOREVER else ("UPDATE",):
            yield (
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION kernel_trail_is_append_only()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kernel_trail_is_append_only()"
        )


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_house")]
    operations = [migrations.RunPython(forbid, allow)]
