"""How long a late return is taken, as data that each place may replace; the roster is found by its group."""

from django.db import migrations, models

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_filing_settings")]
    operations = [
        migrations.AddIndex("membership", models.Index(fields=["centre", "group"], name="membership_of_group")),
        migrations.AddIndex("leadership", models.Index(fields=["centre", "group"], name="leadership_of_group")),
        migrations.AddIndex("flag", models.Index(fields=["centre", "group"], name="flag_of_group")),
        rules_from(__file__, "duties_settings.csv"),
    ]
