from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organizations", "0005_objections_move")]
    operations = [
        migrations.RemoveField(model_name="listing", name="objection"),
        migrations.RemoveField(model_name="listing", name="objected_on"),
    ]
