"""A volunteer says once how a service was: the row tells that it was said, and neither what nor when (ADR 0101)."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0014_shared_views'),
        ('volunteers', '0041_who_changed_the_post'),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluated',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='evaluated', serialize=False, to='volunteers.hourentry')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
            ],
            options={
                'verbose_name': 'evaluated service',
                'verbose_name_plural': 'evaluated services',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
