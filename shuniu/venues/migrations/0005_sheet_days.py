"""For how many days a sign-in sheet may be keyed in is a rule of the place."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("venues", "0004_signed_on_paper")]
    operations = [rules_from(__file__, "sheet_settings.csv")]
