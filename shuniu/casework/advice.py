"""The paper in which a sealed case ends: which step gives it, what stands on it, and what the public is shown of it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop

from shuniu.casework.models import Case, CaseRole, Note
from shuniu.casework.papers.advice import AdvicePaper
from shuniu.casework.queries import roles_in, steps_of
from shuniu.kernel.calendar import day_of
from shuniu.kernel.dated import setting
from shuniu.kernel.documents import latest, verification_url
from shuniu.kernel.models import Document
from shuniu.kernel.papers import Imprint, paper_date
from shuniu.kernel.sealing import reveal

CONCLUSIONS = "casework.adoption.conclusion"
# Its public page names no kind of case: whoever finds the paper learns that its number is genuine, and nothing else.
SEALED_PAPER = gettext_noop("sealed paper")


def advice_step(case: Case) -> dict | None:
    """The step of its type that is signed by giving the paper."""
    return next((rule for rule in steps_of(case) if rule.get("paper")), None)


def advice_in_force(case: Case) -> Document | None:
    """The newest paper of a scoped case whose words are still kept."""
    paper = latest(SEALED_PAPER, case)
    return paper if paper and not paper.revoked_at and case.forgotten_on is None else None


def advice_paper(case: Case, document: Document, *, on: date) -> AdvicePaper:
    """The paper as it was given, from the newest note of advice."""
    note = case.notes.filter(kind=Note.Kind.ADVICE).order_by("-id")[0]
    conclusion, _line, grounds = reveal(note, "text").partition("\n")
    assessors = roles_in(case).filter(role=CaseRole.Role.ASSESSOR, excused_on=None)
    issued_on = day_of(document.issued_at)
    return AdvicePaper(
        imprint=Imprint(number=document.number, code=document.token, url=verification_url(document), printed_on=on),
        addressee=setting("casework.adoption.addressee", place=case.centre_id, on=issued_on),
        applicant=reveal(case, "applicant"),
        assessors="、".join(role.user.name for role in assessors),
        steps=tuple(
            (rule["label"], paper_date(rule["signed"][-1].done_on)) for rule in steps_of(case) if rule["signed"]
        ),
        conclusion=conclusion,
        grounds=grounds,
        issuer=case.centre.name,
        issued_on=issued_on,
    )
