"""A service may be asked for without an account; so many a day."""

from django.db import migrations, models

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_written_for_good")]
    operations = [
        migrations.AddField(
            "service",
            "by_portal",
            models.BooleanField(default=False, verbose_name="may be asked for on the public page"),
        ),
        migrations.AlterField(
            "service", "order", models.PositiveSmallIntegerField(default=0, verbose_name="place on the menu")
        ),
        rules_from(__file__, "portal.csv"),
    ]
