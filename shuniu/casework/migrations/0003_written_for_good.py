"""What was signed, noted, kept and marked is refused UPDATE and DELETE by the database itself, on both engines.

A row changes in one direction only: a text is emptied once, with the day it was forgotten, or sealed under another key
(whose number is in its first two bytes); a document in custody is returned once; a day is taken back by a tap, never
moved.
"""

from django.db import migrations, models

import shuniu.kernel.sealing.fields
from shuniu.kernel.schema import rules_from

SAID = "what was written down stays"
FORGOTTEN = "NEW.text IS NULL AND OLD.forgotten_on IS NULL AND NEW.forgotten_on IS NOT NULL"
RESEALED = "NEW.forgotten_on IS NULL AND substr(NEW.text, 1, 2) <> substr(OLD.text, 1, 2)"
# Of each table: the columns that never change, and when an UPDATE of the others passes.
TABLES = {
    "casework_stepdone": ((), None),
    "casework_note": (
        ("id", "centre_id", "case_id", "kind", "level", "reported_to", "written_at", "written_by"),
        f"(({FORGOTTEN}) OR ({RESEALED}))",
    ),
    "casework_incident": (
        ("id", "centre_id", "room_id", "enrolment_id", "happened_on", "family_told", "written_by"),
        f"(({FORGOTTEN} AND NEW.done = '×') OR ({RESEALED} AND NEW.done = OLD.done))",
    ),
    "casework_custodyitem": (
        ("id", "centre_id", "case_id", "name", "copies", "taken_on", "taken_by"),
        "(OLD.returned_on IS NULL AND NEW.returned_on IS NOT NULL)",
    ),
    "casework_attendance": (("id", "centre_id", "enrolment_id", "day"), None),
}


def forbid(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE FUNCTION casework_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, (fixed, passes) in TABLES.items():
        _trigger(schema_editor, table, "DELETE", "", sqlite)
        same = "IS" if sqlite else "IS NOT DISTINCT FROM"
        _trigger(schema_editor, table, "UPDATE", _unless(fixed, passes, same), sqlite)


def _unless(fixed, passes, same):
    """The WHEN of the trigger: true where the UPDATE is none of those that pass. IS NOT TRUE, since NULL would let it by."""
    allowed = [f"NEW.{name} {same} OLD.{name}" for name in fixed] + ([passes] if passes else [])
    return f"WHEN (({' AND '.join(allowed)}) IS NOT TRUE) " if allowed else ""


def _trigger(schema_editor, table, event, when, sqlite):
    head = f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW {when}"
    if sqlite:
        schema_editor.execute(f"{head}BEGIN SELECT RAISE(ABORT, '{SAID}'); END")
    else:
        schema_editor.execute(f"{head}EXECUTE FUNCTION casework_is_append_only()")


def allow(apps, schema_editor):
    tail = schema_editor.connection.vendor != "sqlite"
    for table in TABLES:
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}" + (f" ON {table}" if tail else ""))
    if tail:
        schema_editor.execute("DROP FUNCTION IF EXISTS casework_is_append_only()")


def sealed(model, name):
    field = shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose=f"casework.{model}.{name}")
    return migrations.AlterField(model, name, field)


def forgotten(model):
    day = models.DateField(blank=True, null=True, verbose_name="personal data deleted on")
    return migrations.AddField(model, "forgotten_on", day)


NAMES_NOBODY = models.CheckConstraint(
    condition=models.Q(
        ("forgotten_on__isnull", True),
        models.Q(
            ("applicant__isnull", True), ("outcome__isnull", True), ("phone__isnull", True), ("request__isnull", True)
        ),
        _connector="OR",
    ),
    name="a_forgotten_case_names_nobody",
    violation_error_message="The personal data of this case was deleted; take in a new request.",
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_settings")]
    operations = [
        *(forgotten(model) for model in ("case", "note", "enrolment", "incident")),
        sealed("note", "text"),
        sealed("incident", "text"),
        sealed("enrolment", "emergency_name"),
        sealed("enrolment", "emergency_phone"),
        migrations.AddConstraint("case", NAMES_NOBODY),
        migrations.RunPython(forbid, allow),
        rules_from(__file__, "keeping.csv"),
    ]
