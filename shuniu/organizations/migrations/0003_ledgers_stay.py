"""Reminders, pre-checks, reviews and grades are ledgers: the database itself refuses UPDATE and DELETE, on both engines."""

from django.db import migrations

LEDGERS = (
    "organizations_inspectionreminder",
    "organizations_precheck",
    "organizations_incubationreview",
    "organizations_grading",
)
REFUSAL = "this ledger is append-only"


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite() if sqlite else _postgresql():
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in LEDGERS:
        for event in ("update", "delete", "truncate"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS organizations_ledgers_stay()")


def _sqlite():
    for table in LEDGERS:
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _postgresql():
    yield (
        "CREATE FUNCTION organizations_ledgers_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in LEDGERS:
        for event in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION organizations_ledgers_stay()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION organizations_ledgers_stay()"
        )


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_codes_and_settings")]
    operations = [migrations.RunPython(forbid, allow)]
