"""A date of a weekly series may be refused by the hours of its week, or because a seasonal round gives it out."""

from django.db import migrations, models

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("venues", "0005_sheet_days")]
    operations = [
        migrations.AlterField(
            model_name="booking",
            name="refused",
            field=models.CharField(
                blank=True,
                choices=[
                    ("taken", "taken by %(detail)s"),
                    ("closed", "closed at this time"),
                    ("exception", "closed: %(detail)s"),
                    ("holiday", "holiday: %(detail)s"),
                    ("not_offered", "not offered on this day"),
                    ("quiet", "amplified sound is not allowed at this time"),
                    ("fire", "the fire certificate ends on %(detail)s"),
                    ("given_up", "no longer used: %(detail)s"),
                    ("too_much", "more than %(detail)s hours in this week"),
                    ("season", "given out in the seasonal round %(detail)s"),
                    ("declined", "not approved: %(detail)s"),
                ],
                max_length=12,
                verbose_name="not possible",
            ),
        ),
        rules_from(__file__, "series_settings.csv"),
    ]
