"""Rules of certificates, patrols and the exchange file, as data that each place may replace."""

from django.db import migrations

from shuniu.kernel.schema import rules_from

FILES = ("certificate_settings.csv", "patrol_settings.csv", "patrol_codes.csv", "exchange_codes.csv")


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0020_certificates_and_patrols"), ("kernel", "0003_places_and_workdays")]
    operations = [rules_from(__file__, *FILES)]
