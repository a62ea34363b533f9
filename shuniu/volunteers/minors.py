"""A minor serves only with a guardian's consent (Shanghai Regulations §13): what is answered where none is given.

The answer is a judgement to be kept. It holds the age limit and nothing of the minor: a registration that is refused
leaves no name and no birth behind.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop

from shuniu.kernel.dated import setting
from shuniu.volunteers.acceptance import NO_CONSENT
from shuniu.volunteers.judgement import Judgement, Outcome
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.queries import adults_born_by, consented

RULE, VERSION = "consent", "1"
NO_BIRTH = gettext_noop("The birth date is not known; record it first: a minor needs a guardian's consent.")


def judge_registration(born_on: date | None, *, consent: bool, centre_id: int, on: date) -> Judgement | None:
    """Whether somebody may apply; None where nothing stands in the way. An unknown birth is asked for afterwards."""
    if born_on is None or consent or born_on <= adults_born_by(centre_id, on=on):
        return None
    return _refused(centre_id, on)


def judge_acceptance(volunteer: Volunteer, *, on: date) -> Judgement | None:
    """Whether an applicant may be accepted; None where nothing stands in the way."""
    if volunteer.person.born_on is None:
        return Judgement(RULE, VERSION, Outcome.TOO_LITTLE, NO_BIRTH)
    given = consented(volunteer, on=on)
    return judge_registration(volunteer.person.born_on, consent=given, centre_id=volunteer.centre_id, on=on)


def _refused(centre_id: int, on: date) -> Judgement:
    numbers = {"limit": int(setting("volunteers.minor_below", place=centre_id, on=on))}
    return Judgement(RULE, VERSION, Outcome.REFUSED, NO_CONSENT, numbers)
