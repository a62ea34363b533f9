"""A group without a phone signs the paper list: the clock does not release its times."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0003_hours_from_a_day")]
    operations = [
        migrations.AddField(
            model_name="booking",
            name="on_paper",
            field=models.BooleanField(default=False, verbose_name="the group signs the paper list"),
        ),
    ]
