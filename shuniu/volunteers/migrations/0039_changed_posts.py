"""Notices of changed posts: told, answered, decided; and check-ins that risky work refuses on its day."""

import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0011_what_a_file_changed_is_a_sealed_field'),
        ('volunteers', '0038_minors_without_a_sheet'),
    ]

    operations = [
        migrations.AlterField(
            model_name='checkin',
            name='answer',
            field=models.CharField(choices=[('counted', 'counted'), ('forged', "the code is not one of this centre's"), ('duplicate', 'this was delivered before; it is counted once'), ('time', "the phone's clock says a time outside the shift"), ('clock', "the phone's clock runs ahead of the centre's"), ('too_late', 'delivered too many days after the shift'), ('not_on', 'not signed up for this shift'), ('called_off', 'the shift was called off'), ('consent', "a minor without a guardian's consent in force"), ('insurance', 'no accident insurance in force, which this risky work demands'), ('training', 'no training in force that this risky work demands')], max_length=10, verbose_name='answer'),
        ),
        migrations.CreateModel(
            name='ChangeNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=30, verbose_name='state')),
                ('turn', models.PositiveIntegerField(default=0)),
                ('state_since', models.DateTimeField(verbose_name='since')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('asks_agreement', models.BooleanField(default=False, verbose_name='asks for agreement to other risks')),
                ('risk_before', models.CharField(choices=[('none', 'no particular risk'), ('some', 'some risk'), ('risky', 'risky: insurance before the first shift')], max_length=10, verbose_name='risk before')),
                ('risks_before', models.CharField(max_length=300, verbose_name='risks before, in words')),
                ('begun_by', models.CharField(max_length=80, verbose_name='changed by')),
                ('told', models.CharField(blank=True, choices=[('phone', 'by telephone'), ('window', 'in person at the window'), ('letter', 'by letter')], max_length=10, verbose_name='told')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='told on')),
                ('told_by', models.CharField(blank=True, max_length=80, verbose_name='told by')),
                ('agrees', models.BooleanField(default=False, verbose_name='agrees to the risks')),
                ('answer', shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='volunteers.change.answer', verbose_name='answer')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('decided_by', models.CharField(blank=True, max_length=80, verbose_name='decided by')),
                ('centre', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('judgement', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteers.decision')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='change_notices', to='volunteers.post')),
                ('volunteer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='change_notices', to='volunteers.volunteer')),
            ],
            options={
                'verbose_name': 'notice of a changed post',
                'verbose_name_plural': 'notices of changed posts',
                'indexes': [models.Index(fields=['centre', 'state', 'due_on', 'id'], name='change_notices_by_state'), models.Index(fields=['centre', 'volunteer', '-id'], name='change_notices_of_volunteer')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('begun', 'told', 'heard'))), fields=('centre', 'volunteer', 'post'), name='one_open_notice_a_post', violation_error_message='The volunteer is being asked about this post already.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('kept', 'taken_off')), _negated=True), models.Q(('decided_on__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='a_place_is_decided_by_somebody', violation_error_message='A named person decides on the places, and says why.')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
