"""Hours said to be false: told, answered, decided; and the bar that two people sign."""

import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
import shuniu.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_attachments'),
        ('volunteers', '0025_notice_in_workdays'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Inquiry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('grounds', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='volunteers.inquiry.grounds', verbose_name='grounds')),
                        ('told', models.CharField(choices=[('phone', 'on the own phone'), ('window', 'in person at the window'), ('letter', 'by letter')], max_length=10, verbose_name='told')),
                        ('noticed_on', models.DateField(verbose_name='told on')),
                        ('noticed_by', models.CharField(max_length=80, verbose_name='told by')),
                        ('answer', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='volunteers.inquiry.answer', verbose_name='answer')),
                        ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                        ('months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='months proposed')),
                        ('proposed_by', models.CharField(blank=True, max_length=80, verbose_name='proposed by')),
                        ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                        ('decided_by', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                        ('barred_from', models.DateField(blank=True, null=True, verbose_name='withheld from')),
                        ('barred_until', models.DateField(blank=True, null=True, verbose_name='withheld until')),
                        ('objection', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='volunteers.inquiry.objection', verbose_name='objection')),
                        ('objected_on', models.DateField(blank=True, null=True, verbose_name='objected on')),
                        ('reviewed_by', models.CharField(blank=True, max_length=80, verbose_name='reviewed by')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'inquiry into hours',
                        'verbose_name_plural': 'inquiries into hours',
                        'indexes': [models.Index(fields=['centre', 'state', 'due_on', 'id'], name='inquiries_by_state'), models.Index(fields=['centre', 'volunteer', '-id'], name='inquiries_of_volunteer')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('noticed', 'heard', 'proposed', 'objected'))), fields=('centre', 'volunteer'), name='one_open_inquiry_a_volunteer', violation_error_message='An inquiry into hours of this volunteer is open already.'), models.CheckConstraint(condition=models.Q(models.Q(('barred_from__isnull', True), ('barred_until__isnull', True), models.Q(('state', 'barred'), _negated=True)), models.Q(('barred_from', models.F('decided_on')), ('barred_until__gt', models.F('barred_from')), models.Q(('decided_by', ''), _negated=True), models.Q(('proposed_by', ''), _negated=True)), _connector='OR'), name='a_bar_is_signed_and_ends', violation_error_message='A bar is proposed and signed by named people, and has its last day.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='InquiredEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('right_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='right are, in minutes')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.hourentry')),
                        ('inquiry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='volunteers.inquiry')),
                    ],
                    options={
                        'verbose_name': 'entry of an inquiry',
                        'verbose_name_plural': 'entries of inquiries',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'inquiry', 'entry'), name='an_inquiry_names_an_entry_once', violation_error_message='The inquiry names this entry already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
