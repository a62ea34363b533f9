"""Grades: which holds, and what keeps an organization from being admitted (MCA 民发〔2021〕96号), as data of a place."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import setting
from shuniu.organizations.models import Grading, Inspection, Listing, Organization


def grade_on(organization: Organization, on: date) -> Grading | None:
    """The newest grade, if it is still valid."""
    return organization.gradings.filter(given_on__lte=on, valid_until__gte=on).order_by("-given_on", "-pk").first()


def bars_to_grading(organization: Organization, *, on: date) -> list[str]:
    """Why it would not be admitted to grading on a day, in plain words; empty where nothing is known against it.

    A result that is only mirrored from the registry's publication bars nothing: it went through no notice and reply here.
    """
    rules = setting("organizations.grading.bars", place=organization.centre_id, on=on)
    mine = {"centre_id": organization.centre_id, "organization": organization}
    why = "the organization itself was scoped"
    past = list(
        Inspection.objects.unscoped(because=why).filter(**mine, cycle__registry_by__lt=on).order_by("-year")[:2]
    )
    last = past[0] if past and past[0].bears else None
    found = []
    if rules.get("missed_last") and last and last.received_on is None:
        found.append(_("The inspection of %(year)s was missed.") % {"year": last.year})
    if rules.get("failed_last") and last and last.verdict == "fail":
        found.append(_("The inspection of %(year)s was failed.") % {"year": last.year})
    if rules.get("basic_twice") and [each.verdict for each in past if each.bears] == ["basic", "basic"]:
        found.append(_("The last two inspections were basic passes."))
    listed = Listing.objects.unscoped(because=why).filter(**mine, entered_on__lte=on)
    if rules.get("listed") and (listed.filter(removed_on__isnull=True) | listed.filter(removed_on__gt=on)).exists():
        found.append(_("It is on a list of the registry."))
    return found


def times_listed(organization: Organization, list_name: str) -> int:
    """How often it came onto a list: more than once is a relapse."""
    return organization.listings.filter(list=list_name).count()
