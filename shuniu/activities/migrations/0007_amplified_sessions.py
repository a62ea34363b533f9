"""A session says whether it uses loudspeakers, so that the quiet hours of its place hold for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0006_acts_that_groups_offer")]
    operations = [
        migrations.AddField(
            model_name="session",
            name="amplified",
            field=models.BooleanField(default=False, verbose_name="amplified sound"),
        )
    ]
