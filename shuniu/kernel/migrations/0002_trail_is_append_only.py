"""The trail refuses UPDATE and DELETE in the database itself, on both engines.

A detail (the personal part of an entry) may be deleted, never changed: that is how erasure works.
"""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly

SAID = "the trail is append-only"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_house")]
    operations = [
        AppendOnly("trailentry", "trailseal", said=SAID),
        AppendOnly("traildetail", said=SAID, deletable=True),
    ]
