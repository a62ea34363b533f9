"""To whom an assessment's advice goes and what it may conclude, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_sealed_referrals")]
    operations = [rules_from(__file__, "advice.csv", "conclusions.csv")]
