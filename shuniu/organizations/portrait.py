"""One organization in one view: its facts, its dates, what ran out, its inspections, what happened."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.dated import setting
from shuniu.kernel.sealing import mask_phone, reveal
from shuniu.organizations import permissions
from shuniu.organizations.grading import bars_to_grading, grade_on, times_listed
from shuniu.organizations.models import Inspection, Organization
from shuniu.organizations.queries import acting_for, licences_in_question, perhaps_the_same, premises_in_question
from shuniu.organizations.standing import standing_of


class Portrait:
    """Asked by the page of an organization the actor sees."""

    def __init__(self, organization: Organization, actor: Actor):
        self.organization, self.actor = organization, actor

    @cached_property
    def standing(self):
        return standing_of(self.organization, self.actor.today)

    @cached_property
    def grade(self):
        return grade_on(self.organization, self.actor.today)

    @cached_property
    def bars(self) -> list[str]:
        return bars_to_grading(self.organization, on=self.actor.today)

    @cached_property
    def premises(self) -> list[tuple]:
        asked = set(premises_in_question(self.organization.premisess.all()).values_list("pk", flat=True))
        rows = self.organization.premisess.order_by("-until", "pk")
        return [(row, *(self._end(row.until) if row.pk in asked else ("", False))) for row in rows]

    @cached_property
    def licences(self) -> list[tuple]:
        asked = set(licences_in_question(self.organization.licences.all()).values_list("pk", flat=True))
        rows = self.organization.licences.order_by("valid_until", "pk")
        return [(row, *(self._end(row.valid_until) if row.pk in asked else ("", False))) for row in rows]

    @cached_property
    def honours(self) -> list:
        return list(self.organization.honours.order_by("-on"))

    @cached_property
    def predecessors(self) -> list:
        return list(self.organization.predecessors.order_by("merged_on", "pk"))

    @cached_property
    def contacts(self) -> list[tuple]:
        """(contact, masked number, whether access is open), for those who work with the organization."""
        if not self.actor.may(permissions.VIEW_CONTACTS):
            return []
        rows = self.organization.contacts.filter(until__isnull=True).order_by("pk")
        acting = acting_for(self.organization, on=self.actor.today)
        return [(row, mask_phone(reveal(row, "phone")), row.account_id in acting) for row in rows]

    @cached_property
    def inspections(self) -> list[Inspection]:
        return list(self.organization.inspections.select_related("cycle", "organization").order_by("-year")[:10])

    @cached_property
    def listings(self) -> list[tuple]:
        """(entry, whether it is a relapse)."""
        rows = self.organization.listings.prefetch_related("objections").order_by("-entered_on", "-pk")
        return [(row, times_listed(self.organization, row.list) > 1) for row in rows]

    @cached_property
    def gradings(self) -> list:
        return list(self.organization.gradings.order_by("-given_on"))

    @cached_property
    def settlings(self) -> list:
        return list(self.organization.settlings.order_by("-pk"))

    @cached_property
    def incubations(self) -> list:
        return list(self.organization.incubations.order_by("-pk"))

    @cached_property
    def suspensions(self) -> list:
        """Every one that held, the newest first."""
        return [each for each in self.organization.suspensions.order_by("-since", "-pk") if each.until != each.since]

    @cached_property
    def registry_papers(self) -> list:
        return list(attachments_of(self.organization)) if self.actor.may(permissions.EDIT) else []

    @cached_property
    def changes(self) -> list:
        return list(self.organization.changerequests.order_by("-pk")[:5])

    @cached_property
    def twins(self) -> list[Organization]:
        return list(perhaps_the_same(self.organization)[:3]) if self.actor.may(permissions.EDIT) else []

    @cached_property
    def certificate_end(self) -> tuple[str, bool]:
        return self._end(self.organization.certificate_until)

    @cached_property
    def trail(self) -> list:
        return trail.of_thing(self.organization)

    def _end(self, day) -> tuple[str, bool]:
        """(late · due · ok · "" where no end is known, whether to say so)."""
        if day is None:
            return "", False
        notice = int(
            setting("organizations.expiry_notice_days", place=self.organization.centre_id, on=self.actor.today)
        )
        if day < self.actor.today:
            return "late", True
        soon = day <= self.actor.today + timedelta(days=notice)
        return ("due" if soon else "ok"), soon
