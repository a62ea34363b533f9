"""A session or lesson may hold the receipt for a time that is kept in a place of the centre."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_attendance_of_files")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="place_hold",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="time kept in the place"),
        )
        for name in ("session", "lesson")
    ]
