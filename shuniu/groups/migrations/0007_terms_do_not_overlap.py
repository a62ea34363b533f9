"""Two people never lead a group on the same day, not in the past either: the database refuses it, on both engines.

`until` is the first day a term no longer holds. What was written before is left as it is: only a row that is added, or
moved to another group or beginning, is looked at, so that an old overlap keeps no one from handing over.
"""

from django.db import migrations

TABLE, NAME = "groups_leadership", "leadership_terms_apart"
SAID = "two people do not lead a group on the same day"
OVERLAP = (
    f"SELECT 1 FROM {TABLE} other WHERE other.centre_id = NEW.centre_id AND other.group_id = NEW.group_id "  # noqa: S608
    "AND other.id <> NEW.id AND (other.until IS NULL OR NEW.since < other.until) "
    "AND (NEW.until IS NULL OR other.since < NEW.until)"
)
EVENTS = {"insert": "INSERT", "update": "UPDATE OF group_id, since"}


def forbid(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        does = f"WHEN EXISTS ({OVERLAP}) BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    else:
        does = f"EXECUTE FUNCTION {NAME}()"
        schema_editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ({OVERLAP}) THEN "
            f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
    for event, statement in EVENTS.items():
        schema_editor.execute(f"CREATE TRIGGER {NAME}_{event} BEFORE {statement} ON {TABLE} FOR EACH ROW {does}")


def allow(apps, schema_editor):
    tail = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}{tail}")
    if tail:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {NAME}()")


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_lean_memberships")]
    operations = [migrations.RunPython(forbid, allow)]
