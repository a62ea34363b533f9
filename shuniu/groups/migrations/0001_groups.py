import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_house'),
        ('people', '0001_people'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='GroupGram',
                    fields=[
                        ('pk', models.CompositePrimaryKey('centre_id', 'gram', 'group_id', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('centre_id', models.BigIntegerField()),
                        ('gram', models.BigIntegerField()),
                        ('group_id', models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Branch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='name')),
                        ('path', models.CharField(max_length=120)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='groups.branch')),
                    ],
                    options={
                        'verbose_name': 'branch',
                        'verbose_name_plural': 'branches',
                        'indexes': [models.Index(fields=['centre', 'path'], name='branch_tree')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'name'), name='branch_name_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Affiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('branch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='groups.branch')),
                        ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='groups.group')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('centre', 'group', 'branch'), name='affiliation_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Group',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, verbose_name='name')),
                        ('initials', models.CharField(blank=True, max_length=40)),
                        ('category', models.CharField(blank=True, max_length=30, verbose_name='category')),
                        ('founded_on', models.DateField(blank=True, null=True, verbose_name='founded on')),
                        ('founded_precision', models.CharField(blank=True, max_length=5)),
                        ('content', models.CharField(blank=True, max_length=200, verbose_name='activity content')),
                        ('venue', models.CharField(blank=True, max_length=100, verbose_name='venue')),
                        ('times', models.CharField(blank=True, max_length=200, verbose_name='activity times')),
                        ('times_per_week', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='times a week')),
                        ('area', models.CharField(blank=True, max_length=100, verbose_name='area of activity')),
                        ('charter', models.TextField(blank=True, verbose_name='charter')),
                        ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                        ('party_members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='party members (a count)')),
                        ('liaison_assigned', models.BooleanField(blank=True, null=True, verbose_name='liaison assigned')),
                        ('liaison_name', models.CharField(blank=True, max_length=60, verbose_name='liaison')),
                        ('liaison_unit', models.CharField(blank=True, max_length=100, verbose_name="liaison's unit and post")),
                        ('liaison_phone', models.CharField(blank=True, max_length=40, verbose_name="liaison's office phone")),
                        ('recorded_on', models.DateField(verbose_name='in the register from')),
                        ('filing_number', models.CharField(blank=True, max_length=40, null=True, verbose_name='filing number')),
                        ('filed_on', models.DateField(blank=True, null=True, verbose_name='filed on')),
                        ('filed_until', models.DateField(blank=True, null=True, verbose_name='filing valid until')),
                        ('suspended_on', models.DateField(blank=True, null=True, verbose_name='suspended on')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                        ('ending', models.CharField(blank=True, choices=[('dissolved', 'dissolved'), ('merged', 'merged into another group'), ('promoted', 'became a registered organization'), ('moved', 'moved away')], max_length=10, verbose_name='how it ended')),
                        ('promoted_to', models.CharField(blank=True, max_length=100, verbose_name='registered as')),
                        ('print_index', models.BinaryField(max_length=16, null=True)),
                        ('changed_at', models.DateTimeField(verbose_name='changed at')),
                        ('also_in', models.ManyToManyField(related_name='affiliated', through='groups.Affiliation', to='groups.branch')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='groups.branch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='groups.group')),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place', verbose_name="residents' committee")),
                    ],
                    options={
                        'verbose_name': 'group',
                        'verbose_name_plural': 'groups',
                        'indexes': [models.Index(fields=['centre', 'name', 'id'], name='group_by_name'), models.Index(fields=['centre', 'category', 'name', 'id'], name='group_by_category'), models.Index(fields=['centre', 'place', 'name'], name='group_by_place'), models.Index(fields=['centre', 'branch'], name='group_by_branch'), models.Index(fields=['centre', 'initials'], name='group_by_initials')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('centre', 'name'), name='group_name_once', violation_error_message='A group of this name is already in the register.'), models.UniqueConstraint(fields=('centre', 'filing_number'), name='filing_number_once', violation_error_message='This filing number is already taken.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('ending', '')), models.Q(('ended_on__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='group_ends_somehow', violation_error_message='Say how the group ended, and when.'), models.CheckConstraint(condition=models.Q(('filing_number__isnull', True), ('filed_on__isnull', False), _connector='OR'), name='number_comes_with_filing', violation_error_message='A filing number comes with its date.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('recorded_on')), _connector='OR'), name='group_ends_after_it_begins', violation_error_message='A group cannot end before it is in the register.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Flag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=30, verbose_name='flag number')),
                        ('issued_on', models.DateField(verbose_name='issued on')),
                        ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'flag',
                        'verbose_name_plural': 'flags',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='flag_number_once'), models.UniqueConstraint(condition=models.Q(('taken_back_on__isnull', True)), fields=('centre', 'group'), name='one_flag_a_group', violation_error_message='The group has a flag; take it back before issuing another.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Filing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('kind', models.CharField(choices=[('first', 'first filing'), ('renewal', 'renewal'), ('leader', 'change of leader'), ('name', 'change of name'), ('venue', 'change of venue'), ('content', 'change of activity'), ('charter', 'change of charter'), ('suspension', 'suspension'), ('resumption', 'resumption'), ('dissolution', 'dissolution'), ('merger', 'merger'), ('promotion', 'registration as an organization'), ('move', 'moving away')], max_length=12, verbose_name='kind')),
                        ('number', models.CharField(max_length=30, verbose_name='application number')),
                        ('proposed', models.JSONField(default=dict, verbose_name='proposed')),
                        ('takes_effect_on', models.DateField(blank=True, null=True, verbose_name='takes effect on')),
                        ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason for the change')),
                        ('papers', models.JSONField(default=list, verbose_name='papers handed in')),
                        ('channel', models.CharField(max_length=10, verbose_name='channel')),
                        ('applied_by', models.CharField(max_length=80, verbose_name='applied by')),
                        ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                        ('community_opinion', models.CharField(blank=True, max_length=300, verbose_name='community opinion')),
                        ('community_opinion_by', models.CharField(blank=True, max_length=80)),
                        ('community_opinion_at', models.DateTimeField(blank=True, null=True)),
                        ('review_opinion', models.CharField(blank=True, max_length=300, verbose_name='subdistrict review')),
                        ('review_opinion_by', models.CharField(blank=True, max_length=80)),
                        ('review_opinion_at', models.DateTimeField(blank=True, null=True)),
                        ('returned_because', models.CharField(blank=True, max_length=300, verbose_name='returned because')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('new_leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                        ('target_group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'filing',
                        'verbose_name_plural': 'filings',
                        'indexes': [models.Index(fields=['centre', 'state', 'due_on'], name='filing_inbox'), models.Index(fields=['centre', 'group', '-id'], name='filing_of_group')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='filing_application_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'in_review', 'returned'])), fields=('centre', 'group', 'kind'), name='one_open_filing_of_a_kind', violation_error_message='An application of this kind is already under way for the group.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Excuse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField(verbose_name='month')),
                        ('duty', models.CharField(choices=[('meeting', 'meeting'), ('training', 'training'), ('return', 'return')], max_length=10, verbose_name='duty')),
                        ('reason', models.CharField(max_length=200, verbose_name='reason')),
                        ('excused_by', models.CharField(max_length=80, verbose_name='excused by')),
                        ('excused_at', models.DateTimeField(verbose_name='excused at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'excuse',
                        'verbose_name_plural': 'excuses',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'group', 'month', 'duty'), name='excuse_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='ActivityTime',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('weekday', models.PositiveSmallIntegerField(verbose_name='weekday')),
                        ('starts', models.TimeField(blank=True, null=True, verbose_name='from')),
                        ('ends', models.TimeField(blank=True, null=True, verbose_name='to')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'activity time',
                        'verbose_name_plural': 'activity times',
                        'ordering': ['weekday', 'starts'],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'group', 'weekday', 'starts'), name='activity_time_once'), models.CheckConstraint(condition=models.Q(('weekday__range', (1, 7))), name='activity_weekday'), models.CheckConstraint(condition=models.Q(('starts__isnull', True), ('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='activity_time_ends_after_it_starts', violation_error_message='The end of an activity time must be after its start.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Leadership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('unit', models.CharField(blank=True, max_length=100, verbose_name='unit and post')),
                        ('handover_note', models.CharField(blank=True, max_length=200, verbose_name='handover note')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='leaderships', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'leadership',
                        'verbose_name_plural': 'leaderships',
                        'indexes': [models.Index(fields=['centre', 'person'], name='leadership_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('centre', 'group'), name='one_leader_a_group', violation_error_message='A group has exactly one responsible person; record a handover.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='leadership_ends_after_it_begins')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('duty', models.CharField(blank=True, max_length=40, verbose_name='duty in the group')),
                        ('former_post', models.CharField(blank=True, max_length=100, verbose_name='former unit and post')),
                        ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                        ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'membership',
                        'verbose_name_plural': 'memberships',
                        'indexes': [models.Index(fields=['centre', 'person'], name='membership_of_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('centre', 'group', 'person'), name='membership_once', violation_error_message='This person is already a member of the group.'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_it_begins', violation_error_message='A membership cannot end before it begins.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='MonthlyReturn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField(verbose_name='month')),
                        ('meetings', models.PositiveSmallIntegerField(verbose_name='meetings')),
                        ('trainings', models.PositiveSmallIntegerField(verbose_name='trainings')),
                        ('activities', models.PositiveSmallIntegerField(verbose_name='activities')),
                        ('attendance', models.PositiveSmallIntegerField(verbose_name='average attendance')),
                        ('members', models.PositiveSmallIntegerField(verbose_name='members, as reported')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='anything to tell the centre')),
                        ('filed_at', models.DateTimeField(verbose_name='filed at')),
                        ('filed_by', models.CharField(max_length=80, verbose_name='filed by')),
                        ('channel', models.CharField(choices=[('phone', 'phone'), ('page', 'web page'), ('paper', 'paper, keyed in'), ('import', 'file')], max_length=10, verbose_name='channel')),
                        ('corrected_at', models.DateTimeField(blank=True, null=True, verbose_name='corrected at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'monthly return',
                        'verbose_name_plural': 'monthly returns',
                        'indexes': [models.Index(fields=['centre', 'month'], name='returns_of_month')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'group', 'month'), name='one_return_a_month', violation_error_message="This month's return is already in; correct it instead."), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='return_month_is_a_month')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('month', models.DateField(verbose_name='month')),
                        ('reminded_at', models.DateTimeField(verbose_name='reminded at')),
                        ('channel', models.CharField(max_length=20, verbose_name='channel')),
                        ('reminded_by', models.CharField(max_length=80, verbose_name='reminded by')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'reminder',
                        'verbose_name_plural': 'reminders',
                        'indexes': [models.Index(fields=['centre', 'group', 'month'], name='reminders_of_month')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='ReportedFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('figure', models.CharField(choices=[('members', 'members'), ('aged_60_plus', 'members aged 60 or over')], max_length=20)),
                        ('value', models.PositiveIntegerField()),
                        ('reported_on', models.DateField(verbose_name='reported on')),
                        ('source', models.CharField(max_length=60, verbose_name='source')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'reported figure',
                        'verbose_name_plural': 'reported figures',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'group', 'figure', 'reported_on', 'source'), name='reported_figure_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='VenuePermit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=30, verbose_name='permit number')),
                        ('venue', models.CharField(max_length=100, verbose_name='venue')),
                        ('times', models.CharField(max_length=200, verbose_name='times')),
                        ('valid_from', models.DateField(verbose_name='valid from')),
                        ('valid_until', models.DateField(verbose_name='valid until')),
                        ('recalled_on', models.DateField(blank=True, null=True, verbose_name='recalled on')),
                        ('recalled_because', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('group', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='groups.group')),
                    ],
                    options={
                        'verbose_name': 'venue permit',
                        'verbose_name_plural': 'venue permits',
                        'indexes': [models.Index(fields=['centre', 'group', '-valid_until'], name='permit_of_group')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='permit_number_once'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='permit_period')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
