"""What a group of the register is to put on: for its leader on the phone, and for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.http import Http404
from django.utils.formats import date_format

from shuniu.activities import permissions
from shuniu.activities.models import Act, Offer, Session
from shuniu.activities.models.programme import own_group
from shuniu.activities.queries import acts_of, organized_by
from shuniu.groups.public import Group
from shuniu.kernel.pages import Page

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Appearance:
    """A group's act, or a session of its own: when it begins and ends, what it is, and where. `of`: the activity."""

    day: date
    starts: time
    ends: time
    what: str
    of: str
    place: str
    stage: str
    session_id: int
    withdrawn_because: str = ""

    @property
    def weekday(self) -> str:
        return date_format(self.day, "l")

    @classmethod
    def by_act(cls, act: Act) -> Appearance:
        session = act.session
        return cls(
            session.held_on, act.starts, act.ends, act.title, session.activity.title, session.place, act.stage,
            session.pk, act.withdrawn_because,
        )  # fmt: skip

    @classmethod
    def by_session(cls, session: Session) -> Appearance:
        return cls(
            session.held_on, session.starts, session.ends, session.activity.title, "", session.place, "", session.pk
        )


class OfGroup(Page, abstract=True):
    def group_at(self, pk: int) -> Group:
        return self.row(Group, pk)

    def coming(self, group: Group) -> list[Appearance]:
        """What comes next, today included, in the order of time."""
        acts = acts_of(group, self.actor).filter(session__held_on__gte=self.actor.today)
        sessions = organized_by(group, self.actor).filter(held_on__gte=self.actor.today)
        found = [Appearance.by_act(act) for act in acts[:SHOWN]]
        found += [Appearance.by_session(session) for session in sessions[:SHOWN]]
        return sorted(found, key=lambda each: (each.day, each.starts))[:SHOWN]


class Ours(OfGroup):
    """The leader's next acts and sessions, with time and place, in large type."""

    permission = permissions.PERFORM
    template = "activities/ours_phone.html"

    def get(self, request):
        if (pk := own_group(self.actor)) is None:
            raise Http404
        group = self.group_at(pk)
        offered = Offer.objects.visible_to(self.actor).filter(
            group=group, act__isnull=True, withdrawn_on__isnull=True, session__held_on__gte=self.actor.today
        )
        offers = offered.select_related("session__activity").order_by("session__held_on", "pk")[:SHOWN]
        return self.show(group=group, coming=self.coming(group), offers=offers)


class GroupActs(OfGroup):
    """The acts of one group, those to come and those that were."""

    permission = permissions.VIEW
    template = "activities/group.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        past = acts_of(group, self.actor).filter(session__held_on__lt=self.actor.today)
        been = [Appearance.by_act(act) for act in past.order_by("-session__held_on", "-starts")[:SHOWN]]
        return self.show(group=group, coming=self.coming(group), been=been)
