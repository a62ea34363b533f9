"""One version of a kind once; a referral ends in one way; a sealed case goes to no organization of the register."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("casework", "0014_fill_answers_and_versions")]
    operations = [
        migrations.RemoveConstraint("casetype", "case_type_once"),
        migrations.AddConstraint(
            "casetype",
            models.UniqueConstraint(
                fields=("centre", "code", "version"),
                name="case_type_version_once",
                violation_error_message="This code is taken.",
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=Q(("called_off_on__isnull", True))
                | Q(("refused_on__isnull", True), ("result_on__isnull", True)),
                name="referral_called_off_while_open",
                violation_error_message="A referral that has ended is not called off.",
            ),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                condition=Q(("organization__isnull", True))
                | Q(("sealed_reason__isnull", True), ("sealed_to__isnull", True)),
                name="a_sealed_case_goes_to_no_organizations_desk",
                violation_error_message="A sealed case is never shown to an organization of the register.",
            ),
        ),
    ]
