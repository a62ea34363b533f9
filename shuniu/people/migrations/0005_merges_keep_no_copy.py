"""Constrain: the copy of what stood there before a merge goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_merges_say_what_they_filled")]
    operations = [migrations.RemoveField("merge", "before")]
