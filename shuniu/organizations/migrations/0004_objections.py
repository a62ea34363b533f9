"""Objections to listings and results are rows of their own; a fail keeps when the organization was told and what it said."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_attachments'),
        ('organizations', '0003_ledgers_stay'),
    ]

    operations = [
        migrations.AddField(
            model_name='inspection',
            name='not_to_rectify_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='nothing to put right because'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='reply',
            field=models.CharField(blank=True, max_length=500, verbose_name="the organization's reply"),
        ),
        migrations.AddField(
            model_name='inspection',
            name='told_on',
            field=models.DateField(blank=True, null=True, verbose_name='the organization was told on'),
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=30, verbose_name='state')),
                ('turn', models.PositiveIntegerField(default=0)),
                ('state_since', models.DateTimeField(verbose_name='since')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('words', models.CharField(max_length=500, verbose_name="the organization's objection")),
                ('raised_on', models.DateField(verbose_name='objected on')),
                ('raised_by', models.CharField(max_length=80, verbose_name='noted by')),
                ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                ('answered_by', models.CharField(blank=True, max_length=80, verbose_name='answered by')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('inspection', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='organizations.inspection')),
                ('listing', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='organizations.listing')),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'objection',
                'verbose_name_plural': 'objections',
                'indexes': [models.Index(fields=['centre', 'organization'], name='objections_of_organization'), models.Index(fields=['centre', 'state', 'due_on'], name='organization_objections_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(('listing__isnull', True), ('inspection__isnull', True), _connector='XOR'), name='objection_is_about_one', violation_error_message='An objection is about one listing or about one result.'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on__isnull', True), ('state', 'raised')), models.Q(models.Q(('state', 'raised'), _negated=True), ('answered_on__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='objection_answered_in_words', violation_error_message='An objection is answered in words, on a day.'), models.UniqueConstraint(condition=models.Q(('listing__isnull', False), ('state', 'raised')), fields=('centre', 'listing'), name='one_open_objection_to_listing', violation_error_message='An objection is waiting for its answer already.'), models.UniqueConstraint(condition=models.Q(('inspection__isnull', False), ('state', 'raised')), fields=('centre', 'inspection'), name='one_open_objection_to_result', violation_error_message='An objection is waiting for its answer already.')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
