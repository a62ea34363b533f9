"""Since when a case was overdue, which nothing takes back, and how an applicant said how satisfied they are."""

from django.db import migrations, models

CHANNELS = [
    ("window", "at the window"),
    ("phone", "by phone"),
    ("paper", "on paper"),
    ("visit", "home visit"),
    ("portal", "through the portal"),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_sealed_names")]
    operations = [
        migrations.AddField(
            "case", "overdue_since", models.DateField(blank=True, null=True, verbose_name="overdue since")
        ),
        migrations.AddField(
            "case",
            "satisfaction_channel",
            models.CharField(
                blank=True, choices=CHANNELS, default="", max_length=10, verbose_name="how it was said"
            ),
            preserve_default=False,
        ),
    ]
