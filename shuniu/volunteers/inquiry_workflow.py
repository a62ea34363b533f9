"""The life of an inquiry into hours said to be false: told, heard, decided, and a bar only under two hands.

Nothing here begins by itself: doubtful hours only propose to look. Who proposes a bar does not sign it, and the
subdistrict, which had no hand in it, decides on an objection.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions


def _heard(inquiry, actor) -> Allowed | Denied:
    """Nothing against a volunteer before the answer, or before the days for it are over."""
    if inquiry.state == "noticed" and inquiry.due_on and actor.today <= inquiry.due_on:
        return Denied(_("The volunteer may answer until %(day)s.") % {"day": inquiry.due_on})
    return by_a_person(inquiry, actor)


def _another_hand_writes(inquiry, actor) -> Allowed | Denied:
    """On the own phone the volunteer; at the window somebody else than the one who said that the hours are false."""
    told_by = inquiry.noticed_by_id == actor.user_id or (not inquiry.noticed_by_id and inquiry.noticed_by == actor.name)
    if actor.subject is None and told_by:
        return Denied(_("You told the volunteer of it; another person must write the answer down."))
    return by_a_person(inquiry, actor)


def _not_the_proposer(inquiry, actor) -> Allowed | Denied:
    """Of the proposal that stands: whoever made an earlier one, which was given back, may sign another's."""
    proposal = INQUIRY.signatures(inquiry).filter(step="propose").last()
    if proposal is not None and proposal.user_id == actor.user_id:
        return Denied(_("You proposed it; a second person must sign."))
    return by_a_person(inquiry, actor)


def _in_time(inquiry, actor) -> Allowed | Denied:
    if inquiry.due_on and actor.today > inquiry.due_on:
        return Denied(_("The days for an objection ended on %(day)s.") % {"day": inquiry.due_on})
    return Allowed()


INQUIRY = Workflow(
    noun="volunteers.inquiry",
    start="noticed",
    states=(
        State(
            "noticed",
            pgettext_lazy("inquiry", "told; waits for the volunteer's answer"),
            _("please read and answer"),
            waits_for=permissions.ANSWER_INQUIRY,
            limit="volunteers.inquiry.reply_days",
            kind="due",
        ),
        State(
            "heard",
            pgettext_lazy("inquiry", "heard; to be decided"),
            _("the centre looks at your answer"),
            waits_for=permissions.INQUIRE,
            limit="volunteers.inquiry.decide_days",
            kind="due",
        ),
        State(
            "proposed",
            pgettext_lazy("inquiry", "bar proposed; to be signed"),
            _("the centre looks at your answer"),
            waits_for=permissions.SIGN_BAR,
            limit="volunteers.inquiry.sign_days",
            kind="late",
        ),
        State("cleared", pgettext_lazy("inquiry", "the hours stand; no bar"), kind="ok"),
        State(
            "corrected",
            pgettext_lazy("inquiry", "hours corrected; no bar"),
            limit="volunteers.inquiry.object_days",
            kind="muted",
        ),
        State(
            "barred",
            pgettext_lazy("inquiry", "new stars and honours withheld"),
            limit="volunteers.inquiry.object_days",
            kind="muted",
        ),
        State(
            "objected",
            pgettext_lazy("inquiry", "objection; waits for the subdistrict"),
            _("the subdistrict looks at your objection"),
            waits_for=permissions.REVIEW_BAR,
            limit="volunteers.inquiry.review_days",
            kind="due",
        ),
        State("upheld", pgettext_lazy("inquiry", "left as decided after review"), kind="muted"),
        State("lifted", pgettext_lazy("inquiry", "set aside after review"), kind="ok"),
    ),
    steps=(
        Step(
            "answer",
            pgettext_lazy("inquiry", "Answer"),
            ("noticed",),
            "heard",
            permissions.ANSWER_INQUIRY,
            check=_another_hand_writes,
            main=True,
        ),
        Step(
            "clear",
            _("The hours stand"),
            ("noticed", "heard", "proposed"),
            "cleared",
            permissions.INQUIRE,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "correct",
            _("Correct the hours, no bar"),
            ("noticed", "heard", "proposed"),
            "corrected",
            permissions.INQUIRE,
            asks_reason=True,
            check=_heard,
        ),
        Step(
            "propose",
            _("Propose a bar"),
            ("noticed", "heard"),
            "proposed",
            permissions.INQUIRE,
            asks_reason=True,
            check=_heard,
        ),
        Step(
            "return",
            _("Not like this"),
            ("proposed",),
            "heard",
            permissions.SIGN_BAR,
            asks_reason=True,
            check=by_a_person,
        ),
        Step(
            "bar",
            _("Sign the bar"),
            ("proposed",),
            "barred",
            permissions.SIGN_BAR,
            check=_not_the_proposer,
            main=True,
        ),
        Step(
            "object",
            _("Object"),
            ("barred", "corrected"),
            "objected",
            permissions.ANSWER_INQUIRY,
            check=_in_time,
            main=True,
        ),
        Step(
            "uphold",
            _("Leave it as decided"),
            ("objected",),
            "upheld",
            permissions.REVIEW_BAR,
            asks_reason=True,
            not_the_hand_of=("correct", "propose", "bar"),
            check=by_a_person,
        ),
        Step(
            "lift",
            _("Set the decision aside"),
            ("barred", "corrected", "objected", "upheld"),
            "lifted",
            permissions.REVIEW_BAR,
            asks_reason=True,
            check=by_a_person,
            main=True,
        ),
    ),
)
_SAYS = {
    "answer": _("The volunteer answered to the inquiry"),
    "clear": _("The hours stand, with reasons: no bar"),
    "correct": _("Corrected {count} entries, with reasons: no bar"),
    "propose": _("Proposed to withhold new stars and honours for {months} months, with reasons"),
    "return": _("Did not sign the bar as proposed, with reasons"),
    "bar": _("Withheld new stars and honours from {from_day} until {until}"),
    "object": _("The volunteer objected to the decision"),
    "uphold": _("Left the decision on hours in force, with reasons"),
    "lift": _("Set the decision on hours aside, with reasons; {restored} entries count again"),
}
for _step in INQUIRY.steps:
    # Signed decisions stay; what the volunteer said stands sealed in the row and is forgotten with the person.
    trail.entry_kind(f"{INQUIRY.noun}.{_step.name}", _SAYS[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
