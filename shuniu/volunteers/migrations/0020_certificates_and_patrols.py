import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
import shuniu.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0007_holidays_have_chinese_names'),
        ('volunteers', '0003_hours_are_append_only'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('number', models.CharField(blank=True, max_length=40, null=True, verbose_name='certificate number')),
                        ('first', models.DateField(verbose_name='from')),
                        ('last', models.DateField(verbose_name='to')),
                        ('purpose', models.CharField(blank=True, max_length=60, verbose_name='for what')),
                        ('channel', models.CharField(default='page', max_length=10, verbose_name='asked for by')),
                        ('requested_on', models.DateField(verbose_name='asked for on')),
                        ('minutes', models.PositiveIntegerField(default=0, verbose_name='minutes')),
                        ('times', models.PositiveIntegerField(default=0, verbose_name='person-times')),
                        ('lines', models.JSONField(default=list, verbose_name='services')),
                        ('handler', models.CharField(blank=True, max_length=80, verbose_name='handled by')),
                        ('noticed_on', models.DateField(blank=True, null=True, verbose_name='shown in public from')),
                        ('notice_until', models.DateField(blank=True, null=True, verbose_name='shown in public until')),
                        ('head', models.CharField(blank=True, max_length=80, verbose_name='person in charge')),
                        ('issuer', models.CharField(blank=True, max_length=80, verbose_name='issued by')),
                        ('contact', models.CharField(blank=True, max_length=80, verbose_name='contact details')),
                        ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                        ('signed', models.CharField(blank=True, max_length=800, verbose_name='signed text')),
                        ('questioned_because', models.CharField(blank=True, max_length=300, verbose_name='why it is to be revoked')),
                        ('answer', models.CharField(blank=True, max_length=500, verbose_name="the volunteer's answer")),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'service certificate',
                        'verbose_name_plural': 'service certificates',
                        'indexes': [models.Index(fields=['centre', 'state', 'id'], name='certificates_by_state'), models.Index(fields=['centre', 'volunteer', '-id'], name='certificates_of_volunteer')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='service_certificate_number_once', violation_error_message='This certificate number is already given out.'), models.UniqueConstraint(condition=models.Q(('state__in', ('requested', 'noticed', 'checked'))), fields=('centre', 'volunteer'), name='one_open_certificate_a_volunteer', violation_error_message='A certificate for this volunteer is being prepared already.'), models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='service_certificate_period', violation_error_message='The period ends before it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('issued', 'questioned', 'answered', 'revoked')), _negated=True), models.Q(('issued_on__isnull', False), ('minutes__gt', 0), ('number__isnull', False), models.Q(('head', ''), _negated=True), models.Q(('signed', ''), _negated=True)), _connector='OR'), name='an_issued_certificate_is_whole', violation_error_message='An issued certificate has its number, hours, signatures and date.'), models.CheckConstraint(condition=models.Q(('notice_until__isnull', True), ('notice_until__gte', models.F('noticed_on')), _connector='OR'), name='service_certificate_notice', violation_error_message='The public notice ends before it begins.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CertificateCopy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200, verbose_name='why on paper')),
                        ('count', models.PositiveSmallIntegerField(default=1, verbose_name='copies')),
                        ('filed_as', models.CharField(max_length=60, verbose_name='filed under')),
                        ('handed_on', models.DateField(verbose_name='handed out on')),
                        ('handed_by', models.CharField(max_length=80, verbose_name='handed out by')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('certificate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='volunteers.certificate')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'paper copy',
                        'verbose_name_plural': 'paper copies',
                        'indexes': [models.Index(fields=['centre', 'certificate', 'id'], name='copies_of_certificate')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('filed_as', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('count__range', (1, 20))), name='a_copy_is_kept_on_file', violation_error_message='Say why on paper, how many, and where the copy is kept.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Encounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.TimeField(verbose_name='time')),
                        ('place', models.CharField(max_length=100, verbose_name='street')),
                        ('situation', models.CharField(max_length=30, verbose_name='situation')),
                        ('actions', models.JSONField(default=list, verbose_name='what was done')),
                        ('leaflet', models.BooleanField(default=False, verbose_name='took a leaflet')),
                        ('wish', models.CharField(choices=[('willing', 'willing'), ('unwilling', 'not willing'), ('silent', 'no answer')], max_length=10, verbose_name='own wish to be helped')),
                        ('is_minor', models.BooleanField(default=False, verbose_name='a minor')),
                        ('first_aid_at', models.TimeField(blank=True, null=True, verbose_name='emergency called at')),
                        ('offered_name', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='volunteers.encounter.offered_name', verbose_name='name, where offered')),
                        ('delete_on', models.DateField(verbose_name='deleted on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('patrol', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.patrol')),
                    ],
                    options={
                        'verbose_name': 'encounter',
                        'verbose_name_plural': 'encounters',
                        'indexes': [models.Index(fields=['centre', 'delete_on'], name='encounters_to_delete'), models.Index(fields=['centre', 'patrol', 'id'], name='encounters_of_patrol')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('place', ''), _negated=True), name='encounter_has_its_street', violation_error_message='Write the street; never a home.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='HandOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('receiver', models.CharField(max_length=30, verbose_name='handed over to')),
                        ('received_by', models.CharField(blank=True, max_length=40, verbose_name='received by')),
                        ('at', models.TimeField(verbose_name='time')),
                        ('by_whom', models.CharField(max_length=80, verbose_name='handed over by')),
                        ('follow_up', models.CharField(blank=True, max_length=200, verbose_name='what came of it')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('encounter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='volunteers.encounter')),
                    ],
                    options={
                        'verbose_name': 'hand-over',
                        'verbose_name_plural': 'hand-overs',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'encounter'), name='one_hand_over_an_encounter', violation_error_message='This hand-over is recorded already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Patrol',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='day')),
                        ('starts', models.TimeField(verbose_name='from')),
                        ('ends', models.TimeField(verbose_name='to')),
                        ('leaflets', models.PositiveSmallIntegerField(default=0, verbose_name='leaflets given out')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='about the route, not about people')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                        ('recorded_by', models.CharField(max_length=80, verbose_name='recorded by')),
                        ('via', models.CharField(max_length=10)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('team', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.team')),
                        ('route', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='patrols', to='volunteers.patrolroute')),
                    ],
                    options={
                        'verbose_name': 'patrol',
                        'verbose_name_plural': 'patrols',
                        'indexes': [models.Index(fields=['centre', 'day', 'id'], name='patrols_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='patrol_times', violation_error_message='A patrol ends after it began, on the same day.'), models.CheckConstraint(condition=models.Q(('leaflets__lte', 2000)), name='patrol_leaflets', violation_error_message='More leaflets than anybody carries: please check the number.'), models.UniqueConstraint(fields=('centre', 'route', 'day', 'starts'), name='patrol_once', violation_error_message='The sheet of this patrol is recorded already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='MinorReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('danger', models.CharField(max_length=30, verbose_name='danger')),
                        ('place', models.CharField(max_length=100, verbose_name='street')),
                        ('seen_at', models.DateTimeField(verbose_name='seen at')),
                        ('reported_at', models.DateTimeField(verbose_name='written at')),
                        ('reported_by', models.CharField(max_length=80, verbose_name='written by')),
                        ('told', models.CharField(blank=True, max_length=30, verbose_name='told to')),
                        ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told at')),
                        ('told_by', models.CharField(blank=True, max_length=80, verbose_name='told by')),
                        ('outcome', models.CharField(blank=True, max_length=300, verbose_name='what came of it')),
                        ('delete_on', models.DateField(verbose_name='deleted on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('encounter', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='minor_reports', to='volunteers.encounter')),
                        ('patrol', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.patrol')),
                    ],
                    options={
                        'verbose_name': 'report of a minor in danger',
                        'verbose_name_plural': 'reports of minors in danger',
                        'indexes': [models.Index(fields=['centre', 'state', 'id'], name='minor_reports_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('state', 'open'), models.Q(('told_at__isnull', False), models.Q(('told', ''), _negated=True)), _connector='OR'), name='a_minor_in_danger_is_reported', violation_error_message='Say which authority was told, and when.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='PatrolFigures',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('met', models.PositiveSmallIntegerField(verbose_name='people met')),
                        ('willing', models.PositiveSmallIntegerField(verbose_name='willing')),
                        ('handovers', models.PositiveSmallIntegerField(verbose_name='hand-overs')),
                        ('emergencies', models.PositiveSmallIntegerField(verbose_name='emergency calls')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('patrol', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.patrol')),
                    ],
                    options={
                        'verbose_name': 'figures of a patrol',
                        'verbose_name_plural': 'figures of patrols',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'patrol'), name='patrol_figures_once'), models.CheckConstraint(condition=models.Q(('handovers__lte', models.F('met')), ('willing__lte', models.F('met')), ('emergencies__lte', models.F('met'))), name='patrol_figures_fit', violation_error_message='More were handed over than were met.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='PatrolMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('patrol', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='volunteers.patrol')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='patrols', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'volunteer on a patrol',
                        'verbose_name_plural': 'volunteers on patrols',
                        'indexes': [models.Index(fields=['centre', 'volunteer', 'patrol'], name='patrols_of_volunteer')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'patrol', 'volunteer'), name='patrol_member_once', violation_error_message='A volunteer walks a patrol once.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='PatrolRoute',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, verbose_name='name')),
                        ('stretch', models.CharField(max_length=300, verbose_name='streets, in the order they are walked')),
                        ('walked', models.CharField(blank=True, max_length=60, verbose_name='usually walked')),
                        ('opened_on', models.DateField(verbose_name='walked from')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'patrol route',
                        'verbose_name_plural': 'patrol routes',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='patrol_route_name_once', violation_error_message='There is a route of this name already.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='patrol_route_period', violation_error_message='A route cannot close before it was opened.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
