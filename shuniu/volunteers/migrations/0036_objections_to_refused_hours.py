"""An objection may be about hours that were not seconded; who refused them is known by the account."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OPEN = "An objection to these hours is open already."


def leave_claims(apps, schema_editor):
    apps.get_model("volunteers", "Objection").everything.filter(claim__isnull=False).delete()


def about(to: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"volunteers.{to}",
        django.db.models.deletion.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        db_index=False,
    )


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0035_notice_settings")]
    operations = [
        migrations.AddField("hourclaim", "decided_by_id", models.BigIntegerField(null=True, blank=True)),
        migrations.AlterField("objection", "entry", about("hourentry")),
        migrations.AddField("objection", "claim", about("hourclaim")),
        migrations.RunPython(migrations.RunPython.noop, leave_claims),
        migrations.AddConstraint(
            "objection",
            models.UniqueConstraint(
                fields=["centre", "claim"],
                condition=Q(state__in=["raised", "verifying"]),
                name="one_open_objection_a_claim",
                violation_error_message=OPEN,
            ),
        ),
        migrations.AddConstraint(
            "objection",
            models.CheckConstraint(
                condition=Q(entry__isnull=False, claim__isnull=True) | Q(entry__isnull=True, claim__isnull=False),
                name="an_objection_is_about_one_thing",
                violation_error_message="An objection is about one entry, or about hours that were refused.",
            ),
        ),
    ]
