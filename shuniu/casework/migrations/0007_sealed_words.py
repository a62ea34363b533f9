"""Room for what is to stand sealed: whom a sealed case was referred to, and why a step was taken out of order."""

from django.db import migrations, models

import shuniu.kernel.sealing.fields


def sealed(model, name):
    field = shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose=f"casework.{model}.{name}")
    return migrations.AddField(model, name, field)


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_advice")]
    operations = [
        sealed("referral", "sealed_to"),
        migrations.AlterField(
            "referral", "to_name", models.CharField(blank=True, max_length=80, verbose_name="organization")
        ),
        sealed("stepdone", "because"),
        migrations.AddField(
            "stepdone",
            "forgotten_on",
            models.DateField(blank=True, null=True, verbose_name="personal data deleted on"),
        ),
    ]
