"""What is asked of an organization about a sealed case, and why it refused, stand sealed; advice is a kind of note."""

from django.db import migrations, models

import shuniu.kernel.sealing.fields

KINDS = [
    ("note", "note"),
    ("interview", "interview"),
    ("visit", "home visit"),
    ("danger", "danger reported"),
    ("advice", "advice given"),
]


def sealed(name):
    field = shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose=f"casework.referral.{name}")
    return migrations.AddField("referral", name, field)


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_menu_on_the_portal")]
    operations = [
        migrations.AlterField(
            "note",
            "kind",
            models.CharField(choices=KINDS, default="note", max_length=10, verbose_name="kind"),
        ),
        sealed("sealed_reason"),
        sealed("sealed_refusal"),
        migrations.AddField(
            "referral",
            "agreed_on",
            models.DateField(blank=True, null=True, verbose_name="the applicant agreed on"),
        ),
        migrations.AlterField(
            "referral",
            "reason",
            models.CharField(blank=True, max_length=200, verbose_name="what is asked of it"),
        ),
    ]
