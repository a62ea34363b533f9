"""Contract: the plain column goes, and the sealed one takes its name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_phones_of_liaisons_move_under_seal")]
    operations = [
        migrations.RemoveField("group", "liaison_phone"),
        migrations.RenameField("group", "sealed_phone", "liaison_phone"),
    ]
