"""Papers handed in as files: their sealed parts, and how large they may be."""

from datetime import date

import django.db.models.deletion
import django.db.models.manager
import shuniu.kernel.sealing.fields
from django.db import migrations, models


KEY = "kernel.attachments.most_megabytes"


def fill(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.create(
        place_id=0, valid_from=date(2000, 1, 1), key=KEY, value=10, source="由各地设定"
    )


def empty(apps, schema_editor):
    apps.get_model("kernel", "DatedSetting").objects.filter(key=KEY).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0007_holidays_have_chinese_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.CharField(max_length=60)),
                ('noun_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40, verbose_name='kind of paper')),
                ('name', models.CharField(max_length=120, verbose_name='file')),
                ('type', models.CharField(max_length=5, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='size in bytes')),
                ('digest', models.CharField(max_length=64)),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('received_by', models.CharField(max_length=80, verbose_name='received by')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='dropped at')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
            ],
            options={
                'verbose_name': 'attachment',
                'verbose_name_plural': 'attachments',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='AttachmentPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', shuniu.kernel.sealing.fields.SealedField(purpose='kernel.attachment.content')),
                ('attachment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='kernel.attachment')),
                ('centre', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.place')),
            ],
            options={
                'verbose_name': 'part of an attachment',
                'verbose_name_plural': 'parts of attachments',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['centre', 'noun', 'noun_id'], name='attachments_of_thing'),
        ),
        migrations.AddConstraint(
            model_name='attachmentpart',
            constraint=models.UniqueConstraint(fields=('centre', 'attachment', 'number'), name='attachment_part_once'),
        ),
        migrations.RunPython(fill, empty),
    ]
