"""A judgement over a period says which: its days and whose entries; so what it doubts can be counted."""

from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone


def fill(apps, schema_editor):
    """Clerks were judged after the end of a month, for that month."""
    Decision = apps.get_model("volunteers", "Decision")
    for row in Decision.everything.filter(rule="one_clerk", first__isnull=True):
        until = timezone.localtime(row.at).date().replace(day=1)
        Decision.everything.filter(pk=row.pk).update(first=(until - timedelta(days=1)).replace(day=1), until=until)


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0036_objections_to_refused_hours")]
    operations = [
        migrations.AddField("decision", "first", models.DateField(null=True, blank=True)),
        migrations.AddField("decision", "until", models.DateField(null=True, blank=True)),
        migrations.AddField("decision", "hand_id", models.BigIntegerField(null=True, blank=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
