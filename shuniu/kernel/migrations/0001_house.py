import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('username', models.CharField(max_length=60, unique=True, verbose_name='user name')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('is_active', models.BooleanField(default=True, verbose_name='open')),
                        ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='opened at')),
                        ('password_changed_at', models.DateTimeField(blank=True, null=True, verbose_name='password changed at')),
                        ('large_type', models.BooleanField(default=False, verbose_name='large type')),
                    ],
                    options={
                        'verbose_name': 'account',
                        'verbose_name_plural': 'accounts',
                    },
                ),
                migrations.CreateModel(
                    name='Place',
                    fields=[
                        ('id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='code')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('short_name', models.CharField(blank=True, max_length=40, verbose_name='short name')),
                        ('name_en', models.CharField(blank=True, max_length=80, verbose_name='English name')),
                        ('level', models.CharField(choices=[('nation', 'nation'), ('province', 'province'), ('city', 'city'), ('county', 'district'), ('township', 'subdistrict or town'), ('committee', "residents' committee")], max_length=10, verbose_name='level')),
                        ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('has_centre', models.BooleanField(default=False, verbose_name='has a centre here')),
                    ],
                    options={
                        'verbose_name': 'place',
                        'verbose_name_plural': 'places',
                    },
                ),
                migrations.CreateModel(
                    name='TrailEntry',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('centre_id', models.BigIntegerField()),
                        ('at', models.DateTimeField()),
                        ('user_id', models.BigIntegerField(null=True)),
                        ('name', models.CharField(max_length=80)),
                        ('role', models.CharField(max_length=30)),
                        ('via', models.CharField(max_length=20)),
                        ('action', models.CharField(max_length=80)),
                        ('kind', models.CharField(max_length=80)),
                        ('noun', models.CharField(max_length=60)),
                        ('noun_id', models.BigIntegerField(null=True)),
                        ('batch_id', models.BigIntegerField(null=True)),
                        ('facts', models.JSONField(default=dict)),
                        ('detail_digest', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['centre_id', 'noun', 'noun_id', 'id'], name='trail_of_thing'), models.Index(fields=['centre_id', 'user_id', 'id'], name='trail_of_user'), models.Index(fields=['centre_id', 'kind', 'id'], name='trail_of_kind')],
                    },
                ),
                migrations.CreateModel(
                    name='TrailSeal',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('first_id', models.BigIntegerField(unique=True)),
                        ('last_id', models.BigIntegerField(unique=True)),
                        ('entries', models.IntegerField()),
                        ('sealed_at', models.DateTimeField()),
                        ('previous', models.CharField(max_length=64)),
                        ('digest', models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='Workday',
                    fields=[
                        ('day', models.DateField(primary_key=True, serialize=False)),
                        ('is_workday', models.BooleanField(verbose_name='workday')),
                        ('name', models.CharField(blank=True, max_length=40, verbose_name='name')),
                    ],
                ),
                migrations.CreateModel(
                    name='PhoneCard',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=20, verbose_name='card number')),
                        ('secret_hash', models.CharField(max_length=64)),
                        ('pin', models.CharField(max_length=200)),
                        ('issued_at', models.DateTimeField(verbose_name='issued at')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                        ('failures', models.PositiveSmallIntegerField(default=0)),
                        ('locked_until', models.DateTimeField(blank=True, null=True)),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'phone card',
                        'verbose_name_plural': 'phone cards',
                        'indexes': [models.Index(fields=['secret_hash'], name='card_by_secret')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'number'), name='card_number_once'), models.UniqueConstraint(fields=('centre', 'secret_hash'), name='card_secret_once'), models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('centre', 'user'), name='one_live_card_a_person', violation_error_message='This person already has a card; revoke it first.')],
                    },
                ),
                migrations.CreateModel(
                    name='NumberSeries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('series', models.CharField(max_length=40)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('last', models.PositiveIntegerField(default=0)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('centre', 'series', 'year'), name='series_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40, verbose_name='kind')),
                        ('number', models.CharField(max_length=40, verbose_name='number')),
                        ('token', models.CharField(max_length=24)),
                        ('noun', models.CharField(max_length=60)),
                        ('noun_id', models.BigIntegerField()),
                        ('shows', models.JSONField(default=list)),
                        ('issued_at', models.DateTimeField(verbose_name='issued at')),
                        ('issued_by', models.CharField(max_length=80, verbose_name='issued by')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                        ('revoked_because', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'document',
                        'verbose_name_plural': 'documents',
                        'indexes': [models.Index(fields=['token'], name='document_by_token'), models.Index(fields=['centre', 'noun', 'noun_id'], name='document_of_thing')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'kind', 'number'), name='document_number_once'), models.UniqueConstraint(fields=('centre', 'token'), name='document_token_once')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='DatedSetting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80, verbose_name='setting')),
                        ('value', models.JSONField(verbose_name='value')),
                        ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
                        ('valid_from', models.DateField(verbose_name='valid from')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'setting',
                        'verbose_name_plural': 'settings',
                        'constraints': [models.UniqueConstraint(fields=('place', 'key', 'valid_from'), name='setting_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Code',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.CharField(max_length=60, verbose_name='table')),
                        ('code', models.CharField(max_length=30, verbose_name='code')),
                        ('label', models.CharField(max_length=80, verbose_name='label')),
                        ('label_en', models.CharField(blank=True, max_length=80, verbose_name='English label')),
                        ('national', models.CharField(blank=True, max_length=30, verbose_name='national code')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('valid_from', models.DateField(verbose_name='valid from')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('place', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'code',
                        'verbose_name_plural': 'codes',
                        'constraints': [models.UniqueConstraint(fields=('place', 'table', 'code', 'valid_from'), name='code_once'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='code_period')],
                    },
                ),
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file_name', models.CharField(max_length=200, verbose_name='file')),
                        ('digest', models.CharField(max_length=64)),
                        ('kind', models.CharField(max_length=40, verbose_name='kind')),
                        ('as_of', models.DateField(verbose_name='speaks for')),
                        ('state', models.CharField(choices=[('judging', 'being read'), ('waiting', 'waiting for acceptance'), ('writing', 'being written'), ('written', 'written'), ('refused', 'refused'), ('undone', 'undone'), ('dropped', 'dropped')], default='judging', max_length=10, verbose_name='state')),
                        ('progress', models.PositiveSmallIntegerField(default=0)),
                        ('summary', models.JSONField(default=dict)),
                        ('undo', models.BinaryField(null=True)),
                        ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                        ('written_at', models.DateTimeField(null=True, verbose_name='written at')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'import',
                        'verbose_name_plural': 'imports',
                        'indexes': [models.Index(fields=['centre', '-uploaded_at'], name='batch_newest')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Appointment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('worker', 'Centre worker'), ('director', 'Centre director'), ('officer', 'Subdistrict officer'), ('committee', "Residents' committee"), ('leader', 'Group leader'), ('volunteer', 'Volunteer'), ('contact', "Organization's contact"), ('reviewer', 'Reviewer'), ('bureau', 'Bureau officer'), ('auditor', 'Audit administrator'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=30, verbose_name='role')),
                        ('noun', models.CharField(blank=True, max_length=60)),
                        ('noun_id', models.BigIntegerField(blank=True, null=True)),
                        ('since', models.DateField(verbose_name='from')),
                        ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL)),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'verbose_name': 'appointment',
                        'verbose_name_plural': 'appointments',
                        'indexes': [models.Index(fields=['noun', 'noun_id'], name='appointment_noun')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='appointment_ends_after_it_begins', violation_error_message='An appointment cannot end before it begins.'), models.UniqueConstraint(condition=models.Q(('role__in', ('system_administrator', 'security_administrator', 'auditor')), ('until__isnull', True)), fields=('user',), name='one_administration_a_person', violation_error_message='System, security and audit administration are three appointments for three people.')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('list_name', models.CharField(max_length=80)),
                        ('title', models.CharField(max_length=60, verbose_name='name')),
                        ('query', models.CharField(max_length=1000)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('centre', 'user', 'list_name', 'title'), name='saved_view_once', violation_error_message='You already have a view of this name.')],
                    },
                ),
                migrations.CreateModel(
                    name='StepTaken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('noun', models.CharField(max_length=60)),
                        ('noun_id', models.BigIntegerField()),
                        ('turn', models.PositiveIntegerField()),
                        ('step', models.CharField(max_length=40)),
                        ('source', models.CharField(max_length=30)),
                        ('target', models.CharField(max_length=30)),
                        ('user_id', models.BigIntegerField(null=True)),
                        ('name', models.CharField(max_length=80)),
                        ('role', models.CharField(max_length=30)),
                        ('via', models.CharField(max_length=20)),
                        ('at', models.DateTimeField()),
                        ('reason', models.CharField(blank=True, max_length=500)),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('centre', 'noun', 'noun_id', 'turn', 'step', 'user_id'), name='one_hand_once_a_step', violation_error_message='You have signed this already; another person must be the second.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='TrailDetail',
                    fields=[
                        ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='detail', serialize=False, to='kernel.trailentry')),
                        ('centre_id', models.BigIntegerField()),
                        ('noun', models.CharField(max_length=60)),
                        ('noun_id', models.BigIntegerField(null=True)),
                        ('sealed', models.BinaryField()),
                    ],
                    options={
                        'indexes': [models.Index(fields=['centre_id', 'noun', 'noun_id'], name='detail_of_thing')],
                    },
                ),
            ],
        ),
    ]
