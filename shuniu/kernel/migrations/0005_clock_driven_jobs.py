from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_accounts_have_a_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('failed_with', models.TextField(blank=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'clock-driven job',
                'verbose_name_plural': 'clock-driven jobs',
            },
        ),
    ]
