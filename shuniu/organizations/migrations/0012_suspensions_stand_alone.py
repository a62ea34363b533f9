"""A suspension stands in its row alone; attempts to call are a ledger: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("organizations", "0011_suspensions_move")]
    operations = [
        migrations.RemoveField(model_name="organization", name="suspended_on"),
        AppendOnly("callattempt", said="this ledger is append-only"),
    ]
