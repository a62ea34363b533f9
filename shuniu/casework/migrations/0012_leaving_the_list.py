"""Why somebody left the day care list, and what the sealed columns of a place are called where a look at them is told."""

import shuniu.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0011_once_overdue'),
    ]

    operations = [
        migrations.AddField(
            model_name='waiting',
            name='left_because',
            field=models.CharField(blank=True, choices=[('place', 'was given a place'), ('elsewhere', 'goes somewhere else'), ('home', 'stays at home'), ('moved', 'moved away'), ('unreached', 'could not be reached'), ('other', 'another reason')], max_length=10, verbose_name='left the list because'),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='care_note',
            field=shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.enrolment.care_note', verbose_name='what the carers must know'),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='emergency_name',
            field=shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.enrolment.emergency_name', verbose_name='whom to call'),
        ),
        migrations.AlterField(
            model_name='enrolment',
            name='emergency_phone',
            field=shuniu.kernel.sealing.fields.SealedField(blank=True, null=True, purpose='casework.enrolment.emergency_phone', verbose_name='their phone'),
        ),
    ]
