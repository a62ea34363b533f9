from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0030_places_changed_by_others")]
    operations = [
        migrations.AddField(
            "checkin", "clock_seconds", models.IntegerField("phone's clock ahead of ours, in seconds", null=True, blank=True)
        ),
    ]
