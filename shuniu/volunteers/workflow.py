"""The life of a volunteer and of an objection: their states and the only steps between them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions
from shuniu.volunteers.standing import had_a_hand


def _another_hand_writes(objection, actor) -> Allowed | Denied:
    """The volunteer takes back the own objection; nobody who had a hand in the hours does it for her."""
    if actor.subject is None and had_a_hand(objection.about, actor):
        return Denied(_("You had a hand in these hours; another person must write it down."))
    return by_a_person(objection, actor)


VOLUNTEER = Workflow(
    noun="volunteers.volunteer",
    start="applied",
    states=(
        State(
            "applied",
            _("waits to be accepted"),
            _("the centre will answer soon"),
            waits_for=permissions.ACCEPT,
            limit="volunteers.accept_days",
            kind="due",
        ),
        State("active", pgettext_lazy("volunteer", "active"), kind="ok"),
        State("paused", _("pauses"), kind="muted"),
        State("retired", _("retired from service"), kind="muted"),
        State("declined", _("not accepted"), kind="muted"),
    ),
    steps=(
        Step("accept", _("Accept"), ("applied",), "active", permissions.ACCEPT, main=True),
        Step(
            "decline",
            _("Do not accept"),
            ("applied",),
            "declined",
            permissions.ACCEPT,
            asks_reason=True,
            check=by_a_person,
        ),
        Step("pause", _("Pause"), ("active",), "paused", permissions.SIGN_UP),
        Step("resume", _("Go on"), ("paused",), "active", permissions.SIGN_UP, main=True),
        Step("retire", _("Retire from service"), ("active", "paused"), "retired", permissions.SIGN_UP),
        Step("return", _("Come back"), ("retired", "declined"), "applied", permissions.REGISTER),
    ),
)
_VOLUNTEER_SAYS = {
    "accept": _("Accepted as volunteer {number}"),
    "decline": _("Not accepted, with reasons"),
    "pause": _("Pauses until {until}"),
    "resume": _("Goes on serving"),
    "retire": _("Retired from service"),
    "return": _("Came back"),
}

OBJECTION = Workflow(
    noun="volunteers.objection",
    start="raised",
    states=(
        State(
            "raised",
            _("waits to be verified"),
            _("the centre is going to look into it"),
            waits_for=permissions.DECIDE_OBJECTION,
            limit="volunteers.objection.verify_days",
            kind="due",
        ),
        State(
            "verifying",
            _("being verified"),
            _("the centre looks into it"),
            waits_for=permissions.DECIDE_OBJECTION,
            limit="volunteers.objection.decide_days",
            kind="due",
        ),
        State("corrected", _("corrected"), kind="ok"),
        State("confirmed", _("confirmed as recorded"), kind="ok"),
        State("taken_back", _("taken back"), kind="muted"),
    ),
    steps=(
        Step("verify", _("Begin to verify"), ("raised",), "verifying", permissions.DECIDE_OBJECTION, main=True),
        Step(
            "correct",
            _("Correct the hours"),
            ("verifying",),
            "corrected",
            permissions.DECIDE_OBJECTION,
            asks_reason=True,
            check=by_a_person,
            main=True,
        ),
        Step(
            "confirm",
            _("Confirm as recorded"),
            ("verifying",),
            "confirmed",
            permissions.DECIDE_OBJECTION,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "take_back",
            _("Take the objection back"),
            ("raised",),
            "taken_back",
            permissions.OBJECT,
            check=_another_hand_writes,
        ),
    ),
)
_OBJECTION_SAYS = {
    "verify": _("Began to verify the objection"),
    "correct": _("Corrected the hours after the objection"),
    "confirm": _("Confirmed the hours as recorded, with reasons"),
    "take_back": _("Took the objection back"),
}
for _flow, _sentences in ((VOLUNTEER, _VOLUNTEER_SAYS), (OBJECTION, _OBJECTION_SAYS)):
    for _step in _flow.steps:
        # Reasons of decisions about a person are signed decisions: they stay.
        trail.entry_kind(f"{_flow.noun}.{_step.name}", _sentences[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
