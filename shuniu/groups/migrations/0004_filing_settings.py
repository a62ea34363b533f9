"""How each kind of filing goes, what is wished for, and how long a group may answer: data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_filing_life")]
    operations = [rules_from(__file__, "filing_settings.csv")]
