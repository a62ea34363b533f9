import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
import shuniu.kernel.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_house'),
        ('kernel', '__first__'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='PersonGram',
                    fields=[
                        ('pk', models.CompositePrimaryKey('centre_id', 'gram', 'person_id', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('centre_id', models.BigIntegerField()),
                        ('gram', models.BigIntegerField()),
                        ('person_id', models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='name')),
                        ('initials', models.CharField(blank=True, max_length=60, verbose_name='pinyin initials')),
                        ('sex', models.CharField(choices=[('0', 'unknown'), ('1', 'male'), ('2', 'female'), ('9', 'not stated')], default='0', max_length=1, verbose_name='sex')),
                        ('born_on', models.DateField(blank=True, null=True, verbose_name='born on')),
                        ('born_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('age', 'stated age')], max_length=5, verbose_name='known to the')),
                        ('age_stated_on', models.DateField(blank=True, null=True, verbose_name='age stated on')),
                        ('id_number', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='people.person.id_number')),
                        ('id_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='id_number')),
                        ('id_tail_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='id_number', tail=4)),
                        ('phone', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='people.person.phone')),
                        ('phone_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='phone')),
                        ('phone_tail_index', shuniu.kernel.sealing.fields.BlindIndexField(null=True, of='phone', tail=4)),
                        ('address', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='people.person.address')),
                        ('print_index', models.BinaryField(max_length=16, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='erased at')),
                        ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                        ('changed_at', models.DateTimeField(verbose_name='changed at')),
                        ('batch', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.batch')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.person')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'person',
                        'verbose_name_plural': 'people',
                        'indexes': [models.Index(fields=['centre', 'id'], name='person_keyset'), models.Index(fields=['centre', 'name', 'id'], name='person_by_name'), models.Index(fields=['centre', 'initials', 'id'], name='person_by_initials'), models.Index(fields=['centre', 'phone_index'], name='person_by_phone'), models.Index(fields=['centre', 'phone_tail_index'], name='person_by_phone_tail'), models.Index(fields=['centre', 'id_tail_index'], name='person_by_id_tail')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('merged_into__isnull', True)), fields=('centre', 'id_index'), name='one_person_an_id_number', violation_error_message='A person with this ID number is already on record.'), models.CheckConstraint(condition=models.Q(models.Q(('born_on__isnull', True), ('born_precision', '')), models.Q(('born_on__isnull', False), models.Q(('born_precision', ''), _negated=True)), _connector='OR'), name='birth_with_its_precision', violation_error_message='A birth date needs its precision.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Merge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('moved', models.JSONField(default=list)),
                        ('before', models.BinaryField(null=True)),
                        ('merged_at', models.DateTimeField(verbose_name='merged at')),
                        ('merged_by', models.CharField(max_length=80, verbose_name='merged by')),
                        ('undone_at', models.DateTimeField(null=True, verbose_name='taken apart at')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'merge',
                        'verbose_name_plural': 'merges',
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Erasure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('asked_on', models.DateField(verbose_name='asked on')),
                        ('channel', models.CharField(max_length=20, verbose_name='channel')),
                        ('grounds', models.CharField(max_length=300, verbose_name='grounds')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'erasure',
                        'verbose_name_plural': 'erasures',
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Duplicate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('evidence', models.JSONField(default=list, verbose_name='evidence')),
                        ('score', models.PositiveSmallIntegerField(verbose_name='weight')),
                        ('verdict', models.CharField(choices=[('open', 'to be looked at'), ('same', 'the same person'), ('different', 'two people')], default='open', max_length=10, verbose_name='verdict')),
                        ('proposed_at', models.DateTimeField(verbose_name='proposed at')),
                        ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                        ('decided_by', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                        ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'possible duplicate',
                        'verbose_name_plural': 'possible duplicates',
                        'indexes': [models.Index(fields=['centre', 'verdict', '-score'], name='duplicate_open')],
                        'constraints': [models.UniqueConstraint(fields=('centre', 'first', 'second'), name='duplicate_pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_pair_ordered')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
                        ('wording', models.CharField(max_length=500, verbose_name='wording')),
                        ('given_on', models.DateField(verbose_name='given on')),
                        ('channel', models.CharField(max_length=20, verbose_name='channel')),
                        ('evidence', models.CharField(blank=True, max_length=200, verbose_name='evidence')),
                        ('by_guardian', models.BooleanField(default=False, verbose_name='given by a guardian')),
                        ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                        ('recorded_by', models.CharField(max_length=80, verbose_name='recorded by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'consent',
                        'verbose_name_plural': 'consents',
                        'indexes': [models.Index(fields=['centre', 'person'], name='consent_of_person')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
