"""The desk reads refused check-ins newest first; those that count cost nothing more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0023_recognition_rules")]
    operations = [
        migrations.AddIndex(
            "checkin",
            models.Index(
                fields=["centre", "-id"], condition=~models.Q(answer="counted"), name="check_ins_refused"
            ),
        )
    ]
