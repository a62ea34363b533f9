"""The plain reason of a step taken out of order leaves: it stands sealed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_words_move")]
    operations = [migrations.RemoveField("stepdone", "out_of_order_because")]
