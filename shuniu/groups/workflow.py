"""The states of a filing and the only steps between them.

The full route: draft → submitted (waits for the community's opinion) → in review (waits for the subdistrict) → filed,
or returned with reasons and handed in again. Two opinions, two people (Jiading form, fields 24, 25).
Shorter routes leave steps out, by kind and place (setting `groups.filing.route`). What the centre itself proposes
against a group goes by way of a notice: the group hears of it and may answer before a named officer decides.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.models import Filing
from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person

ROUTE = Filing.Route
OPEN_STATES = ("draft", "notice", "submitted", "in_review", "returned")
CLOSED_STATES = ("filed", "declined", "withdrawn")
HANDED_IN_BY = ("submit", "submit_direct", "give_notice", "serve_notice")


# --- Which steps belong to a filing ---------------------------------------------------------------------------------
def belongs(step: Step, filing: Filing) -> bool:
    """Whether a step is on this filing's way at all; one that is not is no button, rather than a refused one."""
    return step.name not in WAYS or WAYS[step.name](filing)


WAYS = {
    "submit": lambda f: f.route == ROUTE.FULL and not f.proposed_by_centre,
    "submit_direct": lambda f: f.route == ROUTE.REVIEW_ONLY and not f.proposed_by_centre,
    "give_notice": lambda f: f.route == ROUTE.NOTICE and not f.proposed_by_centre,
    "serve_notice": lambda f: f.proposed_by_centre,
    "return_from_review": lambda f: not f.proposed_by_centre,
    "decline": lambda f: f.proposed_by_centre,
}


def _on_the_way(name: str):
    def check(filing: Filing, actor) -> Allowed | Denied:
        if WAYS[name](filing):
            return Allowed()
        return Denied(_("This kind of application takes another way."))

    return check


def _declining(filing: Filing, actor) -> Allowed | Denied:
    return _on_the_way("decline")(filing, actor) and by_a_person(filing, actor)


def _returning(filing: Filing, actor) -> Allowed | Denied:
    return _on_the_way("return_from_review")(filing, actor) and by_a_person(filing, actor)


def _reply_period_over(filing: Filing, actor) -> Allowed | Denied:
    if filing.due_on is not None and actor.today > filing.due_on:
        return Allowed()
    return Denied(_("The group may answer until %(day)s.") % {"day": filing.due_on})


def _whoever_began_it(filing: Filing, actor) -> Allowed | Denied:
    if filing.proposed_by_centre and not actor.may(permissions.PROPOSE):
        return Denied(_("The centre proposed this; only the centre can withdraw it. You may answer it."))
    return Allowed()


# --- The table ------------------------------------------------------------------------------------------------------
FILING = Workflow(
    noun="groups.filing",
    start="draft",
    states=(
        State("draft", _("draft"), _("not handed in yet"), kind="muted"),
        State(
            "notice",
            _("waits for the group's answer"),
            _("please read and answer"),
            waits_for=permissions.APPLY,
            limit="groups.filing.reply_days",
            kind="due",
        ),
        State(
            "submitted",
            _("waits for the community's opinion"),
            _("handed in"),
            waits_for=permissions.GIVE_OPINION,
            limit="groups.filing.opinion_days",
            kind="due",
        ),
        State(
            "in_review",
            _("waits for the subdistrict's review"),
            _("being reviewed"),
            waits_for=permissions.REVIEW,
            limit="groups.filing.review_days",
            kind="due",
        ),
        State(
            "returned",
            _("returned with reasons"),
            _("please amend and hand in again"),
            waits_for=permissions.APPLY,
            limit="groups.filing.amend_days",
            kind="late",
        ),
        State("filed", _("done and on file"), _("approved"), kind="ok"),
        State("declined", _("proposal declined"), _("nothing changes"), kind="muted"),
        State("withdrawn", _("withdrawn"), kind="muted"),
    ),
    steps=(
        Step(
            "submit",
            _("Hand in"),
            ("draft", "returned"),
            "submitted",
            permissions.APPLY,
            check=_on_the_way("submit"),
            main=True,
        ),
        Step(
            "submit_direct",
            _("Hand in for review"),
            ("draft", "returned"),
            "in_review",
            permissions.APPLY,
            check=_on_the_way("submit_direct"),
            main=True,
        ),
        Step(
            "give_notice",
            _("Tell the centre"),
            ("draft",),
            "filed",
            permissions.APPLY,
            check=_on_the_way("give_notice"),
            main=True,
        ),
        Step(
            "serve_notice",
            _("Tell the group"),
            ("draft",),
            "notice",
            permissions.PROPOSE,
            check=_on_the_way("serve_notice"),
            main=True,
        ),
        Step(
            "reply",
            _("Answer"),
            ("notice",),
            "in_review",
            permissions.APPLY,
            not_the_hand_of=("serve_notice",),
            main=True,
        ),
        Step(
            "close_reply",
            _("The time to answer is over"),
            ("notice",),
            "in_review",
            permissions.PROPOSE,
            check=_reply_period_over,
        ),
        Step(
            "support",
            _("Agree"),
            ("submitted",),
            "in_review",
            permissions.GIVE_OPINION,
            not_the_hand_of=HANDED_IN_BY,
            check=by_a_person,
            main=True,
        ),
        Step(
            "return_from_community",
            _("Return with reasons"),
            ("submitted",),
            "returned",
            permissions.GIVE_OPINION,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "approve",
            _("Approve"),
            ("in_review",),
            "filed",
            permissions.REVIEW,
            not_the_hand_of=("support", *HANDED_IN_BY),
            check=by_a_person,
            main=True,
        ),
        Step(
            "return_from_review",
            _("Return with reasons"),
            ("in_review",),
            "returned",
            permissions.REVIEW,
            asks_reason=True,
            check=_returning,
        ),
        Step(
            "decline",
            _("Decline the proposal"),
            ("in_review",),
            "declined",
            permissions.REVIEW,
            asks_reason=True,
            not_the_hand_of=HANDED_IN_BY,
            check=_declining,
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            ("draft", "notice", "submitted", "returned"),
            "withdrawn",
            permissions.APPLY,
            check=_whoever_began_it,
        ),
    ),
)

# --- What each step says in the trail -------------------------------------------------------------------------------
_SENTENCES = {
    "submit": _("Handed in {number} for the community's opinion"),
    "submit_direct": _("Handed in {number} for review"),
    "give_notice": _("Told the centre: {number}"),
    "serve_notice": _("Told the group of the proposal {number} and asked for its answer"),
    "reply": _("The group answered the proposal {number}"),
    "close_reply": _("The time to answer {number} passed without an answer"),
    "support": _("The community agreed to {number}"),
    "return_from_community": _("The community returned {number} with reasons"),
    "approve": _("The subdistrict approved {number}"),
    "return_from_review": _("The subdistrict returned {number} with reasons"),
    "decline": _("The subdistrict declined the proposal {number}"),
    "withdraw": _("Withdrew {number}"),
}
for _step in FILING.steps:
    # Opinions and reasons are signed decisions: they stay.
    trail.entry_kind(f"groups.filing.{_step.name}", _SENTENCES[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
