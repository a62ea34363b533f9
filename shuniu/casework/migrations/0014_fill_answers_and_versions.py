"""Kinds that were written down twice under one code become versions; what was referred and then withdrawn is called off."""

from collections import Counter

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    casetype, referral = apps.get_model("casework", "CaseType"), apps.get_model("casework", "Referral")
    seen = Counter()
    for kind in casetype._base_manager.order_by("centre_id", "code", "valid_from", "pk"):
        seen[kind.centre_id, kind.code] += 1
        if (version := seen[kind.centre_id, kind.code]) > 1:
            casetype._base_manager.filter(pk=kind.pk).update(version=version)
    left = referral._base_manager.filter(refused_on=None, result_on=None).exclude(case__state="referred")
    for each in left.select_related("case"):
        referral._base_manager.filter(pk=each.pk).update(called_off_on=timezone.localtime(each.case.state_since).date())


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_answers_and_versions")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
