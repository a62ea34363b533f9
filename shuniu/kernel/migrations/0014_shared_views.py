"""A saved view of a list may be shared with the centre. Those saved before stay their owners' own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0013_what_files_spoke_of'),
    ]

    operations = [
        migrations.AddField(
            model_name='savedview',
            name='shared',
            field=models.BooleanField(default=False, verbose_name='for everybody at the centre'),
        ),
    ]
