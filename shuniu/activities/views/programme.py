"""Activities and their sessions: planned, seen, changed, cancelled; the crowd plan."""

from __future__ import annotations

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import crowd, permissions
from shuniu.activities.actions import crowd as crowd_actions
from shuniu.activities.actions import programme as actions
from shuniu.activities.forms.programme import (
    ActivityForm,
    CrowdForm,
    ReasonForm,
    SeriesForm,
    SessionForm,
    where_now,
)
from shuniu.activities.lists.programme import standing_of
from shuniu.activities.models import Activity, Session
from shuniu.activities.models.offer import OPEN
from shuniu.activities.queries import asked_to_come, judgements_of, kept_of, person_times, plan_of, words_of
from shuniu.activities.views.asking import Asking
from shuniu.kernel import trail
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.pages import Page
from shuniu.kernel.sealing import mask_name, mask_phone
from shuniu.kernel.sealing.fields import reveal


def session_at(page: Page, pk: int) -> Session:
    return page.find(Session.objects.visible_to(page.actor).select_related("activity", "centre"), pk=pk)


class OfSession(Asking, abstract=True):
    """A question about one session, which goes back to it."""

    def thing(self, pk):
        return session_at(self, pk)

    def back(self, thing) -> str:
        return reverse("activities:session", args=[thing.pk])


class PlanActivity(Asking):
    permission = permissions.PLAN
    form_class = ActivityForm
    title, sentence = _("Plan an activity"), _("First what it is; when and where comes next.")

    def thing(self):
        return None

    def back(self, thing) -> str:
        return reverse("activities:programme")

    def act(self, thing, data):
        activity = actions.plan_activity(centre_id=self.actor.centre, **data, by=self.actor)
        return reverse("activities:schedule", args=[activity.pk])


class ActivityPage(Page):
    permission = permissions.VIEW
    template = "activities/activity.html"

    def get(self, request, pk):
        activity = self.row(Activity, pk)
        sessions = list(activity.sessions.annotate(came=Sum("attendances__people")).order_by("-held_on")[:60])
        for each in sessions:
            each.state_shown = standing_of(each, self.actor.today)
        kinds = words_of("kind", place=activity.centre_id, on=self.actor.today)
        return self.show(
            activity=activity, kind=kinds.get(activity.kind, activity.kind), sessions=sessions, permissions=permissions
        )


class Schedule(Asking):
    permission = permissions.PLAN
    form_class = SeriesForm
    title = _("When and where")

    def thing(self, pk):
        return self.row(Activity, pk)

    def back(self, thing) -> str:
        return reverse("activities:activity", args=[thing.pk])

    def act(self, thing, data):
        sessions = actions.schedule_sessions(thing, **data, by=self.actor)
        return reverse("activities:session", args=[sessions[0].pk])


class SessionPage(Page):
    """One session: when, where, the acts, the stands, who signed up and who came."""

    permission = permissions.VIEW
    template = "activities/session.html"

    def get(self, request, pk):
        session = session_at(self, pk)
        plan = plan_of(session)
        stands = list(session.stands.order_by("number"))
        kinds = words_of("kind", place=session.centre_id, on=self.actor.today)
        return self.show(
            session=session,
            activity=session.activity,
            kind=kinds.get(session.activity.kind, session.activity.kind),
            state=standing_of(session, self.actor.today),
            held=kept_of(session),
            plan=plan,
            duty=crowd.duty_of(session, on=self.actor.today, plan=plan),
            judged=[(each, crowd.told_of(each)) for each in judgements_of(session)[:3]],
            acts=session.acts.order_by("stage", "starts", "pk").select_related("replaces"),
            offers=session.offers.filter(OPEN).select_related("group").order_by("pk"),
            stands=stands,
            stand_rows=[(each.number, each.exhibitor, each.offers or None) for each in stands],
            arrived=sum(1 for each in stands if each.arrived),
            sign_ups=shown_sign_ups(session),
            came=person_times(session.attendances.all()),
            entries=told(trail.of_thing(session, limit=15)),
            permissions=permissions,
        )


class ChangeSession(OfSession):
    permission = permissions.PLAN
    form_class = SessionForm
    title = _("Change the session")

    def initial(self, thing) -> dict:
        said = {name: getattr(thing, name) for name in SessionForm.base_fields}
        return said | where_now(thing, self.actor)

    def act(self, thing, data):
        actions.change_session(thing, **data, by=self.actor)
        return self.back(thing)


class CancelSession(OfSession):
    permission = permissions.PLAN
    form_class = ReasonForm
    title = _("Cancel the session")

    def act(self, thing, data):
        actions.cancel_session(thing, **data, by=self.actor)
        return self.back(thing)


class WriteCrowdPlan(OfSession):
    permission = permissions.PLAN
    form_class = CrowdForm
    title = _("Crowd plan")

    def initial(self, thing) -> dict:
        plan = plan_of(thing)
        return {name: getattr(plan, name) for name in CrowdForm.base_fields} if plan else {"most": thing.expected}

    def act(self, thing, data):
        crowd_actions.write_crowd_plan(thing, **data, by=self.actor)
        return self.back(thing)


def shown_sign_ups(session: Session) -> list:
    """Sign-ups in order, masked."""
    rows = asked_to_come(session)
    for row in rows:
        source = row.person or row
        row.name_shown = mask_name(row.person.name) if row.person else _called(reveal(row, "called"))
        row.phone_shown = mask_phone(reveal(source, "phone")) or "–"
    return rows


def _called(said: str | None) -> str:
    """How somebody wants to be called, masked; a surname alone points at nobody and stays."""
    return (said if said and len(said) == 1 else mask_name(said)) or "–"


def told(entries: list[TrailEntry]) -> list[dict]:
    return [{"sentence": trail.sentence(e), "at": e.at, "who": e.name} for e in entries]
