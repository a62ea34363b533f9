"""The lines of groups written before 0009 name the person in their facts or in the sealed detail: it goes to the column."""

import json

from django.db import migrations

from shuniu.kernel.sealing import unseal

PURPOSE = "kernel.trail.detail"
KINDS = (
    "groups.member_joined",
    "groups.member_left",
    "groups.membership_corrected",
    "groups.leader_named",
    "groups.leadership_handed_over",
)


def name_the_person(apps, schema_editor):
    TrailDetail = apps.get_model("kernel", "TrailDetail")
    unnamed = TrailDetail.objects.filter(person_id__isnull=True, entry__kind__in=KINDS).select_related("entry")
    for detail in unnamed.order_by("pk").iterator(2_000):
        person = detail.entry.facts.get("person") or _told(detail).get("person")
        if isinstance(person, int):
            TrailDetail.objects.filter(pk=detail.pk).update(person_id=person)


def leave_as_it_is(apps, schema_editor):
    """The column goes with 0009."""


def _told(detail) -> dict:
    try:
        return json.loads(unseal(bytes(detail.sealed), PURPOSE, detail.centre_id))
    except (ValueError, LookupError):  # tampered, or sealed under a lost key: `verify` tells it, an upgrade goes on
        return {}


class Migration(migrations.Migration):
    dependencies = [("kernel", "0009_details_know_their_person")]
    operations = [migrations.RunPython(name_the_person, leave_as_it_is)]
