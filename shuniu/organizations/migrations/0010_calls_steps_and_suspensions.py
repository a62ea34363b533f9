"""Reminders that reach no account are called; a cycle names its steps; suspensions are rows; entries keep their own address."""

import django.db.models.deletion
import django.db.models.manager
import shuniu.organizations.models.inspection
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0010_old_details_name_their_person'),
        ('organizations', '0009_declarations_stay'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=20, verbose_name='channel')),
                ('outcome', models.CharField(choices=[('reached', 'reached'), ('not_reached', 'not reached'), ('letter', 'letter handed over')], max_length=11, verbose_name='what came of it')),
                ('tried_at', models.DateTimeField(verbose_name='tried at')),
                ('tried_by', models.CharField(max_length=80, verbose_name='tried by')),
            ],
            options={
                'verbose_name': 'attempt to call',
                'verbose_name_plural': 'attempts to call',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ReminderCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='to be told since')),
                ('asked_by', models.CharField(max_length=80, verbose_name='asked by')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told at')),
                ('told_by', models.CharField(blank=True, max_length=80, verbose_name='told by')),
            ],
            options={
                'verbose_name': 'call to make',
                'verbose_name_plural': 'calls to make',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='suspended on')),
                ('until', models.DateField(blank=True, null=True, verbose_name='resumed on')),
            ],
            options={
                'verbose_name': 'suspension',
                'verbose_name_plural': 'suspensions',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='inspectioncycle',
            name='inspection_days_in_order',
        ),
        migrations.AddField(
            model_name='incubation',
            name='admitted_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='admitted below the score because'),
        ),
        migrations.AddField(
            model_name='inspectioncycle',
            name='hand_in_by',
            field=models.DateField(blank=True, null=True, verbose_name='to the centre by'),
        ),
        migrations.AddField(
            model_name='inspectioncycle',
            name='steps',
            field=models.JSONField(default=shuniu.organizations.models.inspection.every_pass, verbose_name='steps'),
        ),
        migrations.AddField(
            model_name='licence',
            name='anyway_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='noted although it had run out, because'),
        ),
        migrations.AddField(
            model_name='licence',
            name='noted_by',
            field=models.CharField(blank=True, max_length=80, verbose_name='noted by'),
        ),
        migrations.AddField(
            model_name='licence',
            name='renewal_to_bring',
            field=models.BooleanField(default=False, verbose_name='the renewed one is still to be brought'),
        ),
        migrations.AddField(
            model_name='organization',
            name='public_address',
            field=models.CharField(blank=True, max_length=120, verbose_name='where to find it'),
        ),
        migrations.AlterField(
            model_name='inspectioncycle',
            name='supervisor_by',
            field=models.DateField(blank=True, null=True, verbose_name='to the supervisor by'),
        ),
        migrations.AddConstraint(
            model_name='inspectioncycle',
            constraint=models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('registry_by')), models.Q(('hand_in_by__isnull', True), ('hand_in_by__range', (models.F('opens_on'), models.F('registry_by'))), _connector='OR'), models.Q(('supervisor_by__isnull', True), ('supervisor_by__range', (models.F('opens_on'), models.F('registry_by'))), _connector='OR'), models.Q(('hand_in_by__isnull', True), ('supervisor_by__isnull', True), ('hand_in_by__lte', models.F('supervisor_by')), _connector='OR')), name='inspection_days_in_order', violation_error_message='An inspection opens, goes to the supervisor, then to the registry.'),
        ),
        migrations.AddField(
            model_name='callattempt',
            name='centre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place'),
        ),
        migrations.AddField(
            model_name='callattempt',
            name='contact',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.contact'),
        ),
        migrations.AddField(
            model_name='callattempt',
            name='organization',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization'),
        ),
        migrations.AddField(
            model_name='remindercall',
            name='centre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place'),
        ),
        migrations.AddField(
            model_name='remindercall',
            name='inspection',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='organizations.inspection'),
        ),
        migrations.AddField(
            model_name='remindercall',
            name='organization',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization'),
        ),
        migrations.AddField(
            model_name='callattempt',
            name='call',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='organizations.remindercall'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='centre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='organization',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization'),
        ),
        migrations.AddConstraint(
            model_name='remindercall',
            constraint=models.UniqueConstraint(condition=models.Q(('told_at__isnull', True)), fields=('centre', 'inspection'), name='one_open_call_an_inspection', violation_error_message='This organization is on the call list already.'),
        ),
        migrations.AddIndex(
            model_name='callattempt',
            index=models.Index(fields=['centre', 'call'], name='attempts_of_call'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(fields=['centre', 'organization', 'since'], name='suspensions_of_organization'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('centre', 'organization'), name='one_suspension_at_a_time', violation_error_message='The organization is suspended already.'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='suspension_ends_after_it_begins', violation_error_message='A suspension cannot end before it begins.'),
        ),
    ]
