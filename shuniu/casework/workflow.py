"""The states of a case and the only steps between them.

The time limit belongs to the case's type, not to a state: the actions set it, stop it while a paper is awaited, and let
the days that were left run on.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.casework import permissions
from shuniu.kernel import trail
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person

OPEN_STATES = ("in_hand", "awaits_paper", "referred")


CASE = Workflow(
    noun="casework.case",
    start="in_hand",
    seals_reasons=True,
    states=(
        State("in_hand", _("in hand"), _("being handled"), waits_for=permissions.HANDLE, kind="info"),
        State("awaits_paper", _("waits for a paper"), _("please bring the paper"), kind="due"),
        State("referred", _("with an organization"), _("with an organization"), kind="info"),
        State("closed", pgettext_lazy("case", "closed"), _("done"), kind="ok"),
        State("withdrawn", _("withdrawn"), _("withdrawn"), kind="muted"),
    ),
    steps=(
        Step("ask_paper", _("Ask for a paper"), ("in_hand",), "awaits_paper", permissions.HANDLE),
        Step("bring_paper", _("The paper is here"), ("awaits_paper",), "in_hand", permissions.HANDLE, main=True),
        Step("refer", _("Refer to an organization"), ("in_hand",), "referred", permissions.HANDLE),
        Step("take_back", _("Back from the organization"), ("referred",), "in_hand", permissions.ANSWER_REFERRALS),
        Step("close", _("Close"), ("in_hand",), "closed", permissions.HANDLE, check=by_a_person, main=True),
        Step("withdraw", _("Withdrawn by the applicant"), OPEN_STATES, "withdrawn", permissions.HANDLE),
        Step("reopen", _("Reopen"), ("closed", "withdrawn"), "in_hand", permissions.TRANSFER, asks_reason=True),
    ),
)

_SENTENCES = {
    "ask_paper": _("Asked for a paper; the time limit stands still"),
    "bring_paper": _("The paper is here; the time limit runs on"),
    "refer": _("Referred to an organization"),
    "take_back": _("The organization answered; the case is back"),
    "close": _("Closed the case"),
    "withdraw": _("The applicant withdrew the request"),
    "reopen": _("Reopened the case"),
}
for _step in CASE.steps:
    trail.entry_kind(f"casework.case.{_step.name}", _SENTENCES[_step.name], erasure=trail.Erasure.FORGET_DETAIL)
