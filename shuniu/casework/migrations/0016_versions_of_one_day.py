"""On the way back each version of a kind gets a day of its own: before there were versions, a code began once a day."""

from datetime import date, timedelta

from django.db import migrations


def days_apart(apps, schema_editor):
    casetype = apps.get_model("casework", "CaseType")
    last = {}
    for kind in casetype._base_manager.order_by("centre_id", "code", "version"):
        before = last.get((kind.centre_id, kind.code))
        last[kind.centre_id, kind.code] = day = max(kind.valid_from, before + timedelta(days=1) if before else date.min)
        if day != kind.valid_from:
            casetype._base_manager.filter(pk=kind.pk).update(valid_from=day)


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_hold_answers_and_versions")]
    operations = [migrations.RunPython(migrations.RunPython.noop, days_apart)]
