"""The days in which an objection to a public notice is decided and its objector told, as data."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0034_notice_objections"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, "notice_settings.csv")]
