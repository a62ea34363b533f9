import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_attachments'),
        ('volunteers', '0021_their_codes_and_settings'),
    ]

    operations = [
        shuniu.kernel.schema.CreateModels(
            models=[
                migrations.CreateModel(
                    name='CoinBook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('opened_on', models.DateField(verbose_name='kept from')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='kept until')),
                        ('opened_by', models.CharField(max_length=80, verbose_name='opened by')),
                        ('balance', models.PositiveIntegerField(default=0, verbose_name='coins in hundredths')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'points book',
                        'verbose_name_plural': 'points books',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('centre', 'volunteer'), name='one_points_book_a_volunteer', violation_error_message='The volunteer keeps a points book already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='CoinEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('earned', 'earned by service'), ('taken_back', 'taken back: the hours were corrected'), ('given', 'given away'), ('received', 'received as a gift'), ('redeemed', 'redeemed'), ('expired', 'run out')], max_length=10, verbose_name='kind')),
                        ('hundredths', models.IntegerField(verbose_name='coins in hundredths')),
                        ('day', models.DateField(verbose_name='day')),
                        ('valid_until', models.DateField(blank=True, null=True, verbose_name='valid until')),
                        ('reason', models.CharField(blank=True, max_length=200, verbose_name='what for')),
                        ('noted_at', models.DateTimeField(verbose_name='noted at')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('book', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='volunteers.coinbook')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('hours_entry', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.hourentry')),
                        ('other', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.coinbook')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'entry of a points book',
                        'verbose_name_plural': 'entries of points books',
                        'indexes': [models.Index(fields=['centre', 'book', 'id'], name='coins_of_book')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('hundredths__gte', 0), ('kind__in', ['earned', 'received'])), models.Q(('hundredths__lte', 0), ('kind__in', ['taken_back', 'given', 'redeemed', 'expired'])), _connector='OR'), name='coins_have_their_sign', violation_error_message='What came in is above nought, what went out below.'), models.UniqueConstraint(condition=models.Q(('hours_entry__isnull', False)), fields=('centre', 'hours_entry'), name='hours_earn_coins_once', violation_error_message='These hours have earned their coins already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Evaluation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('side', models.CharField(choices=[('served', 'those who were served'), ('volunteers', 'those who served')], max_length=10, verbose_name='who says it')),
                        ('rating', models.PositiveSmallIntegerField(verbose_name='from 1 to 5')),
                        ('words', models.CharField(blank=True, max_length=300, verbose_name='in words')),
                        ('served_on', models.DateField(verbose_name='day of the service')),
                        ('channel', models.CharField(choices=[('window', 'at the window'), ('phone', 'by phone'), ('paper', 'on paper'), ('page', 'on the own phone')], max_length=10, verbose_name='channel')),
                        ('noted_on', models.DateField(verbose_name='noted on')),
                        ('noted_by', models.CharField(blank=True, max_length=80, verbose_name='noted by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='volunteers.post')),
                        ('team', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.team')),
                    ],
                    options={
                        'verbose_name': 'evaluation of a service',
                        'verbose_name_plural': 'evaluations of services',
                        'indexes': [models.Index(fields=['centre', 'post', 'side'], name='evaluations_of_post')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('rating__range', (1, 5))), name='an_evaluation_is_from_1_to_5', violation_error_message='An evaluation is a figure from 1 to 5.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='Star',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(max_length=30, verbose_name='state')),
                        ('turn', models.PositiveIntegerField(default=0)),
                        ('state_since', models.DateTimeField(verbose_name='since')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                        ('level', models.PositiveSmallIntegerField(choices=[(1, '★'), (2, '★★'), (3, '★★★'), (4, '★★★★'), (5, '★★★★★')], verbose_name='stars')),
                        ('minutes', models.PositiveIntegerField(verbose_name='minutes')),
                        ('asked_minutes', models.PositiveIntegerField(verbose_name='minutes asked for the level')),
                        ('proposed_on', models.DateField(verbose_name='proposed on')),
                        ('noticed_on', models.DateField(blank=True, null=True, verbose_name='shown in public from')),
                        ('notice_until', models.DateField(blank=True, null=True, verbose_name='shown in public until')),
                        ('awarded_on', models.DateField(blank=True, null=True, verbose_name='awarded on')),
                        ('awarded_by', models.CharField(blank=True, max_length=80, verbose_name='awarded by')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'star level',
                        'verbose_name_plural': 'star levels',
                        'indexes': [models.Index(fields=['centre', 'state', 'id'], name='stars_by_state')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('refused', 'withdrawn')), _negated=True), fields=('centre', 'volunteer', 'level'), name='a_star_level_once', violation_error_message='This level is proposed or awarded already.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'awarded'), _negated=True), models.Q(('awarded_on__gt', models.F('notice_until')), models.Q(('awarded_by', ''), _negated=True)), _connector='OR'), name='a_star_is_shown_before_it_is_awarded', violation_error_message='A star is awarded by a named person after its public notice.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='StarObjection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('says', models.CharField(max_length=500, verbose_name='what is wrong')),
                        ('raised_at', models.DateTimeField(verbose_name='raised at')),
                        ('taken_by', models.CharField(max_length=80, verbose_name='taken in by')),
                        ('answer', models.CharField(blank=True, max_length=500, verbose_name='answer')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                        ('answered_by', models.CharField(blank=True, max_length=80, verbose_name='answered by')),
                        ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('star', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='volunteers.star')),
                    ],
                    options={
                        'verbose_name': 'objection to a star',
                        'verbose_name_plural': 'objections to stars',
                        'indexes': [models.Index(fields=['centre', 'star', 'id'], name='objections_to_star')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name='VolunteerHonour',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=80, verbose_name='title')),
                        ('conferred_by', models.CharField(max_length=80, verbose_name='conferred by')),
                        ('conferred_on', models.DateField(verbose_name='conferred on')),
                        ('evidence', models.CharField(max_length=200, verbose_name='evidence')),
                        ('noted_by', models.CharField(max_length=80, verbose_name='noted by')),
                        ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                        ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='volunteers.volunteer')),
                    ],
                    options={
                        'verbose_name': 'honour of a volunteer',
                        'verbose_name_plural': 'honours of volunteers',
                        'constraints': [models.UniqueConstraint(fields=('centre', 'volunteer', 'title', 'conferred_on'), name='volunteer_honour_once', violation_error_message='This honour is on record already.')],
                    },
                    managers=[
                        ('everything', django.db.models.manager.Manager()),
                    ],
                ),
            ],
        ),
    ]
