"""What was said of stars stands with what is said of any notice; its days are data."""

from django.db import migrations

from shuniu.kernel.schema import rules_from


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0034_notice_objections"), ("kernel", "0003_places_and_workdays")]
    operations = [migrations.DeleteModel("StarObjection"), rules_from(__file__, "notice_settings.csv")]
