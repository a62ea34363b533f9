"""What a volunteer says elsewhere than on the own phone: written down by a named person, with how it came and what shows it.

Rights are the volunteer's own acts. At the window somebody else's hand writes them down, so the trail says whose, and the
hand complained of writes nothing for her (ADR 0064).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, require
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.standing import acts_for


class Channel(models.TextChoices):
    """How a volunteer's word came to the centre."""

    CALL = "phone", _("in a telephone call")
    WINDOW = "window", _("in person at the desk")
    LETTER = "letter", _("in a letter")


with translation.override(None):  # the trail keeps the source's words
    WORDS = {str(each): str(each.label) for each in Channel}
HEARD = trail.entry_kind(
    "volunteers.heard", _("Written down for the volunteer, who said it {kind}"), erasure=trail.Erasure.FORGET_DETAIL
)


@dataclass(frozen=True, slots=True)
class Heard:
    """How a word came (`Channel`), and what shows it: the sheet it stands on, the call and who took it."""

    channel: str
    evidence: str


def require_own_word(thing, volunteer: Volunteer, heard: Heard | None, *, by: Actor) -> None:
    """The volunteer herself on the own phone; or a named person, who says how it came. Inside an action. Raises Refused."""
    require(acts_for(volunteer, by))
    if by.subject is not None:
        return
    if by.user_id is None:
        raise Refused(Denied(_("A named person must decide this, never the program.")))
    if heard is None or heard.channel not in WORDS or not heard.evidence.strip():
        raise Refused(Denied(_("This is the volunteer's own act: say how it came to you, and what shows it.")))
    facts, detail = {"kind": WORDS[heard.channel]}, {"evidence": heard.evidence.strip()[:200]}
    trail.record(HEARD, thing, by=by, facts=facts, detail=detail, about=volunteer.person_id)


def require_reason_of_staff(reason: str, *, by: Actor) -> None:
    """A volunteer need not say why; whoever acts for her does. Raises Refused."""
    if by.subject is None and not reason.strip():
        raise Refused(Denied(_("Please give a reason.")))
