"""A trainee of a course may sign in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0011_what_a_file_changed_is_a_sealed_field'),
    ]

    operations = [
        migrations.AlterField(
            model_name='appointment',
            name='role',
            field=models.CharField(choices=[('worker', 'Centre worker'), ('director', 'Centre director'), ('officer', 'Subdistrict officer'), ('committee', "Residents' committee"), ('leader', 'Group leader'), ('volunteer', 'Volunteer'), ('trainee', 'Trainee'), ('contact', "Organization's contact"), ('reviewer', 'Reviewer'), ('bureau', 'Bureau officer'), ('auditor', 'Audit administrator'), ('system_administrator', 'System administrator'), ('security_administrator', 'Security administrator')], max_length=30, verbose_name='role'),
        ),
    ]
