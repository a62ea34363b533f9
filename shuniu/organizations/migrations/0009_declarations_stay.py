"""A declared report is a ledger: the database itself refuses UPDATE and DELETE, on both engines."""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("organizations", "0008_declarations")]
    operations = [AppendOnly("declaration", said="this ledger is append-only")]
