import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
import shuniu.kernel.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0008_attachments'),
        ('kernel', '__first__'),
        ('people', '0003_lean_rows'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='CaseType',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=30, verbose_name='code')),
                        ('name', models.CharField(max_length=60, verbose_name='name')),
                        ('secrecy', models.CharField(choices=[('open', "the window's workers"), ('assessors', 'its assessors alone'), ('appointment', 'whoever is appointed for this type')], default='open', max_length=12, verbose_name='who may find it')),
                        ('steps', models.JSONField(default=list, verbose_name='steps')),
                        ('limit_days', models.PositiveSmallIntegerField(verbose_name='workdays allowed')),
                        ('keeps_applicant', models.BooleanField(default=True, verbose_name='keeps who asked')),
                        ('valid_from', models.DateField(verbose_name='valid from')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'case type',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'code', 'valid_from'), name='case_type_once'), models.CheckConstraint(condition=models.Q(('limit_days__gt', 0)), name='case_type_has_a_limit', violation_error_message='A case type needs a time limit of at least one workday.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('secrecy', models.CharField(choices=[('open', "the window's workers"), ('assessors', 'its assessors alone'), ('appointment', 'whoever is appointed for this type')], max_length=12)),
                        ('number', models.CharField(max_length=30, verbose_name='number')),
                        ('intake_key', models.CharField(max_length=36)),
                        ('channel', models.CharField(choices=[('window', 'at the window'), ('phone', 'by phone'), ('paper', 'on paper'), ('visit', 'home visit'), ('portal', 'through the portal')], max_length=10, verbose_name='taken in')),
                        ('applicant', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.case.applicant')),
                        ('phone', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.case.phone')),
                        ('phone_tail_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='phone', tail=4)),
                        ('request', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.case.request')),
                        ('papers_missing', models.JSONField(default=list, verbose_name='papers still to bring')),
                        ('come_back_on', models.DateField(blank=True, null=True, verbose_name='comes back on')),
                        ('come_back_at', models.CharField(blank=True, max_length=5, verbose_name='time')),
                        ('taken_in_at', models.DateTimeField(verbose_name='taken in on')),
                        ('days_left', models.PositiveSmallIntegerField(null=True)),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                        ('in_time', models.BooleanField(null=True, verbose_name='within its time limit')),
                        ('outcome', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.case.outcome')),
                        ('satisfaction', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='satisfaction')),
                        ('satisfaction_on', models.DateField(blank=True, null=True)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('case_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='casework.casetype')),
                        ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='casework.service')),
                    ],
                    options={
                        'verbose_name': 'case',
                        'verbose_name_plural': 'cases',
                        'base_manager_name': 'everything',
                        'default_manager_name': 'everything',
                        'indexes': [models.Index(fields=['centre', 'secrecy', 'state', 'due_on'], name='case_inbox'), models.Index(fields=['centre', 'come_back_on'], name='case_comes_back'), models.Index(fields=['centre', 'phone_tail_index'], name='case_by_phone_tail')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='case_number_once'), models.UniqueConstraint(fields=('centre', 'intake_key'), name='case_taken_in_once'), models.CheckConstraint(condition=models.Q(('satisfaction__isnull', True), models.Q(('closed_on__isnull', False), ('satisfaction__gte', 1), ('satisfaction__lte', 5)), _connector='OR'), name='satisfaction_after_closing', violation_error_message='Satisfaction is asked after closing, from 1 to 5.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('in_time__isnull', False), _connector='OR'), name='closed_in_time_or_not', violation_error_message='A closed case was in time or it was not.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CustodyItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80, verbose_name='document')),
                        ('copies', models.PositiveSmallIntegerField(default=1, verbose_name='how many')),
                        ('taken_on', models.DateField(verbose_name='taken on')),
                        ('taken_by', models.CharField(max_length=80)),
                        ('returned_on', models.DateField(blank=True, null=True, verbose_name='returned on')),
                        ('returned_by', models.CharField(blank=True, max_length=80)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'document in custody',
                        'constraints': [models.CheckConstraint(condition=models.Q(('copies__gt', 0)), name='custody_of_something', violation_error_message='At least one.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='DayCareRoom',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='room')),
                        ('address', models.CharField(blank=True, max_length=100, verbose_name='where')),
                        ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                        ('opened_on', models.DateField(verbose_name='opened on')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'day care room',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='day_care_room_once', violation_error_message='This name is taken.'), models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='day_care_room_has_places', violation_error_message='A room has at least one place.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement_number', models.CharField(max_length=30, verbose_name='agreement number')),
                        ('agreed_on', models.DateField(verbose_name='agreement of')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('emergency_name', shuniu.kernel.sealing.fields.SealedField(purpose='casework.enrolment.emergency_name')),
                        ('emergency_phone', shuniu.kernel.sealing.fields.SealedField(purpose='casework.enrolment.emergency_phone')),
                        ('care_note', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.enrolment.care_note')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='casework.daycareroom')),
                    ],
                    options={
                        'verbose_name': 'place in day care',
                        'indexes': [models.Index(fields=['centre', 'room', 'since'], name='enrolment_of_room')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('centre', 'person'), name='one_day_care_place_a_person', violation_error_message='This person has a place already.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='enrolment_ends_after_it_begins')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('here', models.BooleanField(default=True)),
                        ('meal', models.BooleanField(default=False)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='casework.enrolment')),
                    ],
                    options={
                        'verbose_name': 'day in day care',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'day', 'enrolment'), name='attendance_once_a_day'), models.CheckConstraint(condition=models.Q(('here', True), ('meal', False), _connector='OR'), name='who_is_away_eats_elsewhere', violation_error_message='Who is not here is given no meal.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Incident',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('happened_on', models.DateField(verbose_name='happened on')),
                        ('text', shuniu.kernel.sealing.fields.SealedField(purpose='casework.incident.text')),
                        ('done', models.CharField(max_length=200, verbose_name='what was done')),
                        ('family_told', models.BooleanField(default=False, verbose_name='the family was told')),
                        ('written_by', models.CharField(max_length=80)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('enrolment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.enrolment')),
                        ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='casework.daycareroom')),
                    ],
                    options={
                        'verbose_name': 'incident',
                        'indexes': [models.Index(fields=['centre', 'room', '-id'], name='incident_of_room')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('note', 'note'), ('interview', 'interview'), ('visit', 'home visit'), ('danger', 'danger reported')], default='note', max_length=10, verbose_name='kind')),
                        ('level', models.CharField(choices=[('ordinary', 'whoever sees the case'), ('confidential', 'only those with a role in it')], default='ordinary', max_length=12, verbose_name='who may read it')),
                        ('text', shuniu.kernel.sealing.fields.SealedField(purpose='casework.note.text')),
                        ('reported_to', models.CharField(blank=True, max_length=60, verbose_name='reported to')),
                        ('written_at', models.DateTimeField()),
                        ('written_by', models.CharField(max_length=80)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'note',
                        'indexes': [models.Index(fields=['centre', 'case', '-id'], name='note_of_case')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'danger'), _negated=True), models.Q(('reported_to', ''), _negated=True), _connector='OR'), name='danger_names_whom_it_was_reported_to', violation_error_message='Say to whom the danger was reported: the police, civil affairs.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Referral',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to_name', models.CharField(max_length=80, verbose_name='organization')),
                        ('to_contact', models.CharField(blank=True, max_length=80, verbose_name='contact details')),
                        ('reason', models.CharField(max_length=200, verbose_name='what is asked of it')),
                        ('sent_on', models.DateField(verbose_name='sent on')),
                        ('accepted_on', models.DateField(blank=True, null=True, verbose_name='accepted on')),
                        ('refused_on', models.DateField(blank=True, null=True, verbose_name='refused on')),
                        ('refused_because', models.CharField(blank=True, max_length=200, verbose_name='refused because')),
                        ('result', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.referral.result')),
                        ('result_on', models.DateField(blank=True, null=True, verbose_name='result on')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'referral',
                        'constraints': [models.CheckConstraint(condition=models.Q(('accepted_on__isnull', True), ('refused_on__isnull', True), _connector='OR'), name='referral_accepted_or_refused', violation_error_message='A referral is accepted or refused, not both.'), models.CheckConstraint(condition=models.Q(('result_on__isnull', True), ('accepted_on__isnull', False), _connector='OR'), name='result_of_an_accepted_referral', violation_error_message='Only an accepted referral has a result.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Service',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=30, verbose_name='code')),
                        ('name', models.CharField(max_length=60, verbose_name='service')),
                        ('description', models.CharField(max_length=300, verbose_name='what it is')),
                        ('eligibility_description', models.CharField(blank=True, max_length=200, verbose_name='for whom')),
                        ('required_documents', models.JSONField(default=list, verbose_name='papers to bring')),
                        ('fees_description', models.CharField(blank=True, max_length=100, verbose_name='cost')),
                        ('schedule', models.CharField(blank=True, max_length=100, verbose_name='when')),
                        ('location', models.CharField(blank=True, max_length=100, verbose_name='where')),
                        ('contact', models.CharField(blank=True, max_length=60, verbose_name='responsible')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('offered_from', models.DateField(verbose_name='offered from')),
                        ('offered_until', models.DateField(blank=True, null=True, verbose_name='offered until')),
                        ('case_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='casework.casetype')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'service',
                        'indexes': [models.Index(fields=['centre', 'order', 'id'], name='service_in_order')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'code', 'offered_from'), name='service_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='StepDone',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(max_length=30)),
                        ('done_on', models.DateField(verbose_name='done on')),
                        ('user_id', models.BigIntegerField(null=True)),
                        ('name', models.CharField(max_length=80)),
                        ('out_of_order_because', models.CharField(blank=True, max_length=200, verbose_name='out of order because')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'step done',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'case', 'step', 'user_id'), name='case_step_signed_once', violation_error_message='You have signed this step already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Waiting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('priority', models.CharField(max_length=30, verbose_name='reason for the order')),
                        ('rank', models.PositiveSmallIntegerField()),
                        ('asked_on', models.DateField(verbose_name='asked on')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='left the list on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'waiting for day care',
                        'indexes': [models.Index(fields=['centre', 'rank', 'asked_on', 'id'], name='day_care_queue')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('centre', 'person'), name='waits_for_day_care_once', violation_error_message='This person is on the list already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CaseRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('handler', 'handles it'), ('assessor', 'assesses')], max_length=10, verbose_name='role')),
                        ('since', models.DateField(verbose_name='since')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('free_of_interest_on', models.DateField(blank=True, null=True, verbose_name='declared free of interest on')),
                        ('excused_on', models.DateField(blank=True, null=True, verbose_name='withdrew on')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='casework.case')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'role in a case',
                        'indexes': [models.Index(fields=['user', 'case'], name='case_role_of_user')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'case', 'user', 'role', 'since'), name='case_role_once', violation_error_message='This person has this role in the case already.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='case_role_ends_after_it_begins')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
