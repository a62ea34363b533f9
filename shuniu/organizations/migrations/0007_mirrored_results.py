"""A result of before the program's time names who published it, and when."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_attachments'),
        ('organizations', '0006_listings_without_objection'),
    ]

    operations = [
        migrations.AddField(
            model_name='inspection',
            name='published_on',
            field=models.DateField(blank=True, null=True, verbose_name='published on'),
        ),
        migrations.AddField(
            model_name='inspection',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='as published by'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on__isnull', True), ('source', '')), models.Q(models.Q(('source', ''), _negated=True), models.Q(('verdict', ''), _negated=True), ('published_on__isnull', False)), _connector='OR'), name='mirrored_result_names_its_source', violation_error_message='A past result names who published it and on which day.'),
        ),
    ]
