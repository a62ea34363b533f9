"""A report of a minor in danger needs no patrol sheet; a route says from which service point it sets out."""

import django.db.models.deletion
from django.db import migrations, models


def leave_reports_without_a_patrol(apps, schema_editor):
    apps.get_model("volunteers", "MinorReport").everything.filter(patrol__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0037_what_a_judgement_covers")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, leave_reports_without_a_patrol),
        migrations.AlterField(
            "minorreport",
            "patrol",
            models.ForeignKey(
                "volunteers.patrol",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="minorreports",
                db_index=False,
            ),
        ),
        migrations.AddField(
            "minorreport",
            "channel",
            models.CharField(
                "how it came",
                max_length=10,
                choices=[
                    ("sheet", "with the patrol sheet"),
                    ("phone", "on the own phone"),
                    ("call", "in a telephone call"),
                    ("desk", "at the desk"),
                ],
                default="sheet",
            ),
        ),
        migrations.AddField(
            "minorreport",
            "called_by",
            models.CharField("number of the volunteer who called", max_length=30, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "patrolroute",
            "service_point",
            models.ForeignKey(
                "volunteers.servicepoint",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                db_index=False,
                verbose_name="sets out from",
            ),
        ),
    ]
