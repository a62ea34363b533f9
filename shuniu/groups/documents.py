"""Papers out: the record drawn as the office's forms. What is issued (certificate, permit) stands in on_paper.py."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from shuniu.groups import rules
from shuniu.groups.models import Filing, Group, VenuePermit
from shuniu.groups.on_paper import (
    CERTIFICATE,
    PERMIT,
    certificate_in_force,
    certificate_of,
    is_outdated,
    issued_day,
    permit_of,
)
from shuniu.groups.papers.blanks import BlankFilingForm, GroupTag, ReturnTo
from shuniu.groups.papers.certificate import FilingCertificate
from shuniu.groups.papers.filing_form import FilingFacts, FilingForm, Leader, Liaison, Opinion
from shuniu.groups.papers.permit import VenuePermitPaper
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import day_of
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import latest
from shuniu.kernel.models import Place
from shuniu.kernel.papers import Imprint, KeyedFromPaper
from shuniu.kernel.permissions import Denied
from shuniu.kernel.places.codes import level_of, parents
from shuniu.kernel.sealing import mask_address, mask_phone, reveal

__all__ = ["CERTIFICATE", "PERMIT", "blank_filing_form", "certificate_paper", "filing_form", "permit_paper"]

MALE_FEMALE = {"1": "男", "2": "女"}


# --- The filing form --------------------------------------------------------------------------------------------------
def filing_form(filing: Filing, *, by: Actor, opened: dict[str, str] | None = None) -> FilingForm:
    """The form of an application as it would stand approved. Without `opened` (phone, address) both are masked."""
    on = by.today
    keyed = None
    if filing.channel == "paper":
        keyed = KeyedFromPaper(by=filing.applicant, on=day_of(filing.state_since))
    imprint = Imprint(
        number=filing.number,
        code="",
        url=settings.SHUNIU_ORIGIN + reverse("groups:filing", args=[filing.pk]),
        printed_on=on,
        keyed=keyed,
    )
    return FilingForm(imprint=imprint, facts=_facts(filing.group, filing, by=by, opened=opened))


def _facts(group: Group, filing: Filing, *, by: Actor, opened: dict[str, str] | None) -> FilingFacts:
    said = {column: filing.proposed.get(column, getattr(group, column)) for column in rules.FORM_COLUMNS}
    members, _from = rules.members_of(group, on=by.today)
    liaison_phone = reveal(group, "liaison_phone")
    return FilingFacts(
        place_name=place_name(group.centre_id),
        name=said["name"],
        community=Place.objects.get(pk=said["place_id"]).name,
        founded_on=rules.typed("founded_on", said["founded_on"]),
        venue=said["venue"],
        content=said["content"],
        times=said["times"],
        times_a_week=said["times_per_week"],
        participants=members or None,
        party_members=said["party_members"],
        leader=_leader(group, filing, by=by, opened=opened),
        adviser_assigned=group.liaison_assigned,
        liaison=Liaison(
            name=group.liaison_name,
            employer_and_post=group.liaison_unit,
            phone=liaison_phone if opened else mask_phone(liaison_phone),
        ),
        community_opinion=_opinion(filing.community_opinion, filing.community_opinion_by, filing.community_opinion_at),
        subdistrict_opinion=_opinion(filing.review_opinion, filing.review_opinion_by, filing.review_opinion_at),
        **setting("groups.filing.form", place=group.centre_id, on=by.today),
    )


def _leader(group: Group, filing: Filing, *, by: Actor, opened: dict[str, str] | None) -> Leader:
    row = rules.leader_of(group, on=by.today)
    person = leader_on_form(filing, by=by)
    if person is None:
        return Leader()
    shown = opened or {
        "phone": mask_phone(reveal(person, "phone")),
        "address": mask_address(reveal(person, "address")),
    }
    return Leader(
        name=person.name,
        sex=MALE_FEMALE.get(person.sex, ""),
        age=person.age_on(by.today),
        address=shown["address"],
        employer=row.unit if row and row.person_id == person.pk else "",
        phone=shown["phone"],
    )


def leader_on_form(filing: Filing, *, by: Actor):
    """The person whose phone and address the form shows, or None."""
    row = rules.leader_of(filing.group, on=by.today)
    return filing.new_leader or (row.person if row else None)


def _opinion(text: str, signer: str, at) -> Opinion | None:
    return Opinion(text=text, signer=signer, on=day_of(at)) if text else None


# --- Issued papers ----------------------------------------------------------------------------------------------------
def certificate_paper(group: Group, *, by: Actor) -> FilingCertificate | Denied:
    """The certificate in force, or why it cannot be printed as it stands."""
    paper = certificate_in_force(group)
    if paper is None:
        return Denied(_why_none(group, on=by.today))
    if is_outdated(paper, group, on=by.today):
        return Denied(_("The record has changed since this certificate was issued; issue it anew."))
    return certificate_of(group, on=by.today, issued_on=issued_day(paper), paper=paper)


def _why_none(group: Group, *, on: date) -> str:
    """Why no certificate is in force, told from the group's own life."""
    if group.ended_on is not None and group.ended_on <= on:
        return _("The group left the register on %(day)s; no certificate is in force.") % {"day": group.ended_on}
    if group.suspended_on is not None and group.suspended_on <= on:
        return _("The group has paused since %(day)s; until it resumes no certificate is in force.") % {
            "day": group.suspended_on
        }
    if not group.filing_number:
        return _("The group is not filed yet; the certificate comes with the filing.")
    if last := latest(CERTIFICATE, group):
        told = {"number": last.number, "day": day_of(last.revoked_at), "reason": last.revoked_because}
        return _("Certificate %(number)s is out of force since %(day)s: %(reason)s.") % told
    return _filed_elsewhere(group)


def _filed_elsewhere(group: Group) -> str:
    """The group was filed before the house certified anything: its number came with an office's file, or was typed."""
    told = {"number": group.filing_number, "day": group.filed_on}
    file = group.batch
    if file is None:
        return _("The group is filed under %(number)s since %(day)s. No certificate was printed here yet.") % told
    return _(
        "The group is filed under %(number)s since %(day)s, as the office's file “%(file)s” says, which was read on "
        "%(read)s. No certificate was printed here yet."
    ) % {**told, "file": file.file_name, "read": day_of(file.written_at)}


def permit_paper(permit: VenuePermit, *, by: Actor) -> VenuePermitPaper:
    return permit_of(permit, on=by.today, paper=latest(PERMIT, permit))


# --- Blank ones -------------------------------------------------------------------------------------------------------
def blank_filing_form(*, centre_id: int, by: Actor, group: Group | None = None) -> BlankFilingForm:
    """The form for a hand, in large type; where the group is known, with the QR code that opens its page."""
    form = setting("groups.filing.form", place=centre_id, on=by.today)
    tag = None
    if group is not None:
        url = settings.SHUNIU_ORIGIN + reverse("groups:begin", args=[group.pk, "first"])
        tag = GroupTag(name=group.name, number=group.filing_number or "未备案", url=url)
    return BlankFilingForm(
        return_to=return_to(centre_id, by=by),
        printed_on=by.today,
        group=tag,
        facts=FilingFacts(place_name=place_name(centre_id), name=group.name if group else "", **form),
    )


def return_to(centre_id: int, *, by: Actor) -> ReturnTo:
    """Where a filled-in paper goes, and whom to ring."""
    said = {
        name: setting(f"groups.centre.{name}", place=centre_id, on=by.today) for name in ("address", "phone", "hours")
    }
    issuer = setting("groups.permit.issuer", place=centre_id, on=by.today)
    return ReturnTo(centre_name=issuer.format(place=Place.objects.get(pk=centre_id).name), **said)


def place_name(centre_id: int) -> str:
    """上海市普陀区: what opens the title of the form."""
    above = [p for p in parents(centre_id) if level_of(p) in ("province", "county")]
    names = dict(Place.objects.filter(pk__in=above).values_list("pk", "name"))
    return "".join(names.get(p, "") for p in reversed(above))
