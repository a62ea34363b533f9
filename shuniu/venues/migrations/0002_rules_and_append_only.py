"""The rules of venues as data that each place may replace; decisions of an allocation are never changed."""

from django.db import migrations

from shuniu.kernel.schema import AppendOnly, rules_from


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_venues"), ("kernel", "0007_holidays_have_chinese_names")]
    operations = [
        rules_from(__file__, "settings.csv", "codes.csv"),
        AppendOnly("judgement", said="a decision is never changed"),
    ]
