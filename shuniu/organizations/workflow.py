"""States and steps of what an organization goes through: the yearly inspection, settling, incubation, a change request."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.organizations import permissions

OPEN_INSPECTIONS = ("due", "reminded", "pre_checked", "with_supervisor", "with_registry", "rectifying")
WITH_THE_ORGANIZATION = ("due", "reminded")


def belongs(step: Step, inspection) -> bool:
    """Whether a step is on this inspection's way at all; one that is not is no button, rather than a refused one."""
    goes_on = GOING_ON.get(step.name)
    return goes_on is None or goes_on == inspection.next_pass


GOING_ON = {  # the steps that lead on, and where to: which of them an inspection takes, its cycle and organization say
    "pre_check": "pre_checked",
    "send_to_supervisor": "with_supervisor",
    "send_to_registry": "with_registry",
    "send_direct": "with_registry",
}


def _way(name: str):
    def check(inspection, actor) -> Allowed | Denied:
        if GOING_ON[name] == inspection.next_pass:
            return Allowed()
        return Denied(_("These papers take another way: see the steps of the inspection, and who signs."))

    return check


def _another_hand(change, actor) -> Allowed | Denied:
    if actor.user_id is not None and change.asker_id == actor.user_id:
        return Denied(_("You asked for this change; another person must decide."))
    return by_a_person(change, actor)


INSPECTION = Workflow(
    noun="organizations.inspection",
    start="due",
    states=(
        State("due", pgettext_lazy("inspection", "due"), waits_for=permissions.REMIND, kind="due"),
        State("reminded", pgettext_lazy("inspection", "reminded"), _("please fill in"), permissions.FILL, kind="due"),
        State("pre_checked", _("pre-checked"), waits_for=permissions.SUPERVISE, kind="info"),
        State("with_supervisor", _("with the supervisor"), waits_for=permissions.SUPERVISE, kind="info"),
        State("with_registry", _("with the registry"), waits_for=permissions.RECORD_VERDICT, kind="info"),
        State("rectifying", _("to be put right"), waits_for=permissions.FILL, kind="late"),
        State("decided", _("result published"), kind="ok"),
    ),
    steps=(
        Step("remind", _("Remind"), ("due", "reminded"), "reminded", permissions.REMIND),
        Step(
            "pre_check", _("Pre-check"), WITH_THE_ORGANIZATION, "pre_checked", permissions.PRE_CHECK,
            check=_way("pre_check"), main=True,
        ),
        Step(
            "send_to_supervisor", _("Send to the supervisor"), (*WITH_THE_ORGANIZATION, "pre_checked"),
            "with_supervisor", permissions.SUPERVISE, check=_way("send_to_supervisor"), main=True,
        ),
        Step(
            "send_to_registry", _("The supervisor signed; send to the registry"), ("with_supervisor",),
            "with_registry", permissions.SUPERVISE, check=_way("send_to_registry"), main=True,
        ),
        Step(
            "send_direct", _("Send to the registry"), (*WITH_THE_ORGANIZATION, "pre_checked"), "with_registry",
            permissions.SUPERVISE, check=_way("send_direct"), main=True,
        ),
        Step(
            "send_back", _("Send back with reasons"), ("pre_checked", "with_supervisor", "with_registry"), "reminded",
            permissions.SUPERVISE, asks_reason=True,
        ),
        Step(
            "record_verdict", _("Record the result"), ("with_registry",), "decided", permissions.RECORD_VERDICT,
            check=by_a_person, main=True,
        ),
        Step(
            "ask_to_put_right", _("Record the result, with things to put right"), ("with_registry",), "rectifying",
            permissions.RECORD_VERDICT, check=by_a_person,
        ),
        Step("put_right", _("It was put right"), ("rectifying",), "decided", permissions.RECORD_VERDICT, main=True),
    ),
)  # fmt: skip

SETTLING = Workflow(
    noun="organizations.settling",
    start="preparing",
    states=(
        State("preparing", _("getting ready"), waits_for=permissions.SETTLE, kind="due"),
        State("settled", _("settled"), kind="ok"),
        State("given_up", _("given up"), kind="muted"),
    ),
    steps=(
        Step("settle", _("It has settled"), ("preparing",), "settled", permissions.SETTLE, main=True),
        Step("give_up", _("Give up with reasons"), ("preparing",), "given_up", permissions.SETTLE, asks_reason=True),
    ),
)

INCUBATION = Workflow(
    noun="organizations.incubation",
    start="applied",
    states=(
        State("applied", _("applied"), waits_for=permissions.SETTLE,
            limit="organizations.incubation.decide_days", kind="due"),
        State("growing", _("in incubation"), waits_for=permissions.SETTLE, kind="info"),
        State("graduated", _("graduated"), kind="ok"),
        State("left", _("left incubation"), kind="muted"),
        State("not_admitted", _("not admitted"), kind="muted"),
    ),
    steps=(
        Step("admit", _("Admit"), ("applied",), "growing", permissions.SETTLE, check=by_a_person, main=True),
        Step("refuse", _("Do not admit"), ("applied",), "not_admitted", permissions.SETTLE, asks_reason=True),
        Step("graduate", _("Graduate"), ("growing",), "graduated", permissions.SETTLE, check=by_a_person, main=True),
        Step("leave", _("Leave with reasons"), ("growing",), "left", permissions.SETTLE, asks_reason=True),
    ),
)  # fmt: skip

CHANGE_REQUEST = Workflow(
    noun="organizations.changerequest",
    start="asked",
    states=(
        State(
            "asked", _("waits for the centre"), _("handed in"), waits_for=permissions.MODERATE,
            limit="organizations.change.decide_days", kind="due",
        ),
        State("accepted", pgettext_lazy("change request", "accepted"), kind="ok"),
        State("declined", _("declined with reasons"), kind="late"),
        State("withdrawn", _("withdrawn"), kind="muted"),
    ),
    steps=(
        Step("accept", _("Take it over"), ("asked",), "accepted", permissions.MODERATE, check=_another_hand, main=True),
        Step(
            "decline", _("Decline with reasons"), ("asked",), "declined", permissions.MODERATE, asks_reason=True,
            check=by_a_person,
        ),
        Step("withdraw", _("Withdraw"), ("asked",), "withdrawn", permissions.ASK_CHANGE),
    ),
)  # fmt: skip

OBJECTION = Workflow(
    noun="organizations.objection",
    start="raised",
    states=(
        State(
            "raised", _("waits for an answer"), waits_for=permissions.ANSWER_OBJECTION,
            limit="organizations.objection.answer_days", kind="due",
        ),
        State("answered", _("answered"), kind="ok"),
    ),
    steps=(
        Step(
            "answer", _("Note the answer"), ("raised",), "answered", permissions.ANSWER_OBJECTION, check=by_a_person,
            main=True,
        ),
    ),
)  # fmt: skip

_SENTENCES = {
    INSPECTION.noun: {
        "remind": _("Reminded of the inspection of {year}"),
        "pre_check": _("Pre-checked the inspection of {year}: {findings} findings"),
        "send_to_supervisor": _("Sent the inspection of {year} to the supervisor"),
        "send_to_registry": _("The supervisor signed; sent the inspection of {year} to the registry"),
        "send_direct": _("Sent the inspection of {year} to the registry"),
        "send_back": _("Sent the inspection of {year} back with reasons"),
        "record_verdict": _("The registry decided the inspection of {year}"),
        "ask_to_put_right": _("The registry decided the inspection of {year}; to be put right by {until}"),
        "put_right": _("Put right what the inspection of {year} found"),
    },
    SETTLING.noun: {"settle": _("Settled"), "give_up": _("Gave up settling")},
    INCUBATION.noun: {
        "admit": _("Admitted to incubation"),
        "refuse": _("Not admitted to incubation"),
        "graduate": _("Graduated from incubation"),
        "leave": _("Left incubation"),
    },
    CHANGE_REQUEST.noun: {
        "accept": _("Accepted the change of {kind}"),
        "decline": _("Declined the change of {kind}"),
        "withdraw": _("Withdrew the change of {kind}"),
    },
    OBJECTION.noun: {"answer": _("Answered the organization's objection")},
}
for _noun, _said in _SENTENCES.items():
    for _name, _sentence in _said.items():
        # Reasons and results are signed decisions: they stay.
        trail.entry_kind(f"{_noun}.{_name}", _sentence, erasure=trail.Erasure.KEEP_BY_LAW)
