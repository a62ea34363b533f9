"""An erasure is asked for, and decided by two people (PIPL §47)."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.workflow import State, Step, Workflow
from shuniu.people import permissions

ERASURE = Workflow(
    noun="people.erasure",
    start="asked",
    states=(
        State(
            "asked",
            _("waits for two signatures"),
            _("being decided"),
            waits_for=permissions.ERASE,
            limit="people.erasure.decision_days",
            kind="due",
        ),
        State("erased", _("erased"), kind="ok"),
        State("refused", _("refused with reasons"), kind="late"),
        State("withdrawn", _("withdrawn"), kind="muted"),
    ),
    steps=(
        Step("erase", _("Sign the erasure"), ("asked",), "erased", permissions.ERASE, hands=2, main=True),
        Step("refuse", _("Refuse with reasons"), ("asked",), "refused", permissions.ERASE, asks_reason=True),
        Step("withdraw", _("Withdraw"), ("asked",), "withdrawn", permissions.ASK_ERASURE),
    ),
)
