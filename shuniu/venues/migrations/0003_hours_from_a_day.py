"""Opening hours hold from a day; a venue or space that is given up says why."""

import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('venues', '0002_rules_and_append_only'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='openinghours',
            name='opening_once',
        ),
        migrations.AddField(
            model_name='openinghours',
            name='since',
            field=models.DateField(default=datetime.date(2000, 1, 1), verbose_name='holds from'),
        ),
        migrations.AddField(
            model_name='space',
            name='closed_because',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='venue',
            name='closed_because',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='booking',
            name='refused',
            field=models.CharField(blank=True, choices=[('taken', 'taken by %(detail)s'), ('closed', 'closed at this time'), ('exception', 'closed: %(detail)s'), ('holiday', 'holiday: %(detail)s'), ('not_offered', 'not offered on this day'), ('quiet', 'amplified sound is not allowed at this time'), ('fire', 'the fire certificate ends on %(detail)s'), ('given_up', 'no longer used: %(detail)s'), ('declined', 'not approved: %(detail)s')], max_length=12, verbose_name='not possible'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.UniqueConstraint(fields=('centre', 'venue', 'since', 'weekday', 'opens'), name='opening_once'),
        ),
    ]
