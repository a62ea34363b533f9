"""The life of a notice of a changed post: told, answered, decided by a named person; nobody loses a place unheard."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions
from shuniu.volunteers.fitting import coming_places
from shuniu.volunteers.models.change import UNDECIDED
from shuniu.volunteers.standing import may_decide_on_places


def _to_come(notice, actor) -> Allowed | Denied:
    """Where no shift is left, there is nothing to decide; the notice ends by itself."""
    if not coming_places(actor, volunteer=notice.volunteer, shift__post=notice.post).exists():
        return Denied(_("No shift of the post is to come: nothing is left to decide."))
    return by_a_person(notice, actor) and may_decide_on_places(notice, actor)


def _heard(notice, actor) -> Allowed | Denied:
    """Nobody is taken off before the answer, or before the days for it are over."""
    if notice.state == "told" and notice.due_on and actor.today <= notice.due_on:
        return Denied(_("The volunteer may answer until %(day)s.") % {"day": notice.due_on})
    return _to_come(notice, actor)


def _agreed(notice, actor) -> Allowed | Denied:
    """Nobody is kept at other risks than those she agreed to."""
    if notice.lacks_agreement:
        return Denied(_("The volunteer has not agreed to the risks as they are now."))
    return _to_come(notice, actor)


CHANGE = Workflow(
    noun="volunteers.changenotice",
    start="begun",
    states=(
        State(
            "begun",
            pgettext_lazy("changed post", "to be told"),
            _("please read and answer"),
            waits_for=permissions.ARRANGE_SHIFTS,
            limit="volunteers.change.tell_days",
            kind="due",
        ),
        State(
            "told",
            pgettext_lazy("changed post", "told; waits for the answer"),
            _("please read and answer"),
            waits_for=permissions.ANSWER_CHANGE,
            limit="volunteers.change.reply_days",
            kind="due",
        ),
        State(
            "heard",
            pgettext_lazy("changed post", "answered; to be decided"),
            _("the centre looks at your answer"),
            waits_for=permissions.DECIDE_CHANGE,
            limit="volunteers.change.decide_days",
            kind="due",
        ),
        State("agreed", pgettext_lazy("changed post", "agreed; the places stand"), kind="ok"),
        State("kept", pgettext_lazy("changed post", "decided: the places stand"), kind="ok"),
        State("settled", pgettext_lazy("changed post", "fits again; the places stand"), kind="ok"),
        State("left", pgettext_lazy("changed post", "gave the places up"), kind="muted"),
        State("taken_off", pgettext_lazy("changed post", "decided: taken off"), kind="muted"),
        State("renewed", pgettext_lazy("changed post", "changed once more; asked anew"), kind="muted"),
        State("over", pgettext_lazy("changed post", "no shift to come"), kind="muted"),
    ),
    steps=(
        Step(
            "tell",
            _("The volunteer was told"),
            ("begun",),
            "told",
            permissions.ARRANGE_SHIFTS,
            check=by_a_person,
            main=True,
        ),
        Step(
            "answer",
            pgettext_lazy("changed post", "Answer"),
            UNDECIDED,
            "heard",
            permissions.ANSWER_CHANGE,
            check=by_a_person,
            main=True,
        ),
        Step(
            "agree",
            _("Agree to the risks"),
            UNDECIDED,
            "agreed",
            permissions.ANSWER_CHANGE,
            check=by_a_person,
            main=True,
        ),
        Step("leave", _("Give the places up"), UNDECIDED, "left", permissions.ANSWER_CHANGE, check=by_a_person),
        Step(
            "keep",
            _("The places stand"),
            UNDECIDED,
            "kept",
            permissions.DECIDE_CHANGE,
            asks_reason=True,
            check=_agreed,
            main=True,
        ),
        Step(
            "take_off",
            _("Take off the shifts"),
            ("told", "heard"),
            "taken_off",
            permissions.DECIDE_CHANGE,
            asks_reason=True,
            check=_heard,
        ),
        Step("settle", _("Fits again"), UNDECIDED, "settled", permissions.ARRANGE_SHIFTS),
        Step("renew", pgettext_lazy("changed post", "Ask anew"), UNDECIDED, "renewed", permissions.ARRANGE_SHIFTS),
        Step("lapse", _("No shift to come"), UNDECIDED, "over", permissions.ARRANGE_SHIFTS),
    ),
)
_SAYS = {
    "tell": _("Told the volunteer that the post changed, {kind}"),
    "answer": _("The volunteer answered about the changed post"),
    "agree": _("The volunteer agreed to the risks of the changed post"),
    "leave": _("The volunteer gave up {count} places at the changed post"),
    "keep": _("Decided, with reasons: the places at the changed post stand"),
    "take_off": _("Decided, with reasons: taken off {count} shifts of the changed post"),
    "settle": _("What the changed post asks is on record: the places stand"),
    "renew": _("The post changed once more: the volunteer is asked anew"),
    "lapse": _("No shift of the changed post is to come"),
}
for _step in CHANGE.steps:
    # Signed decisions stay; what the volunteer said stands sealed in the row and is forgotten with the person.
    trail.entry_kind(f"{CHANGE.noun}.{_step.name}", _SAYS[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
