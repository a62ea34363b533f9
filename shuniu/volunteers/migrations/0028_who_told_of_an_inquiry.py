from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0027_inquiry_settings")]
    operations = [
        migrations.AddField("inquiry", "noticed_by_id", models.BigIntegerField(null=True, blank=True)),
    ]
