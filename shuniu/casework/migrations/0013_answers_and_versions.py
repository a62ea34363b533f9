"""An organization of the register answers a referral itself, in time; a kind of case has versions and limits of its own."""

import django.db.models.deletion
from django.db import migrations, models

from shuniu.kernel.schema import rules_from

CHANNELS = [
    ("own", "by the organization itself"), ("phone", "by phone"), ("paper", "on paper"), ("window", "at the window"),
]


def day(name, said):
    return migrations.AddField("referral", name, models.DateField(blank=True, null=True, verbose_name=said))


def channel(name, said):
    field = models.CharField(blank=True, choices=CHANNELS, max_length=10, verbose_name=said)
    return migrations.AddField("referral", name, field)


def days(name, said):
    field = models.PositiveSmallIntegerField(blank=True, null=True, verbose_name=said)
    return migrations.AddField("casetype", name, field)


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_leaving_the_list"), ("organizations", "0001_organizations")]
    operations = [
        days("paper_days", "workdays to bring a paper"),
        days("risk_days", "at risk so many workdays before"),
        migrations.AddField(
            "casetype", "version", models.PositiveSmallIntegerField(default=1, verbose_name="version")
        ),
        day("answer_by", "answer by"),
        day("wanted_by", "needed by"),
        day("called_off_on", "called off on"),
        channel("answer_channel", "how it answered"),
        channel("result_channel", "how it told the result"),
        migrations.AddField(
            "referral",
            "organization",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
            ),
        ),
        migrations.AlterField(
            "referral", "to_name", models.CharField(blank=True, max_length=100, verbose_name="organization")
        ),
        migrations.AddIndex(
            "referral",
            models.Index(fields=["centre", "organization", "-id"], name="referral_of_organization"),
        ),
        rules_from(__file__, "referrals.csv"),
    ]
