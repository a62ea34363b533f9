"""A group signs up for a show: its leader offers an act, where the activity asks for acts."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0005_old_certificates_name_the_subject'),
        ('groups', '0010_no_plain_phone_of_a_liaison'),
        ('kernel', '0010_old_details_name_their_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='takes_offers',
            field=models.BooleanField(default=False, verbose_name='groups may offer acts'),
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='act')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('needs', models.CharField(blank=True, max_length=200, verbose_name='what the act needs')),
                ('offered_at', models.DateTimeField(verbose_name='offered at')),
                ('offered_by', models.CharField(max_length=80, verbose_name='offered by')),
                ('declined_on', models.DateField(blank=True, null=True, verbose_name='declined on')),
                ('declined_because', models.CharField(blank=True, max_length=200, verbose_name='reason of declining')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='offer taken back on')),
                ('act', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='activities.act')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='activities.session')),
            ],
            options={
                'verbose_name': 'offered act',
                'verbose_name_plural': 'offered acts',
                'indexes': [models.Index(fields=['centre', 'group', 'id'], name='offers_of_group')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('act__isnull', True), ('declined_on__isnull', True), ('withdrawn_on__isnull', True)), fields=('centre', 'session', 'group'), name='one_open_offer_a_session', violation_error_message='Your group has offered an act for this day already.'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='offered_act_takes_time')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
