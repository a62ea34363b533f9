"""What stood in plain columns moves under seal; a forgotten case keeps none of it. The reason of a step of the workflow
stands in the trail's sealed detail already, and leaves the signature.

The rule of the database for steps that were signed follows: a reason is emptied once, with the day, or sealed anew.
"""

from django.db import migrations

from shuniu.kernel.sealing.sealer import seal, unseal

TABLE = "casework_stepdone"
SAID = "what was written down stays"
FIXED = ("id", "centre_id", "case_id", "step", "done_on", "user_id", "name")
FORGOTTEN = "OLD.because IS NOT NULL AND NEW.because IS NULL AND OLD.forgotten_on IS NULL AND NEW.forgotten_on IS NOT NULL"
RESEALED = "NEW.forgotten_on IS NULL AND substr(NEW.because, 1, 2) <> substr(OLD.because, 1, 2)"
BECAUSE, TO = "casework.stepdone.because", "casework.referral.sealed_to"


def conceal_words(apps, schema_editor):
    StepDone, Referral = apps.get_model("casework", "StepDone"), apps.get_model("casework", "Referral")
    _drop_rule(schema_editor)
    for row in StepDone._base_manager.exclude(out_of_order_because="").select_related("case"):
        if (day := row.case.forgotten_on) is None:
            row.because = seal(row.out_of_order_because, BECAUSE, row.centre_id)
        row.forgotten_on = day
        row.save(update_fields=["because", "forgotten_on"])
    for row in Referral._base_manager.exclude(case__secrecy="open").select_related("case"):
        if row.case.forgotten_on is None:
            row.sealed_to = seal(f"{row.to_name}\n{row.to_contact}", TO, row.centre_id)
        row.to_name = row.to_contact = ""
        row.save(update_fields=["sealed_to", "to_name", "to_contact"])
    Referral._base_manager.filter(case__forgotten_on__isnull=False).update(to_contact="")
    apps.get_model("kernel", "StepTaken")._base_manager.filter(noun="casework.case").update(reason="")
    same = "IS" if schema_editor.connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"
    fixed = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in FIXED)
    _rule(schema_editor, f"WHEN (({fixed} AND (({FORGOTTEN}) OR ({RESEALED}))) IS NOT TRUE) ")


def reveal_words(apps, schema_editor):
    StepDone, Referral = apps.get_model("casework", "StepDone"), apps.get_model("casework", "Referral")
    _drop_rule(schema_editor)
    for row in StepDone._base_manager.exclude(because__isnull=True):
        row.out_of_order_because = unseal(row.because, BECAUSE, row.centre_id)
        row.save(update_fields=["out_of_order_because"])
    for row in Referral._base_manager.exclude(sealed_to__isnull=True):
        row.to_name, _line, row.to_contact = unseal(row.sealed_to, TO, row.centre_id).partition("\n")
        row.save(update_fields=["to_name", "to_contact"])
    _rule(schema_editor, "")


def _drop_rule(schema_editor):
    of = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    for event in ("update", "delete"):  # a table that SQLite draws anew has lost both
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{event}{of}")


def _rule(schema_editor, when):
    does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    if schema_editor.connection.vendor != "sqlite":
        does = "EXECUTE FUNCTION casework_is_append_only()"
    for event, passes in (("UPDATE", when), ("DELETE", "")):
        head = f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} FOR EACH ROW"
        schema_editor.execute(f"{head} {passes}{does}")


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_sealed_words"), ("kernel", "0001_house")]
    operations = [migrations.RunPython(conceal_words, reveal_words)]
