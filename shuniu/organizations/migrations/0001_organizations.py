import django.core.validators
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
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Incubation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('test_score', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='entry test (of 100)')),
                        ('plan', models.TextField(blank=True, max_length=600, verbose_name='plan')),
                        ('mentor', models.CharField(blank=True, max_length=60, verbose_name='mentor')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('next_review_on', models.DateField(blank=True, null=True, verbose_name='next review')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'incubation',
                        'verbose_name_plural': 'incubations',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['applied', 'growing'])), fields=('centre', 'organization'), name='one_incubation_at_a_time', violation_error_message='The organization is in incubation already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='InspectionCycle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('registry', models.CharField(max_length=60, verbose_name='registry')),
                        ('kind', models.CharField(choices=[('association', 'association'), ('private_unit', 'private non-enterprise unit'), ('foundation', 'foundation')], max_length=12, verbose_name='kind')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year inspected')),
                        ('opens_on', models.DateField(verbose_name='opens on')),
                        ('supervisor_by', models.DateField(verbose_name='to the supervisor by')),
                        ('registry_by', models.DateField(verbose_name='to the registry by')),
                        ('papers', models.JSONField(default=list, verbose_name='papers')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'inspection cycle',
                        'verbose_name_plural': 'inspection cycles',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'year', 'kind', 'registry'), name='inspection_cycle_once', violation_error_message='This inspection is open already.'), models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('supervisor_by')), ('supervisor_by__lte', models.F('registry_by'))), name='inspection_days_in_order', violation_error_message='An inspection opens, goes to the supervisor, then to the registry.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Inspection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year inspected')),
                        ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='last reminded')),
                        ('answers', models.JSONField(default=dict, verbose_name='answers')),
                        ('declared_by', models.CharField(blank=True, max_length=60, verbose_name='declared true by')),
                        ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='pre-checked at')),
                        ('anyway_because', models.CharField(blank=True, max_length=300, verbose_name='sent on anyway because')),
                        ('supervisor_opinion', models.CharField(blank=True, max_length=300, verbose_name="supervisor's opinion")),
                        ('received_on', models.DateField(blank=True, null=True, verbose_name='received by the registry')),
                        ('verdict', models.CharField(blank=True, choices=[('pass', 'pass'), ('basic', 'basic pass'), ('fail', 'fail')], max_length=5, verbose_name='result')),
                        ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                        ('published_at', models.CharField(blank=True, max_length=120, verbose_name='published where')),
                        ('rectify_by', models.DateField(blank=True, null=True, verbose_name='put right by')),
                        ('rectified_on', models.DateField(blank=True, null=True, verbose_name='put right on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('cycle', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='organizations.inspectioncycle')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'inspection',
                        'verbose_name_plural': 'inspections',
                        'indexes': [models.Index(fields=['centre', 'year', 'id'], name='inspections_of_season'), models.Index(fields=['centre', 'year', 'state', 'due_on'], name='inspections_by_state'), models.Index(fields=['centre', 'cycle'], name='inspections_of_cycle')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', True), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='verdict_comes_with_its_day', violation_error_message='A result comes with the day it was decided.'), models.UniqueConstraint(fields=('centre', 'organization', 'year'), name='one_inspection_a_year', violation_error_message="This year's inspection is on record already.")],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Organization',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('code', models.CharField(blank=True, max_length=18, null=True, verbose_name='credit code')),
                        ('kind', models.CharField(choices=[('association', 'association'), ('private_unit', 'private non-enterprise unit'), ('foundation', 'foundation')], max_length=12, verbose_name='kind')),
                        ('registry', models.CharField(blank=True, max_length=60, verbose_name='registry')),
                        ('supervisor', models.CharField(blank=True, max_length=60, verbose_name='business supervisor')),
                        ('supervisor_signs', models.BooleanField(default=True, verbose_name='the supervisor signs before the registry')),
                        ('certificate_number', models.CharField(blank=True, max_length=40, verbose_name='registration number')),
                        ('certificate_until', models.DateField(blank=True, null=True, verbose_name='certificate valid until')),
                        ('legal_representative', models.CharField(blank=True, max_length=60, verbose_name='legal representative')),
                        ('capital', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='start-up money (yuan)')),
                        ('scope', models.CharField(blank=True, max_length=300, verbose_name='business scope')),
                        ('address', models.CharField(blank=True, max_length=120, verbose_name='address')),
                        ('postcode', models.CharField(blank=True, max_length=6, verbose_name='postcode')),
                        ('members', models.PositiveIntegerField(blank=True, null=True, verbose_name='members')),
                        ('staff_full', models.PositiveIntegerField(blank=True, null=True, verbose_name='full-time staff')),
                        ('staff_part', models.PositiveIntegerField(blank=True, null=True, verbose_name='part-time staff')),
                        ('funds_unrestricted', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='unrestricted net assets (yuan)')),
                        ('funds_restricted', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='restricted net assets (yuan)')),
                        ('figures_on', models.DateField(blank=True, null=True, verbose_name='figures speak for')),
                        ('party_branch', models.CharField(blank=True, max_length=60, verbose_name='party branch')),
                        ('party_members', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='party members (a count)')),
                        ('about', models.TextField(blank=True, max_length=600, verbose_name='what it does')),
                        ('hours', models.CharField(blank=True, max_length=100, verbose_name='opening hours')),
                        ('public_phone', models.CharField(blank=True, max_length=40, verbose_name='public telephone')),
                        ('website', models.CharField(blank=True, max_length=120, verbose_name='website')),
                        ('recorded_on', models.DateField(verbose_name='in the register from')),
                        ('registered_on', models.DateField(blank=True, null=True, verbose_name='registered on')),
                        ('settled_on', models.DateField(blank=True, null=True, verbose_name='moved in on')),
                        ('suspended_on', models.DateField(blank=True, null=True, verbose_name='suspended on')),
                        ('moved_on', models.DateField(blank=True, null=True, verbose_name='moved away on')),
                        ('deregistered_on', models.DateField(blank=True, null=True, verbose_name='deregistered on')),
                        ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                        ('name_key', models.CharField(editable=False, max_length=100)),
                        ('changed_at', models.DateTimeField(verbose_name='changed at')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place', verbose_name="residents' committee")),
                    ],
                    options={
                        'verbose_name': 'organization',
                        'verbose_name_plural': 'organizations',
                        'indexes': [models.Index(fields=['centre', 'name', 'id'], name='organization_by_name'), models.Index(fields=['centre', 'kind', 'name', 'id'], name='organization_by_kind'), models.Index(fields=['centre', 'name_key'], name='organization_by_key')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'code'), name='organization_code_once', violation_error_message='An organization of this credit code is already in the register.'), models.CheckConstraint(condition=models.Q(('code__isnull', True), ('code__regex', '^[0-9A-HJ-NP-RTUW-Y]{18}$'), _connector='OR'), name='organization_code_has_18', violation_error_message='A credit code has 18 digits and letters (no I, O, S, V, Z).'), models.CheckConstraint(condition=models.Q(('deregistered_on__isnull', True), ('registered_on__isnull', True), ('deregistered_on__gte', models.F('registered_on')), _connector='OR'), name='organization_ends_after_it_begins', violation_error_message='An organization cannot be deregistered before it was registered.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Listing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('list', models.CharField(choices=[('abnormal', 'abnormal activity list'), ('dishonest', 'seriously dishonest list')], max_length=10, verbose_name='list')),
                        ('ground', models.CharField(max_length=200, verbose_name='ground')),
                        ('source', models.CharField(max_length=120, verbose_name='as published by')),
                        ('entered_on', models.DateField(verbose_name='entered on')),
                        ('removed_on', models.DateField(blank=True, null=True, verbose_name='removed on')),
                        ('removed_because', models.CharField(blank=True, max_length=200, verbose_name='removed because')),
                        ('objection', models.CharField(blank=True, max_length=500, verbose_name="the organization's objection")),
                        ('objected_on', models.DateField(blank=True, null=True, verbose_name='objected on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'credit listing',
                        'verbose_name_plural': 'credit listings',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('removed_on__isnull', True)), fields=('centre', 'organization', 'list'), name='one_listing_at_a_time', violation_error_message='The organization is on this list already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Licence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=60, verbose_name='licence')),
                        ('number', models.CharField(blank=True, max_length=60, verbose_name='number')),
                        ('issued_by', models.CharField(blank=True, max_length=60, verbose_name='issued by')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'licence',
                        'verbose_name_plural': 'licences',
                        'indexes': [models.Index(fields=['centre', 'organization'], name='licences_of_organization'), models.Index(fields=['centre', 'valid_until'], name='licences_by_end')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='InspectionReminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reminded_at', models.DateTimeField(verbose_name='reminded at')),
                        ('channel', models.CharField(max_length=20, verbose_name='channel')),
                        ('reminded_by', models.CharField(max_length=80, verbose_name='reminded by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='organizations.inspection')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'inspection reminder',
                        'verbose_name_plural': 'inspection reminders',
                        'indexes': [models.Index(fields=['centre', 'inspection'], name='reminders_of_inspection')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='IncubationReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField(verbose_name='reviewed on')),
                        ('capacity', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='capacity (1 to 5)')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='remark')),
                        ('reviewed_by', models.CharField(max_length=80, verbose_name='reviewed by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('incubation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organizations.incubation')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'incubation review',
                        'verbose_name_plural': 'incubation reviews',
                        'indexes': [models.Index(fields=['centre', 'incubation'], name='reviews_of_incubation')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('capacity__lte', 5)), name='capacity_is_of_five', violation_error_message='Capacity is rated from 1 to 5.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Honour',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=100, verbose_name='honour')),
                        ('given_by', models.CharField(blank=True, max_length=60, verbose_name='given by')),
                        ('on', models.DateField(verbose_name='given on')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'honour',
                        'verbose_name_plural': 'honours',
                        'indexes': [models.Index(fields=['centre', 'organization'], name='honours_of_organization')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Grading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('grade', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='grade')),
                        ('points', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='points')),
                        ('given_on', models.DateField(verbose_name='given on')),
                        ('valid_until', models.DateField(verbose_name='valid until')),
                        ('given_by', models.CharField(blank=True, max_length=60, verbose_name='given by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'grade',
                        'verbose_name_plural': 'grades',
                        'indexes': [models.Index(fields=['centre', 'organization', '-given_on'], name='grades_of_organization')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('grade__gte', 1), ('grade__lte', 5)), name='grade_is_of_five', violation_error_message='Grades go from 1A to 5A.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Contact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='name')),
                        ('duty', models.CharField(blank=True, max_length=40, verbose_name='duty')),
                        ('phone', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='organizations.contact.phone', verbose_name='phone')),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'contact',
                        'verbose_name_plural': 'contacts',
                        'indexes': [models.Index(fields=['centre', 'organization'], name='contacts_of_organization')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='ChangeRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('proposed', models.JSONField(default=dict, verbose_name='proposed')),
                        ('before', models.JSONField(default=dict, verbose_name='before')),
                        ('asked_by', models.CharField(max_length=80, verbose_name='asked by')),
                        ('asked_at', models.DateTimeField(verbose_name='asked at')),
                        ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                        ('asker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'change request',
                        'verbose_name_plural': 'change requests',
                        'indexes': [models.Index(fields=['centre', 'state', '-id'], name='change_requests_open')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('centre', 'organization'), name='one_change_request_at_a_time', violation_error_message='A change is waiting already; withdraw it to ask for another.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='PreCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rule', models.CharField(max_length=30, verbose_name='rule')),
                        ('version', models.PositiveSmallIntegerField(default=1)),
                        ('outcome', models.CharField(choices=[('fits', 'fits'), ('finding', 'does not fit'), ('unknown', 'too little data')], max_length=8, verbose_name='outcome')),
                        ('facts', models.JSONField(default=dict)),
                        ('checked_at', models.DateTimeField(verbose_name='checked at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='organizations.inspection')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'pre-check',
                        'verbose_name_plural': 'pre-checks',
                        'indexes': [models.Index(fields=['centre', 'inspection', '-id'], name='checks_of_inspection')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Predecessor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100, verbose_name='name')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('merged_on', models.DateField(verbose_name='merged on')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'predecessor',
                        'verbose_name_plural': 'predecessors',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'organization', 'name'), name='predecessor_once', violation_error_message='This predecessor is on record already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Premises',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=120, verbose_name='address')),
                        ('area', models.PositiveIntegerField(blank=True, null=True, verbose_name='area (m²)')),
                        ('held_as', models.CharField(blank=True, max_length=20, verbose_name='held as')),
                        ('since', models.DateField(blank=True, null=True, verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'premises',
                        'verbose_name_plural': 'premises',
                        'indexes': [models.Index(fields=['centre', 'organization'], name='premises_of_organization')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Settling',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('papers', models.JSONField(default=dict, verbose_name='papers')),
                        ('premises_on', models.DateField(blank=True, null=True, verbose_name='premises ready on')),
                        ('agreement_on', models.DateField(blank=True, null=True, verbose_name='agreement signed on')),
                        ('agreement_until', models.DateField(blank=True, null=True, verbose_name='agreement until')),
                        ('helper', models.CharField(blank=True, max_length=80, verbose_name='helped by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
                    ],
                    options={
                        'verbose_name': 'settling',
                        'verbose_name_plural': 'settlings',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'preparing')), fields=('centre', 'organization'), name='one_settling_at_a_time', violation_error_message='The organization is being helped to settle already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
