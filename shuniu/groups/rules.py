"""What a filing must meet, as data by place and year; and which kinds of application a group can begin when.

A condition that is not met never blocks in silence: it says what is missing and what helps. Hard ones (setting
`groups.filing.requires`) keep an application from being handed in; soft ones are told to whoever reviews it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shuniu.groups.models import Filing, Group, Leadership, Membership, ReportedFigure
from shuniu.groups.queries import held_on
from shuniu.kernel.dated import NoSetting, setting
from shuniu.kernel.permissions import Allowed, Denied

KIND = Filing.Kind

# Which columns of the group an application of a kind may propose, in the order of the filing form.
FORM_COLUMNS = (
    "name",
    "place_id",
    "founded_on",
    "category",
    "venue",
    "content",
    "times",
    "times_per_week",
    "area",
    "party_members",
    "charter",
)
COLUMNS: dict[str, tuple[str, ...]] = {
    KIND.FIRST: FORM_COLUMNS,
    KIND.NAME: ("name",),
    KIND.VENUE: ("venue", "times", "area"),
    KIND.CONTENT: ("content", "category", "times", "times_per_week"),
    KIND.CHARTER: ("charter",),
    KIND.PROMOTION: ("promoted_to",),
}
ENDINGS = (KIND.DISSOLUTION, KIND.MERGER, KIND.PROMOTION, KIND.MOVE)
CENTRE_MAY_PROPOSE = (KIND.SUSPENSION, KIND.DISSOLUTION)
_FILED_ONLY = (KIND.NAME, KIND.VENUE, KIND.CONTENT, KIND.CHARTER, KIND.LEADER, KIND.SUSPENSION)


# --- Which kinds are open -------------------------------------------------------------------------------------------
def may_begin(kind: str, group: Group, *, on: date) -> Allowed | Denied:
    """Whether a group can apply for this now. An unfiled group corrects its data freely: it needs no typed change."""
    if group.ended_on is not None:
        return Denied(_("The group has left the register."))
    if kind == KIND.FIRST:
        return Denied(_("The group is filed already.")) if group.filing_number else Allowed()
    if kind == KIND.RENEWAL:
        return _may_renew(group, on)
    if kind == KIND.RESUMPTION:
        return Allowed() if group.suspended_on else Denied(_("The group is not suspended."))
    if kind == KIND.SUSPENSION and group.suspended_on:
        return Denied(_("The group is suspended already."))
    if kind in _FILED_ONLY and not group.filing_number:
        return Denied(_("The group is unfiled: change its record directly, or file it first."))
    return Allowed()


def _may_renew(group: Group, on: date) -> Allowed | Denied:
    if group.filed_until is None:
        return Denied(_("There is no filing to renew.")) if not group.filing_number else Allowed()
    days = int(setting("groups.filing.renewal_notice_days", place=group.centre_id, on=on))
    opens = group.filed_until - timedelta(days=days)
    if on < opens:
        return Denied(_("Renewal opens on %(day)s.") % {"day": opens})
    return Allowed()


def route_of(kind: str, *, place: int, on: date) -> str:
    """full · review_only · notice; a kind that no place speaks of goes the full way."""
    return setting("groups.filing.route", place=place, on=on).get(kind, Filing.Route.FULL)


def typed(column: str, value):
    """A proposed value, kept as JSON, as the column holds it."""
    return date.fromisoformat(value) if column == "founded_on" and isinstance(value, str) and value else value


# --- The conditions -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, whether it is met, what that means in a sentence, and what helps when it is not."""

    name: str
    label: Promise
    met: bool
    hard: bool
    sentence: str | Promise
    remedy: str | Promise = ""

    @property
    def blocks(self) -> bool:
        return self.hard and not self.met


@dataclass(frozen=True, slots=True)
class _Wanted:
    label: Promise
    met: Promise
    missing: Promise
    remedy: Promise


_WANTED = {
    "leader": _Wanted(
        _("A responsible person"),
        _("The group has one responsible person."),
        _("Nobody is named as responsible yet."),
        _("Name the leader or convener; one person is enough."),
    ),
    "content": _Wanted(
        _("Activity content"),
        _("What the group does is written down."),
        _("What the group does is not written down."),
        _("One line will do: tai chi, choir, calligraphy…"),
    ),
    "venue": _Wanted(
        _("Venue"),
        _("Where the group meets is written down."),
        _("Where the group meets is not written down."),
        _("Write the place it usually meets; a square or a courtyard counts."),
    ),
    "category": _Wanted(
        _("Category"),
        _("The group has its category."),
        _("The group has no category."),
        _("Choose the nearest one; it can be changed later."),
    ),
    "times": _Wanted(
        _("Activity times"),
        _("When the group meets is written down."),
        _("When the group meets is not written down."),
        _("Write the weekdays and the hours."),
    ),
    "founded_on": _Wanted(
        _("Founding date"),
        _("The founding date is known."),
        _("The founding date is not known."),
        _("The month or the year is enough."),
    ),
    "charter": _Wanted(
        _("Charter"),
        _("The group has a charter."),
        _("The group has no charter."),
        _("The centre has a sample of one page."),
    ),
}


def conditions_of_filing(filing: Filing, *, on: date) -> list[Condition]:
    """What an application must meet: its own content and, unless it pauses or ends a group, the place's conditions."""
    own = list(_own_conditions(filing))
    if filing.kind in (*ENDINGS, KIND.SUSPENSION):
        return own
    proposed = {**filing.proposed, "leader": filing.new_leader_id}
    return [*own, *conditions_of(filing.group, on=on, proposed=proposed)]


def _own_conditions(filing: Filing) -> Iterator[Condition]:
    kind = filing.kind
    if kind in (KIND.NAME, KIND.VENUE, KIND.CONTENT, KIND.CHARTER):
        yield _given(
            "change",
            _("What changes"),
            bool(filing.proposed),
            _("Nothing differs yet."),
            _("Change at least one line."),
        )
    if kind == KIND.LEADER:
        yield _given(
            "new_leader",
            _("The new leader"),
            filing.new_leader_id is not None,
            _("Nobody is named."),
            _("Choose one person."),
        )
    if kind == KIND.MERGER:
        yield _given(
            "target_group",
            _("The group it joins"),
            filing.target_group_id is not None,
            _("No group is named."),
            _("Choose the group it becomes part of."),
        )
    if kind == KIND.PROMOTION:
        yield _given(
            "promoted_to",
            _("The new organization"),
            bool(filing.proposed.get("promoted_to")),
            _("Its name is missing."),
            _("Write the name it was registered under."),
        )
    if kind in (*ENDINGS, KIND.SUSPENSION):
        yield _given("reason", _("Reason"), bool(filing.reason), _("No reason is given."), _("One sentence is enough."))


def _given(name: str, label, met: bool, lacking, remedy) -> Condition:
    return Condition(name, label, met, True, _("It is given.") if met else lacking, "" if met else remedy)


def conditions_of(group: Group, *, on: date, proposed: Mapping | None = None) -> list[Condition]:
    """Every condition of the place and day, met or not, over the group as it would be with `proposed`."""
    place, proposed = group.centre_id, proposed or {}
    hard = setting("groups.filing.requires", place=place, on=on)
    soft = [name for name in _list("groups.filing.wishes", place, on) if name not in hard]
    found = [_has(name, group, proposed, on, hard=name in hard) for name in [*hard, *soft]]
    return [*found, *_member_conditions(group, on)]


def missing(conditions: list[Condition]) -> list[Condition]:
    """Those that keep an application from being handed in."""
    return [c for c in conditions if c.blocks]


def judged(conditions: list[Condition]) -> list[dict]:
    """The judgement as a row keeps it: names and outcomes, in no language."""
    return [{"name": c.name, "met": c.met, "hard": c.hard} for c in conditions]


def _has(name: str, group: Group, proposed: Mapping, on: date, *, hard: bool) -> Condition:
    words = _WANTED[name]
    if name == "leader":
        met = bool(proposed.get("leader")) or leader_of(group, on=on) is not None
    else:
        met = bool(proposed.get(name, getattr(group, name)))
    return Condition(name, words.label, met, hard, words.met if met else words.missing, "" if met else words.remedy)


def _member_conditions(group: Group, on: date) -> list[Condition]:
    members, source = members_of(group, on=on)
    least = int(setting("groups.filing.min_members", place=group.centre_id, on=on))
    most = int(setting("groups.filing.max_members", place=group.centre_id, on=on))
    said = {"members": members, "source": source, "least": least, "most": most}
    enough = Condition(
        "min_members",
        _("Enough members"),
        members >= least,
        False,
        _("%(members)s members (%(source)s); this place asks for %(least)s.") % said,
        "" if members >= least else _("The reviewer sees this; a small group can still be filed."),
    )
    if members <= most:
        return [enough]
    may_register = Condition(
        "max_members",
        _("Size"),
        True,
        False,
        _("%(members)s members (%(source)s): with more than %(most)s the group may register as an association.") % said,
        _("Nobody must: the centre gladly explains what registering would bring."),
    )
    return [enough, may_register]


def members_of(group: Group, *, on: date) -> tuple[int, Promise]:
    """How many members, and from where: the roster where there is one, else the newest number somebody reported."""
    counted = (
        Membership.objects.unscoped(because="the group was scoped")
        .filter(held_on(on), centre_id=group.centre_id, group=group)
        .count()
    )
    if counted:
        return counted, _("counted from the roster")
    reported = (
        ReportedFigure.objects.unscoped(because="the group was scoped")
        .filter(centre_id=group.centre_id, group=group, figure=ReportedFigure.Figure.MEMBERS, reported_on__lte=on)
        .order_by("-reported_on", "-id")
        .first()
    )
    return (reported.value, _("as reported")) if reported else (0, _("no roster yet"))


def leader_of(group: Group, *, on: date) -> Leadership | None:
    """The responsible person's row on a day, with the person."""
    return (
        Leadership.objects.unscoped(because="the group was scoped")
        .filter(held_on(on), centre_id=group.centre_id, group=group)
        .select_related("person")
        .first()
    )


def _list(key: str, place: int, on: date) -> list[str]:
    try:
        return list(setting(key, place=place, on=on))
    except NoSetting:
        return []
