import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
import shuniu.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0006_lean_memberships'),
        ('kernel', '0007_holidays_have_chinese_names'),
        ('people', '0003_lean_rows'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Activity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=80, verbose_name='title')),
                        ('kind', models.CharField(max_length=30, verbose_name='kind')),
                        ('organizer', models.CharField(max_length=100, verbose_name='organizer')),
                        ('content', models.CharField(blank=True, max_length=500, verbose_name='content')),
                        ('takes_sign_ups', models.BooleanField(default=False, verbose_name='one signs up beforehand')),
                        ('planned_at', models.DateTimeField(verbose_name='planned at')),
                        ('planned_by', models.CharField(max_length=80, verbose_name='planned by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group', verbose_name='group that organizes it')),
                    ],
                    options={
                        'verbose_name': 'activity',
                        'verbose_name_plural': 'activities',
                        'indexes': [models.Index(fields=['centre', 'title'], name='activity_by_title')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Course',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=80, verbose_name='course')),
                        ('kind', models.CharField(max_length=30, verbose_name='subject')),
                        ('audience', models.CharField(max_length=30, verbose_name='meant for')),
                        ('trainer', models.CharField(max_length=100, verbose_name='training organization')),
                        ('place', models.CharField(max_length=100, verbose_name='place')),
                        ('place_code', models.CharField(blank=True, max_length=40, verbose_name='place code')),
                        ('first_on', models.DateField(verbose_name='first day')),
                        ('last_on', models.DateField(verbose_name='last day')),
                        ('seats', models.PositiveSmallIntegerField(verbose_name='seats')),
                        ('certificates', models.JSONField(blank=True, default=list, verbose_name='certificates')),
                        ('opened_at', models.DateTimeField(verbose_name='opened at')),
                        ('opened_by', models.CharField(max_length=80, verbose_name='opened by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'course',
                        'verbose_name_plural': 'courses',
                        'indexes': [models.Index(fields=['centre', 'first_on', 'id'], name='course_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='course_period', violation_error_message='The last day cannot be before the first.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CourseTest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=80, verbose_name='test')),
                        ('held_on', models.DateField(verbose_name='held on')),
                        ('certificate', models.CharField(blank=True, max_length=30, verbose_name='leads to')),
                        ('full_mark', models.PositiveSmallIntegerField(default=100, verbose_name='full mark')),
                        ('pass_mark', models.PositiveSmallIntegerField(default=60, verbose_name='pass mark')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('course', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tests', to='activities.course')),
                    ],
                    options={
                        'verbose_name': 'test',
                        'verbose_name_plural': 'tests',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'course', 'title', 'held_on'), name='test_once'), models.CheckConstraint(condition=models.Q(('pass_mark__lte', models.F('full_mark'))), name='pass_mark_can_be_reached', violation_error_message='The pass mark cannot be above the full mark.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noun', models.CharField(max_length=60)),
                        ('noun_id', models.BigIntegerField()),
                        ('rule', models.CharField(max_length=40, verbose_name='rule')),
                        ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                        ('outcome', models.CharField(max_length=20, verbose_name='outcome')),
                        ('sentence', models.CharField(max_length=300, verbose_name='in words')),
                        ('numbers', models.JSONField(default=dict, verbose_name='numbers')),
                        ('judged_at', models.DateTimeField(verbose_name='judged at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'judgement by rule',
                        'verbose_name_plural': 'judgements by rule',
                        'indexes': [models.Index(fields=['centre', 'noun', 'noun_id', 'id'], name='judgement_of_thing')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Lesson',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField(verbose_name='held on')),
                        ('starts', models.TimeField(verbose_name='starts')),
                        ('ends', models.TimeField(verbose_name='ends')),
                        ('topic', models.CharField(blank=True, max_length=100, verbose_name='topic')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('course', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='lessons', to='activities.course')),
                    ],
                    options={
                        'verbose_name': 'lesson',
                        'verbose_name_plural': 'lessons',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'course', 'held_on', 'starts'), name='lesson_once', violation_error_message='The course has a lesson at this time already.'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='lesson_ends_after_it_starts', violation_error_message='It must end after it starts.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Placement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('employer', shuniu.kernel.sealing.fields.SealedField(null=True, purpose='activities.placement.employer', verbose_name='employer')),
                        ('post', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='activities.placement.post', verbose_name='post')),
                        ('evidence', models.CharField(max_length=120, verbose_name='evidence')),
                        ('started_on', models.DateField(verbose_name='at work from')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('trainee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='activities.trainee')),
                    ],
                    options={
                        'verbose_name': 'placement',
                        'verbose_name_plural': 'placements',
                        'indexes': [models.Index(fields=['centre', 'started_on', 'id'], name='placement_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='placement_period'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('centre', 'trainee'), name='one_job_at_a_time', violation_error_message='A placement that lasts is on record; end it first.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='RetentionCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('after_days', models.PositiveSmallIntegerField(verbose_name='days after the start')),
                        ('checked_on', models.DateField(verbose_name='checked on')),
                        ('answer', models.CharField(choices=[('at_work', 'still at work'), ('left', 'no longer at work'), ('unknown', 'could not be reached')], max_length=10, verbose_name='answer')),
                        ('evidence', models.CharField(max_length=120, verbose_name='evidence')),
                        ('checked_by', models.CharField(max_length=80, verbose_name='checked by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('placement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='activities.placement')),
                    ],
                    options={
                        'verbose_name': 'retention check',
                        'verbose_name_plural': 'retention checks',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'placement', 'after_days'), name='one_check_a_time', violation_error_message='This check was made already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('held_on', models.DateField(verbose_name='held on')),
                        ('starts', models.TimeField(verbose_name='starts')),
                        ('ends', models.TimeField(verbose_name='ends')),
                        ('place', models.CharField(max_length=100, verbose_name='place')),
                        ('place_code', models.CharField(blank=True, max_length=40, verbose_name='place code')),
                        ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
                        ('expected', models.PositiveIntegerField(blank=True, null=True, verbose_name='people expected')),
                        ('token', models.CharField(max_length=12)),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='cancelled on')),
                        ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='reason of cancelling')),
                        ('activity', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='activities.activity')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'session',
                        'verbose_name_plural': 'sessions',
                        'indexes': [models.Index(fields=['centre', 'held_on', 'id'], name='session_by_day'), models.Index(fields=['token'], name='session_by_token')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'token'), name='session_token_once'), models.UniqueConstraint(fields=('centre', 'activity', 'held_on', 'starts'), name='session_once', violation_error_message='The activity has a session at this time already.'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='session_ends_after_it_starts', violation_error_message='It must end after it starts.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Publicity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('panel', 'display panels'), ('leaflet', 'leaflets'), ('show', 'promotional shows')], max_length=10, verbose_name='kind')),
                        ('title', models.CharField(max_length=80, verbose_name='title')),
                        ('done_on', models.DateField(verbose_name='done on')),
                        ('count', models.IntegerField(verbose_name='count')),
                        ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason of correcting')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('corrects', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='activities.publicity')),
                        ('session', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.session')),
                    ],
                    options={
                        'verbose_name': 'publicity entry',
                        'verbose_name_plural': 'publicity log',
                        'indexes': [models.Index(fields=['centre', 'done_on', 'id'], name='publicity_by_day'), models.Index(fields=['centre', 'corrects'], name='publicity_corrections')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('count__gt', 0)), models.Q(('corrects__isnull', False), models.Q(('count', 0), _negated=True)), _connector='OR'), name='publicity_counts_something', violation_error_message='The count must be one or more.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CrowdPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('most', models.PositiveIntegerField(verbose_name='most people at a time')),
                        ('exits', models.PositiveSmallIntegerField(verbose_name='exits')),
                        ('stewards', models.PositiveSmallIntegerField(verbose_name='stewards')),
                        ('first_aid', models.CharField(max_length=120, verbose_name='first aid')),
                        ('in_charge', models.CharField(max_length=80, verbose_name='who is in charge of safety')),
                        ('measures', models.CharField(blank=True, max_length=500, verbose_name='measures')),
                        ('applied_on', models.DateField(blank=True, null=True, verbose_name='applied for the permit on')),
                        ('permit_number', models.CharField(blank=True, max_length=60, verbose_name='number of the safety permit')),
                        ('permitted_on', models.DateField(blank=True, null=True, verbose_name='permit given on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='crowd_plans', to='activities.session')),
                    ],
                    options={
                        'verbose_name': 'crowd plan',
                        'verbose_name_plural': 'crowd plans',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'session'), name='one_crowd_plan_a_session')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Act',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stage', models.CharField(blank=True, max_length=30, verbose_name='stage')),
                        ('starts', models.TimeField(verbose_name='begins')),
                        ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                        ('title', models.CharField(max_length=80, verbose_name='act')),
                        ('performers', models.CharField(max_length=120, verbose_name='performers')),
                        ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                        ('withdrawn_because', models.CharField(blank=True, max_length=200, verbose_name='reason of withdrawing')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                        ('replaces', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='activities.act')),
                        ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='activities.session')),
                    ],
                    options={
                        'verbose_name': 'act',
                        'verbose_name_plural': 'acts',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('centre', 'session', 'stage', 'starts'), name='one_act_at_a_time', violation_error_message='Another act begins on this stage at this time.'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='act_takes_time')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='SignUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('called', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='activities.sign_up.called', verbose_name='to be called')),
                        ('phone', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='activities.sign_up.phone', verbose_name='phone')),
                        ('phone_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='phone')),
                        ('asked_at', models.DateTimeField(verbose_name='signed up at')),
                        ('channel', models.CharField(max_length=20, verbose_name='channel')),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='sign-up cancelled at')),
                        ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='forgotten at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activity_sign_ups', to='people.person')),
                        ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='activities.session')),
                    ],
                    options={
                        'verbose_name': 'sign-up',
                        'verbose_name_plural': 'sign-ups',
                        'indexes': [models.Index(fields=['centre', 'session', 'id'], name='sign_up_in_order'), models.Index(condition=models.Q(('person__isnull', False)), fields=['centre', 'person'], name='sign_up_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('centre', 'session', 'phone_index'), name='one_sign_up_a_phone', violation_error_message='This phone has signed up already.'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('centre', 'session', 'person'), name='one_sign_up_a_person', violation_error_message='This person has signed up already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('qr', 'QR code at the door'), ('list', 'ticked on the list'), ('paper', 'attendance sheet, keyed in')], max_length=5, verbose_name='known from')),
                        ('sheet', models.CharField(blank=True, max_length=100, verbose_name='which sheet')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason of correcting')),
                        ('taken_back', models.PositiveSmallIntegerField(default=0)),
                        ('people', models.IntegerField(verbose_name='person-times')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('corrects', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='activities.attendance')),
                        ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activity_attendances', to='people.person')),
                        ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.session')),
                        ('sign_up', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.signup')),
                    ],
                    options={
                        'verbose_name': 'attendance',
                        'verbose_name_plural': 'attendances',
                        'indexes': [models.Index(fields=['centre', 'session', 'id'], name='attendance_of_session'), models.Index(condition=models.Q(('person__isnull', False)), fields=['centre', 'person'], name='attendance_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('centre', 'session', 'sign_up', 'taken_back'), name='sign_up_comes_once'), models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('centre', 'session', 'person', 'taken_back'), name='person_comes_once', violation_error_message='This person is noted as present already.'), models.UniqueConstraint(fields=('centre', 'corrects'), name='attendance_corrected_once', violation_error_message='This entry was taken back already.'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('people__gt', 0)), models.Q(('corrects__isnull', False), ('people__lt', 0)), _connector='OR'), name='attendance_counts_up_or_takes_back'), models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('sign_up__isnull', True)), ('people__in', (1, -1)), _connector='OR'), name='somebody_known_counts_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Stand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=10, verbose_name='stand')),
                        ('exhibitor', models.CharField(max_length=100, verbose_name='exhibitor')),
                        ('offers', models.CharField(blank=True, max_length=200, verbose_name='what it offers')),
                        ('arrived', models.BooleanField(blank=True, null=True, verbose_name='arrived')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='stands', to='activities.session')),
                    ],
                    options={
                        'verbose_name': 'stand',
                        'verbose_name_plural': 'stands',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'session', 'number'), name='stand_number_once', violation_error_message='This stand is given to another exhibitor.'), models.UniqueConstraint(fields=('centre', 'session', 'exhibitor'), name='one_stand_an_exhibitor', violation_error_message='This exhibitor has a stand already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Trainee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField(verbose_name='number in class')),
                        ('circumstance', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='activities.trainee.circumstance', verbose_name='circumstance')),
                        ('joined_on', models.DateField(verbose_name='joined on')),
                        ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                        ('left_because', models.CharField(blank=True, max_length=200, verbose_name='reason of leaving')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('course', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='trainees', to='activities.course')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='course_places', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'trainee',
                        'verbose_name_plural': 'trainees',
                        'indexes': [models.Index(fields=['centre', 'person'], name='trainee_of_person')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'course', 'person'), name='trainee_once_a_course', violation_error_message='This person is in the course already.'), models.UniqueConstraint(fields=('centre', 'course', 'number'), name='trainee_number_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='TestResult',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('points', models.PositiveSmallIntegerField(verbose_name='points')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('test', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='activities.coursetest')),
                        ('trainee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='activities.trainee')),
                    ],
                    options={
                        'verbose_name': 'test result',
                        'verbose_name_plural': 'test results',
                        'indexes': [models.Index(fields=['centre', 'trainee'], name='results_of_trainee')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'test', 'trainee'), name='result_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='LessonAttendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(choices=[('qr', 'QR code at the door'), ('list', 'ticked on the list'), ('paper', 'attendance sheet, keyed in')], max_length=5, verbose_name='known from')),
                        ('sheet', models.CharField(blank=True, max_length=100, verbose_name='which sheet')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason of correcting')),
                        ('taken_back', models.PositiveSmallIntegerField(default=0)),
                        ('times', models.SmallIntegerField(verbose_name='person-times')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('corrects', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='activities.lessonattendance')),
                        ('lesson', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.lesson')),
                        ('trainee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.trainee')),
                    ],
                    options={
                        'verbose_name': 'attendance in a lesson',
                        'verbose_name_plural': 'attendances in lessons',
                        'indexes': [models.Index(fields=['centre', 'trainee', 'lesson'], name='attendance_of_trainee')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('centre', 'lesson', 'trainee', 'taken_back'), name='trainee_comes_once'), models.UniqueConstraint(fields=('centre', 'corrects'), name='lesson_attendance_corrected_once'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('times', 1)), models.Q(('corrects__isnull', False), ('times', -1)), _connector='OR'), name='lesson_attendance_is_one')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30, verbose_name='certificate')),
                        ('number', models.CharField(max_length=40, verbose_name='course certificate number')),
                        ('issued_on', models.DateField(verbose_name='issued on')),
                        ('revoked_on', models.DateField(blank=True, null=True, verbose_name='revoked on')),
                        ('revoked_because', models.CharField(blank=True, max_length=200, verbose_name='reason of revoking')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('trainee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='activities.trainee')),
                    ],
                    options={
                        'verbose_name': 'course certificate',
                        'verbose_name_plural': 'course certificates',
                        'indexes': [models.Index(fields=['centre', 'issued_on', 'id'], name='course_certificate_by_day')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='course_certificate_number_once'), models.UniqueConstraint(condition=models.Q(('revoked_on__isnull', True)), fields=('centre', 'trainee', 'kind'), name='one_certificate_of_a_kind', violation_error_message='The trainee has this certificate.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
