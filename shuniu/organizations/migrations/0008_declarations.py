"""Room for what a report said when it was declared true. Reports declared before this are printed as they were: from the
register."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_attachments'),
        ('organizations', '0007_mirrored_results'),
    ]

    operations = [
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_on', models.DateField(verbose_name='declared true on')),
                ('declared_by', models.CharField(blank=True, max_length=60, verbose_name='declared true by')),
                ('answers', models.JSONField(default=dict, verbose_name='answers')),
                ('cover', models.JSONField(default=dict)),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
                ('inspection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='organizations.inspection')),
                ('organization', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'declared report',
                'verbose_name_plural': 'declared reports',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='inspection',
            name='declaration',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.declaration'),
        ),
        migrations.AddIndex(
            model_name='declaration',
            index=models.Index(fields=['centre', 'inspection'], name='declarations_of_inspection'),
        ),
    ]
