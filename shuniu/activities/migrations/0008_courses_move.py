"""A course is held elsewhere from a lesson on: the move, who was told, and where lessons were held before it."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0007_amplified_sessions'),
        ('kernel', '0011_what_a_file_changed_is_a_sealed_field'),
    ]

    operations = [
        migrations.AddField(
            model_name='lesson',
            name='place',
            field=models.CharField(blank=True, default='', max_length=100, verbose_name='place'),
        ),
        migrations.CreateModel(
            name='CourseMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(max_length=100, verbose_name='place before')),
                ('place', models.CharField(max_length=100, verbose_name='place')),
                ('since', models.DateField(verbose_name='from the lesson of')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('last_number', models.PositiveSmallIntegerField(verbose_name='last number in class')),
                ('moved_at', models.DateTimeField(verbose_name='moved at')),
                ('moved_by', models.CharField(max_length=80, verbose_name='moved by')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('course', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='activities.course')),
            ],
            options={
                'verbose_name': 'move of a course',
                'verbose_name_plural': 'moves of courses',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='MoveTelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('class', 'told in class'), ('phone', 'told by telephone'), ('letter', 'note handed over')], max_length=6, verbose_name='how the trainee was told')),
                ('told_at', models.DateTimeField(verbose_name='told at')),
                ('told_by', models.CharField(max_length=80, verbose_name='told by')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('move', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tellings', to='activities.coursemove')),
                ('trainee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='activities.trainee')),
            ],
            options={
                'verbose_name': 'telling of a move',
                'verbose_name_plural': 'tellings of moves',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='coursemove',
            index=models.Index(fields=['centre', 'course', '-id'], name='moves_of_course'),
        ),
        migrations.AddIndex(
            model_name='movetelling',
            index=models.Index(fields=['centre', 'trainee'], name='tellings_of_trainee'),
        ),
        migrations.AddConstraint(
            model_name='movetelling',
            constraint=models.UniqueConstraint(fields=('centre', 'move', 'trainee'), name='move_told_once'),
        ),
    ]
