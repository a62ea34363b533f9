"""Suspensions become rows, the ended ones told by the trail; and the rules of reminders, steps and the entry test.

What an organization asked for as its address was its directory's: it is asked for as where to find it. Going back, the
open suspension returns to its column, and the trail keeps the others for the next time forth.
"""

from datetime import date

from django.db import migrations

from shuniu.kernel.schema import rules_from

LIVED, NOUN = "organizations.lived", "organizations.organization"
ASKED = ("address", "public_address")


def forth(apps, schema_editor):
    Organization, Suspension = (apps.get_model("organizations", name) for name in ("Organization", "Suspension"))
    told = {}
    for line in apps.get_model("kernel", "TrailEntry").objects.filter(kind=LIVED, noun=NOUN).order_by("id").iterator():
        if line.facts.get("ending") in ("suspended", "resumed"):
            told.setdefault(line.noun_id, []).append((line.facts["ending"], date.fromisoformat(line.facts["day"])))
    rows = []
    for one in Organization.everything.filter(pk__in=told) | Organization.everything.filter(suspended_on__isnull=False):
        ended = ended_ones(told.get(one.pk, ()))
        spans = [(since, until) for since, until in ended if one.suspended_on is None or until <= one.suspended_on]
        spans += [(one.suspended_on, None)] if one.suspended_on else []
        rows += [
            Suspension(centre_id=one.centre_id, organization_id=one.pk, since=since, until=until)
            for since, until in spans
        ]
    Suspension.everything.bulk_create(rows, batch_size=500)


def ended_ones(lines):
    """(since, until) of each suspension that the trail saw begin and end; a day written over counts as corrected."""
    since = None
    for ending, day in lines:
        if ending == "suspended":
            since = day
        elif since is not None:
            yield since, max(since, day)
            since = None


def back(apps, schema_editor):
    Organization, Suspension = (apps.get_model("organizations", name) for name in ("Organization", "Suspension"))
    for row in Suspension.everything.filter(until__isnull=True):
        Organization.everything.filter(pk=row.organization_id).update(suspended_on=row.since)
    Suspension.everything.all().delete()
    for cycle in apps.get_model("organizations", "InspectionCycle").everything.filter(supervisor_by__isnull=True):
        cycle.supervisor_by = cycle.registry_by
        cycle.save(update_fields=["supervisor_by"])


def renamed(old, new):
    def rename(apps, schema_editor):
        for change in apps.get_model("organizations", "ChangeRequest").everything.filter(state="asked"):
            if old not in change.proposed:
                continue
            change.proposed = {new if name == old else name: value for name, value in change.proposed.items()}
            change.before = {new if name == old else name: value for name, value in change.before.items()}
            if new == "public_address":  # nothing stood there until now
                change.before[new] = ""
            change.save(update_fields=["proposed", "before"])

    return rename


class Migration(migrations.Migration):
    dependencies = [("organizations", "0010_calls_steps_and_suspensions")]
    operations = [
        rules_from(__file__, "reminder_codes.csv", "season_settings.csv"),
        migrations.RunPython(forth, back),
        migrations.RunPython(renamed(*ASKED), renamed(*ASKED[::-1])),
    ]
