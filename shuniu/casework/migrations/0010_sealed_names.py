"""Of a sealed case, to whom danger was reported, what is in custody and what a file is called stand sealed.

The database's rule for notes and documents in custody follows. A file's name stands in the trail's sealed detail
already, so its plain column is emptied, and going back leaves it so.
"""

from django.db import migrations, models

import shuniu.kernel.sealing.fields
from shuniu.kernel.sealing.sealer import seal, unseal

SAID = "what was written down stays"
UNSAID = "–"
TO, NAME = "casework.note.sealed_to", "casework.custodyitem.sealed_name"
NOTE = ("id", "centre_id", "case_id", "kind", "level", "reported_to", "written_at", "written_by")
ITEM = ("id", "centre_id", "case_id", "name", "copies", "taken_on", "taken_by")
FORGOTTEN = "NEW.text IS NULL AND OLD.forgotten_on IS NULL AND NEW.forgotten_on IS NOT NULL"
RETURNED = "OLD.returned_on IS NULL AND NEW.returned_on IS NOT NULL"


def conceal_names(apps, schema_editor):
    same = _same(schema_editor)
    _drop_rules(schema_editor)
    Note, Item = apps.get_model("casework", "Note"), apps.get_model("casework", "CustodyItem")
    for row in Note._base_manager.exclude(case__secrecy="open").exclude(reported_to="").select_related("case"):
        if row.case.forgotten_on is None:
            row.sealed_to = seal(row.reported_to, TO, row.centre_id)
        row.reported_to = UNSAID
        row.save(update_fields=["sealed_to", "reported_to"])
    for row in Item._base_manager.exclude(case__secrecy="open").select_related("case"):
        if row.case.forgotten_on is None:
            row.sealed_name = seal(row.name, NAME, row.centre_id)
        row.name = ""
        row.save(update_fields=["sealed_name", "name"])
    cases = apps.get_model("casework", "Case")._base_manager.exclude(secrecy="open").values("pk")
    files = apps.get_model("kernel", "Attachment")._base_manager.filter(noun="casework.case", noun_id__in=cases)
    for row in files:
        row.name = f"{UNSAID}.{row.type}"
        row.save(update_fields=["name"])
    kept = " AND ".join(_stays(column, same) for column in ("text", "sealed_to"))
    note = f"(({FORGOTTEN} AND NEW.sealed_to IS NULL) OR (OLD.forgotten_on IS NULL AND NEW.forgotten_on IS NULL AND {kept}))"
    back = f"NEW.returned_on {same} OLD.returned_on AND NEW.returned_by {same} OLD.returned_by"
    item = (
        f"(({RETURNED} AND NEW.sealed_name {same} OLD.sealed_name) OR "
        f"({back} AND (NEW.sealed_name IS NULL OR {_stays('sealed_name', same)})))"
    )
    _rule(schema_editor, "casework_note", NOTE, note)
    _rule(schema_editor, "casework_custodyitem", ITEM, item)


def reveal_names(apps, schema_editor):
    _drop_rules(schema_editor)
    for name, plain, sealed, purpose in (
        ("Note", "reported_to", "sealed_to", TO),
        ("CustodyItem", "name", "sealed_name", NAME),
    ):
        for row in apps.get_model("casework", name)._base_manager.exclude(**{f"{sealed}__isnull": True}):
            setattr(row, plain, unseal(getattr(row, sealed), purpose, row.centre_id))
            row.save(update_fields=[plain])
    resealed = "NEW.forgotten_on IS NULL AND substr(NEW.text, 1, 2) <> substr(OLD.text, 1, 2)"
    _rule(schema_editor, "casework_note", NOTE, f"(({FORGOTTEN}) OR ({resealed}))")
    _rule(schema_editor, "casework_custodyitem", ITEM, f"({RETURNED})")


def _stays(column, same):
    """The words are as they were, or sealed under another key, whose number is in the first two bytes."""
    return f"(NEW.{column} {same} OLD.{column} OR substr(NEW.{column}, 1, 2) <> substr(OLD.{column}, 1, 2))"


def _same(schema_editor):
    return "IS" if schema_editor.connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"


def _drop_rules(schema_editor):
    for table in ("casework_note", "casework_custodyitem"):
        of = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        for event in ("update", "delete"):  # a table that SQLite draws anew has lost both
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{of}")


def _rule(schema_editor, table, fixed, passes):
    same = _same(schema_editor)
    when = " AND ".join([*(f"NEW.{name} {same} OLD.{name}" for name in fixed), passes])
    does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    if schema_editor.connection.vendor != "sqlite":
        does = "EXECUTE FUNCTION casework_is_append_only()"
    for event, unless in (("UPDATE", f"WHEN (({when}) IS NOT TRUE) "), ("DELETE", "")):
        head = f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW"
        schema_editor.execute(f"{head} {unless}{does}")


def sealed(model, name):
    field = shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose=f"casework.{model}.{name}")
    return migrations.AddField(model, name, field)


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_reasons_under_seal"), ("kernel", "0001_house")]
    operations = [
        sealed("note", "sealed_to"),
        sealed("custodyitem", "sealed_name"),
        migrations.AlterField(
            "custodyitem", "name", models.CharField(blank=True, max_length=80, verbose_name="document")
        ),
        migrations.RunPython(conceal_names, reveal_names),
    ]
