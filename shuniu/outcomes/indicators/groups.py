"""The figures of the mass activity groups [case]."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import (
    Group,
    branches_on,
    groups_on,
    memberships_on,
    missing_in_month,
    six_ones_tallies,
    with_knowns,
)
from shuniu.kernel.calendar import years_before
from shuniu.kernel.lists import Column
from shuniu.kernel.sealing.masking import mask_name
from shuniu.outcomes.indicators.indicator import Period, indicator, share

AGED = 60  # the case and the statutes on the elderly count from sixty


def _groups(period: Period):
    return groups_on(period.last, period.actor)


def _memberships(period: Period):
    return memberships_on(period.last, period.actor).select_related("group", "person")


def _aged(period: Period):
    return _memberships(period).filter(person__born_on__lte=years_before(period.last, AGED))


def _open_group(row) -> str:
    return reverse("groups:group", args=[getattr(row, "group_id", None) or row.pk])


GROUP_COLUMNS = (
    Column("name", _("Group"), sort="name"),
    Column("filing_number", _("Filing number"), value=lambda g: g.filing_number),
    Column("recorded_on", _("In the register from"), sort="recorded_on"),
)
MEMBERSHIP_COLUMNS = (
    Column("group", _("Group"), value=lambda m: m.group.name, sort="group__name"),
    Column("person", _("Member"), value=lambda m: mask_name(m.person.name)),
    Column("born", _("Born in"), value=lambda m: m.person.born_on and m.person.born_on.year),
    Column("since", _("Member from"), value="since", sort="since"),
)

indicator(
    "groups.total",
    label=_("Groups"),
    unit="groups",
    definition=_("Groups in the register on the last day: filed or not, and not dissolved, merged, promoted or moved."),
    rows=_groups,
    columns=GROUP_COLUMNS,
    order="name",
    row_url=_open_group,
)
for _code, _label in (
    ("sports", _("Sports and fitness groups")),
    ("culture", _("Culture and entertainment groups")),
    ("hobby", _("Leisure and hobby groups")),
    ("public_service", _("Public service groups")),
):
    indicator(
        f"groups.{_code}",
        label=_label,
        unit="groups",
        definition=_("Groups in the register on the last day whose category is this one."),
        rows=lambda period, code=_code: _groups(period).filter(category=code),
        columns=GROUP_COLUMNS,
        order="name",
        row_url=_open_group,
    )
indicator(
    "groups.filed",
    label=_("Groups whose filing is in force"),
    unit="groups",
    definition=_("Groups in the register with a filing number, filed by the last day and not run out on it."),
    rows=lambda period: _groups(period).filter(filed_on__lte=period.last).exclude(filed_until__lt=period.last),
    columns=GROUP_COLUMNS,
    order="name",
    row_url=_open_group,
)
indicator(
    "groups.memberships",
    label=_("Memberships"),
    unit="memberships",
    definition=_("Memberships that hold on the last day. A person in two groups counts twice."),
    rows=_memberships,
    columns=MEMBERSHIP_COLUMNS,
    row_url=_open_group,
)
indicator(
    "groups.participants",
    label=_("Participants"),
    unit="people",
    definition=_("Different people with a membership on the last day. A person in two groups counts once."),
    rows=_memberships,
    columns=MEMBERSHIP_COLUMNS,
    value=lambda period: _memberships(period).values("person_id").distinct().count(),
    row_url=_open_group,
)
indicator(
    "groups.aged_60_plus",
    label=_("Memberships of people aged 60 or over"),
    unit="memberships",
    definition=_(
        "Memberships on the last day of people who are 60 or over on it. A birth known to the month counts from that "
        "month's first day, one known by a stated age from the year it implies."
    ),
    rows=_aged,
    columns=MEMBERSHIP_COLUMNS,
    row_url=_open_group,
)
indicator(
    "groups.aged_60_plus_share",
    label=_("Share aged 60 or over"),
    unit="share",
    definition=_("Memberships of people aged 60 or over, divided by all memberships."),
    rows=_aged,
    columns=MEMBERSHIP_COLUMNS,
    value=lambda period: share(_aged(period).count(), _memberships(period).count()),
    row_url=_open_group,
)
indicator(
    "groups.branches",
    label=_("Branches of the federation"),
    unit="branches",
    definition=_("Branches of the federation that are open on the last day."),
    rows=lambda period: branches_on(period.last, period.actor),
    columns=(Column("name", _("Branch"), sort="name"),),
    order="name",
)
indicator(
    "groups.who_what_where_known_share",
    label=_("Groups of which who, what and where are known"),
    unit="share",
    definition=_(
        "Groups with a responsible person, a roster, a category, a content, a venue and times on record, divided by "
        "all groups in the register on the last day. It opens to the groups of which something is still missing."
    ),
    rows=lambda period: with_knowns(_groups(period), on=period.last).filter(knows_all=False),
    columns=GROUP_COLUMNS,
    order="name",
    value=lambda period: share(
        with_knowns(_groups(period), on=period.last).filter(knows_all=True).count(), _groups(period).count()
    ),
    row_url=_open_group,
)
indicator(
    "groups.six_ones_done_share",
    label=_("Six ones done"),
    unit="share",
    definition=_(
        "Of the six ones (leader, flag, venue permit; each month a meeting, a training, a return) asked of the groups "
        "in the whole months of the period, the share done. An excused duty is left out. It opens to the groups of which "
        "something is missing in the last of these months."
    ),
    rows=lambda period: missing_in_month(
        Group.objects.visible_to(period.actor), place=period.actor.place, first=period.first, last=period.last
    ),
    columns=GROUP_COLUMNS,
    order="name",
    value=lambda period: _six_ones_share(period),
    row_url=_open_group,
)


def _six_ones_share(period: Period) -> float | None:
    counted = six_ones_tallies(
        Group.objects.visible_to(period.actor), place=period.actor.place, first=period.first, last=period.last
    )
    return share(sum(t.done for t in counted), sum(t.asked for t in counted))
