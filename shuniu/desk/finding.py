"""One search box over groups, organizations, people and papers: names by any characters, initials, last four, numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.casework.public import cases_found
from shuniu.groups.public import groups_found, groups_on
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Document
from shuniu.kernel.sealing.fields import reveal
from shuniu.kernel.sealing.masking import mask_phone
from shuniu.organizations.public import Organization, organizations_found
from shuniu.people.public import found_by

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One line of an answer."""

    name: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, in groups of at most SHOWN lines; `more_…` says that there is more."""

    groups: list[Found]
    organizations: list[Found]
    people: list[Found]
    papers: list[Found]
    cases: list[Found]
    more_groups: bool
    more_people: bool

    @property
    def only(self) -> str:
        """The address of the only hit, "" where there are several or none."""
        hits = [*self.groups, *self.organizations, *self.people, *self.papers, *self.cases]
        return hits[0].url if len(hits) == 1 else ""


def find(text: str, actor: Actor) -> Answer:
    """Search what the actor may see."""
    text = text.strip()[:40]
    if not text:
        return Answer([], [], [], [], [], False, False)
    groups = list(groups_found(groups_on(actor.today, actor), text, actor).order_by("name")[: SHOWN + 1])
    people = list(found_by(text, actor).order_by("pk")[: SHOWN + 1]) if actor.may("people.view") else []
    return Answer(
        groups=[Found(g.name, g.filing_number or "", reverse("groups:group", args=[g.pk])) for g in groups[:SHOWN]],
        organizations=_organizations(text, actor),
        people=[Found(p.name, _note(p), reverse("people:person", args=[p.pk])) for p in people[:SHOWN]],
        papers=_papers(text, actor),
        cases=_cases(text, actor),
        more_groups=len(groups) > SHOWN,
        more_people=len(people) > SHOWN,
    )


def _organizations(text: str, actor: Actor) -> list[Found]:
    if not actor.may("organizations.look_through"):
        return []
    rows = organizations_found(Organization.objects.visible_to(actor), text).order_by("name")[:SHOWN]
    return [Found(o.name, o.code or "", reverse("organizations:organization", args=[o.pk])) for o in rows]


def _note(person) -> str:
    """The year of birth and the masked phone: enough to tell two people of one name apart."""
    year = _("born in %(year)s") % {"year": person.born_on.year} if person.born_on else ""
    return " · ".join(filter(None, (year, mask_phone(reveal(person, "phone")))))


def _papers(text: str, actor: Actor) -> list[Found]:
    """Papers by their whole number or verification code."""
    code = text.upper().replace("-", "")
    papers = Document.objects.visible_to(actor)
    hits = papers.filter(number=text) | papers.filter(token=code)
    return [
        Found(p.number, p.kind, reverse("kernel:verify_document", args=[p.token])) for p in hits.order_by("-pk")[:5]
    ]


def _cases(text: str, actor: Actor) -> list[Found]:
    """Cases by number or the last four of the phone; a sealed one only for whoever is in it."""
    found = cases_found(text, actor).select_related("service").order_by("-pk")[:5]
    return [Found(case.number, case.service.name, reverse("casework:case", args=[case.pk])) for case in found]
