"""What of this room waits for whom: the desk's inbox asks here."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.casework.queries import (
    came_back,
    cases_waiting_for,
    is_open_referral,
    referrals_to,
    referrals_unanswered,
)
from shuniu.casework.workflow import CASE
from shuniu.kernel.actor import Actor
from shuniu.kernel.waiting import Waiting

SHOWN = 60
CAME_BACK = {"refused": _("the organization refused"), "done": _("the organization's result is in")}


def casework_waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Cases in this actor's hands and what came back of them; for an organization's contact, what was referred to it.

    By the number alone: a name would tell who asked for help.
    """
    cases = list(cases_waiting_for(actor)[:SHOWN])
    back = came_back(cases, actor) if cases else {}
    for case in cases:
        url = reverse("casework:case", args=[case.pk])
        step = CAME_BACK.get(back.get(case.pk, ""), CASE.by_state[case.state].label)
        due_on = case.due_on
        if case.state == "awaits_paper" and case.come_back_on and case.come_back_on < actor.today:
            step, due_on = _("did not come back on the day"), case.come_back_on
        yield Waiting(case.service.name, case.number, step, url, due_on)
    yield from _let_wait(actor)
    yield from _referred_to(actor)


def _let_wait(actor: Actor) -> Iterator[Waiting]:
    """Where the organization is late: nobody else would notice."""
    for referral in referrals_unanswered(actor)[:SHOWN]:
        case, accepted = referral.case, referral.accepted_on
        step = _("the organization's result is late") if accepted else _("no answer from the organization yet")
        due_on = referral.wanted_by if accepted else referral.answer_by
        yield Waiting(case.service.name, case.number, step, reverse("casework:case", args=[case.pk]), due_on)


def _referred_to(actor: Actor) -> Iterator[Waiting]:
    for referral in referrals_to(actor).filter(is_open_referral())[:SHOWN]:
        accepted = referral.accepted_on is not None
        step = _("accepted; tell the result") if accepted else _("waits for your answer")
        url = reverse("casework:our_referral", args=[referral.pk])
        due_on = referral.wanted_by if accepted else referral.answer_by
        yield Waiting(_("a request of the centre"), referral.case.number, step, url, due_on)
