"""Where the plan's groups and people stand in the register, and who acts in it."""

from __future__ import annotations

from datetime import date, datetime

from demo.neighbourhood import CENTRE
from demo.plan import GroupPlan, Plan, Stay
from shuniu.groups.public import Group, Membership
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.models import Appointment
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.kernel.signin.seat import actor_in
from shuniu.people.public import Person


class World:
    """seats: key of the cast → appointment. reported: (group, month) of which the return is in or excused.
    files: the office's, by name.
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.seats: dict[str, Appointment] = {}
        self.files: dict[str, bytes] = {}
        self.reported: set[tuple[GroupPlan, date]] = set()
        self._keys: dict[GroupPlan, int] = {}
        self._rows: dict[GroupPlan, Group] = {}

    # --- Who acts -----------------------------------------------------------------------------------------------------
    def house(self, at: datetime, *, place: int = CENTRE) -> Actor:
        return system_actor(place=place, via="command", at=at, name="演示")

    def actor(self, key: str, at: datetime) -> Actor:
        seat = self.seats[key]
        return actor_in(seat, at=at, via="phone" if seat.role in PHONE_ROLES else "page")

    def applicant(self, group: GroupPlan, at: datetime) -> Actor:
        """The group's leader where there is a phone card, else the worker at the window."""
        key = f"leader {group.name}"
        return self.actor(key if key in self.seats else "worker", at)

    # --- What stands in the register ----------------------------------------------------------------------------------
    def learn_groups(self, at: datetime) -> None:
        """Find the rows of groups that have just come into the register."""
        named = dict(Group.objects.visible_to(self.house(at)).filter(ended_on__isnull=True).values_list("name", "pk"))
        for group in self.plan.groups:
            if group not in self._keys and group.name in named:
                self._keys[group] = named[group.name]

    def knows(self, group: GroupPlan) -> bool:
        return group in self._keys

    def group(self, group: GroupPlan) -> Group:
        return _every(Group).select_related("centre").get(pk=self._keys[group])

    def known(self, group: GroupPlan) -> Group:
        """The row as it stood when it was last `forgotten`: two thousand returns need not ask anew."""
        if group not in self._rows:
            self._rows[group] = self.group(group)
        return self._rows[group]

    def forget(self, group: GroupPlan) -> None:
        """Something was decided about the group."""
        self._rows.pop(group, None)

    def leaders(self) -> dict[str, str]:
        """Group → its leader, by name, of those that the plan gives one."""
        return {group.name: group.leader.name for group in self.plan.groups if group.leader}

    def membership(self, stay: Stay) -> Membership:
        """The membership under which a member is on the group's roster now."""
        lasting = _every(Membership).select_related("person", "group")
        return lasting.get(
            group_id=self._keys[stay.group], person__name=stay.member.name, until__isnull=True, centre_id=CENTRE
        )

    def person(self, stay: Stay) -> Person:
        return self.membership(stay).person


def _every(model):
    return model.objects.unscoped(because="the demo's own story, told from its plan")
