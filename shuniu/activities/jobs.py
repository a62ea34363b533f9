"""What the clock and the trail ask of this room; each calls one action a centre."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from shuniu.activities import crowd
from shuniu.activities.actions.coming import forget_sign_ups
from shuniu.activities.actions.crowd import judge_crowd
from shuniu.activities.models import Session, SignUp
from shuniu.activities.queries import plan_of
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.dated import setting
from shuniu.kernel.jobs import scheduled
from shuniu.kernel.models import Place


@scheduled("activities.remind_of_permits", _("Remind of safety permits for big events"), daily=time(8, 40))
def remind_of_permits(*, by: Actor) -> None:
    """Judge every session to come at which many people are expected, from some days before the last day of applying."""
    coming = Session.objects.visible_to(by).filter(
        held_on__gte=by.today, cancelled_on__isnull=True, expected__isnull=False
    )
    for session in coming.select_related("activity").order_by("centre_id", "held_on", "id"):
        duty = crowd.duty_of(session, on=by.today, plan=plan_of(session))
        if duty.remind_from is not None and by.today >= duty.remind_from:
            judge_crowd(session, by=system_actor(place=session.centre_id, via=by.via, at=by.at, name=by.name))


@scheduled("activities.forget_sign_ups", _("Forget names and phones of past sign-ups"), daily=time(4, 20))
def forget_past_sign_ups(*, by: Actor) -> None:
    kept = SignUp.objects.visible_to(by).filter(forgotten_at__isnull=True, person__isnull=True)
    for centre in list(kept.order_by().values_list("centre_id", flat=True).distinct()):
        days = int(setting("activities.sign_up.keep_days", place=centre, on=by.today))
        if kept.filter(centre_id=centre, session__held_on__lt=by.today - timedelta(days=days)).exists():
            house = system_actor(place=centre, via=by.via, at=by.at, name=by.name)
            forget_sign_ups(Place.objects.get(pk=centre), by=house)
