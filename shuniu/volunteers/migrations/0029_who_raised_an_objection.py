from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0028_who_told_of_an_inquiry")]
    operations = [
        migrations.AddField("objection", "raised_by_id", models.BigIntegerField(null=True, blank=True)),
    ]
