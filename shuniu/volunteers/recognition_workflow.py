"""The life of a star level: proposed by the program, shown in public, awarded by a second person.

Who showed it in public does not award it; nobody is refused a star without a reason.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions
from shuniu.volunteers.figures import minutes_of


def _hours_gone(star, actor) -> Allowed | Denied:
    """Hours are corrected where they stand, after an objection was heard; nobody is refused a star beside that."""
    if minutes_of(star.volunteer) >= star.asked_minutes:
        return Denied(_("The hours reach this level. Where they are wrong, correct the hours first."))
    return by_a_person(star, actor)


def _notice_over(star, actor) -> Allowed | Denied:
    if not star.notice_until or actor.today <= star.notice_until:
        return Denied(_("The public notice lasts until %(day)s.") % {"day": star.notice_until})
    if star.objections.filter(state="taken").exists():
        return Denied(_("Somebody objected to the public notice; decide on it first."))
    return by_a_person(star, actor)


STAR = Workflow(
    noun="volunteers.star",
    start="proposed",
    states=(
        State(
            "proposed",
            _("reached; to be shown in public"),
            _("reached; the centre looks at it"),
            waits_for=permissions.CERTIFY,
            limit="volunteers.stars.check_days",
            kind="due",
        ),
        State(
            "noticed",
            _("shown in public"),
            _("shown in public for some days"),
            waits_for=permissions.AWARD_STARS,
            limit="volunteers.stars.award_days",
        ),
        State("awarded", pgettext_lazy("stars", "awarded"), _("awarded to you"), kind="ok"),
        State("refused", pgettext_lazy("stars", "not awarded, with reasons"), kind="muted"),
        State("withdrawn", pgettext_lazy("stars", "not wanted"), kind="muted"),
    ),
    steps=(
        Step(
            "put_up",
            _("Show it in public"),
            ("proposed",),
            "noticed",
            permissions.CERTIFY,
            check=by_a_person,
            main=True,
        ),
        Step(
            "award",
            _("Award"),
            ("noticed",),
            "awarded",
            permissions.AWARD_STARS,
            not_the_hand_of=("put_up",),
            check=_notice_over,
            main=True,
        ),
        Step(
            "check_again",
            pgettext_lazy("stars", "Look at it again"),
            ("noticed",),
            "proposed",
            permissions.CERTIFY,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "refuse",
            _("Do not award"),
            ("proposed", "noticed"),
            "refused",
            permissions.AWARD_STARS,
            asks_reason=True,
            check=_hours_gone,
        ),
        Step("withdraw", _("Not wanted"), ("proposed", "noticed"), "withdrawn", permissions.WANT_STARS),
    ),
)
_SAYS = {
    "put_up": _("Showed {level} stars for {hours} hours in public until {until}"),
    "award": _("Awarded {level} stars"),
    "check_again": _("The {level} stars are to be looked at again"),
    "refuse": _("Did not award {level} stars, with reasons"),
    "withdraw": _("The volunteer does not want the {level} stars"),
}
for _step in STAR.steps:
    trail.entry_kind(f"{STAR.noun}.{_step.name}", _SAYS[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
