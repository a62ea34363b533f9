"""Teams, posts, hours, and what waits at the station, as lists."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.volunteers import permissions
from shuniu.volunteers.figures import doubtful_between
from shuniu.volunteers.hours_shown import shown_entries
from shuniu.volunteers.judgement import RULES, rule_said, said
from shuniu.volunteers.lists.volunteers import choices_of, named
from shuniu.volunteers.models import Decision, HourClaim, HourEntry, Objection, Post, ServicePoint, Team, Volunteer
from shuniu.volunteers.roster import shortages
from shuniu.volunteers.words import hours_of
from shuniu.volunteers.workflow import OBJECTION

STATES: dict[str, str] = {"waiting": "due", "seconded": "ok", "refused": "muted"}

OUTCOMES: dict[str, str] = {
    "accepted": "ok",
    "refused": "muted",
    "doubtful": "late",
    "fine": "ok",
    "too_little": "info",
}


def points(actor):
    return ServicePoint.objects.visible_to(actor).order_by("name").values_list("pk", "name")


AT_POINT = Filter("point", _("Service point"), lambda rows, v, a: rows.filter(service_point_id=v), choices=points)


class TeamList(ListPage):
    permission = permissions.VIEW
    title = _("Teams")
    order = "name"
    empty_text = _("No team matches.")
    columns = (
        Column("name", _("Team"), sort="name"),
        Column("members", _("Volunteers"), value="counted", kind="number"),
        Column("leader", _("Leader"), value=lambda t: t.leader.person.name if t.leader else None),
        Column("social_worker", _("Leading social worker")),
        Column("place", _("At home in"), value=lambda t: t.place.label),
        Column("founded_on", _("Founded on"), sort="founded_on"),
    )
    filters = (
        Filter("q", _("Name of the team"), lambda rows, v, a: rows.filter(name__icontains=v), kind="text"),
        Filter(
            "service",
            _("Service type"),
            lambda rows, v, a: rows.filter(service=v),
            choices=choices_of("volunteers.service"),
        ),
        Filter("closed", _("With closed teams"), lambda rows, v, a: rows, kind="check"),
    )

    def rows(self, actor):
        members = Count("memberships", filter=Q(memberships__until__isnull=True))
        return Team.objects.visible_to(actor).select_related("leader__person", "place").annotate(counted=members)

    def narrowed(self, rows):
        rows = super().narrowed(rows)
        return rows if self.request.GET.get("closed") else rows.filter(closed_on__isnull=True)

    def row_url(self, row) -> str:
        return reverse("volunteers:team", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.ARRANGE_TEAMS):
            yield {"label": _("Found a team"), "url": reverse("volunteers:new_team"), "main": True}


class PostList(ListPage):
    permission = permissions.VIEW
    title = _("Posts")
    order = "title"
    empty_text = _("No post matches.")
    columns = (
        Column("title", _("Post"), sort="title"),
        Column("point", _("Service point"), value=lambda p: p.service_point.name),
        Column("team", _("Team"), value=lambda p: p.team.name if p.team else None),
        Column("risk", _("Risk"), value=lambda p: p.get_risk_display()),
        Column("wanted", _("Volunteers a shift"), kind="number"),
        Column("lacking", _("Lacking, next 14 days"), value="lacking", kind="number"),
    )
    filters = (
        Filter("q", _("Title"), lambda rows, v, a: rows.filter(title__icontains=v), kind="text"),
        AT_POINT,
    )

    def rows(self, actor):
        open_now = Q(closed_on__isnull=True) | Q(closed_on__gte=actor.today)
        return Post.objects.visible_to(actor).filter(open_now).select_related("service_point", "team")

    def prepare(self, rows):
        short = shortages(self.actor, days=14)
        for row in rows:
            row.lacking = sum(shift.lacking for shift in short if shift.post_id == row.pk)
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:post", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.ARRANGE_SHIFTS):
            yield {"label": _("Open a service point"), "url": reverse("volunteers:new_point"), "main": False}
            yield {"label": _("Open a post"), "url": reverse("volunteers:new_post"), "main": True}


class HourList(ListPage):
    """The ledger, newest first, each line with its provenance."""

    permission = permissions.VIEW
    title = _("Hours")
    order = "-day"
    empty_text = _("No hours match.")
    columns = (
        Column("day", _("Day"), sort="day"),
        Column(
            "name",
            _("Volunteer"),
            value=lambda e: f"{e.volunteer.person.name} {e.volunteer.number}",
            export=lambda e: e.volunteer.person.name,
        ),
        Column("number", _("Volunteer number"), value=lambda e: e.volunteer.number, on_page=False),
        Column("point", _("Service point"), value=lambda e: e.service_point.name),
        Column("hours", _("Hours"), value="hours_shown", kind="number"),
        Column(
            "source",
            _("Where it comes from"),
            value=lambda e: f"{e.get_channel_display()} · {e.keyed_by} · {day_of(e.keyed_at)}",
            export=False,
        ),
        Column("channel", _("Channel"), value=lambda e: e.get_channel_display(), on_page=False),
        Column("keyed_by", _("Keyed in by"), on_page=False),
        Column("keyed", _("Keyed in"), value=lambda e: day_of(e.keyed_at), on_page=False),
        Column("state", _("State"), value="state_shown", kind="tag"),
        Column("why", _("Why it is doubtful"), value="why"),
    )
    filters = (
        Filter(
            "q", _("Name, pinyin initials or volunteer number"), lambda rows, v, a: of_named(rows, v, a), kind="text"
        ),
        AT_POINT,
        DateFilter("day", _("Day"), "day"),
        Filter(
            "channel",
            _("Channel"),
            lambda rows, v, a: rows.filter(channel=v),
            choices=lambda a: HourEntry._meta.get_field("channel").choices,
        ),
        Filter("doubtful", _("Doubtful only"), lambda rows, v, a: only_doubtful(rows, a), kind="check"),
    )

    def rows(self, actor):
        return HourEntry.objects.visible_to(actor).select_related("volunteer__person", "service_point")

    def prepare(self, rows):
        for row in shown_entries(rows):
            open_doubts = [] if row.is_gone else [doubt.said for doubt in row.doubts if doubt.settled_at is None]
            doubtful, row.why = bool(open_doubts), " ".join(open_doubts) or None
            kind = "late" if doubtful else "muted" if row.is_gone else "ok"
            word = _("doubtful") if doubtful else _("replaced") if row.is_gone else row.get_kind_display()
            row.state_shown = (kind, word)
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:entry", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.KEY_HOURS):
            yield {"label": _("Key in from paper"), "url": reverse("volunteers:key_hours"), "main": True}


def of_named(rows, text: str, actor):
    return rows.filter(volunteer__in=named(Volunteer.objects.visible_to(actor), text, actor).values("pk"))


def only_doubtful(rows, actor):
    long_ago = actor.today - timedelta(days=36_500)
    return rows.filter(pk__in=doubtful_between(long_ago, actor.today + timedelta(days=1), actor).values("pk"))


class ClaimList(ListPage):
    permission = permissions.SECOND_HOURS
    title = _("Hours to be seconded")
    sentence = _("Long hours, and hours keyed in by the volunteers themselves: another person says that it was so.")
    order = "-pk"
    empty_text = _("Nothing waits for a second hand.")
    columns = (
        Column("day", _("Day"), sort="day"),
        Column("name", _("Volunteer"), value=lambda c: c.volunteer.person.name),
        Column("point", _("Service point"), value=lambda c: c.service_point.name),
        Column("hours", _("Hours"), value=lambda c: hours_of(c.minutes), kind="number"),
        Column("keyed_by", _("Keyed in by")),
        Column("state", _("State"), value=lambda c: (STATES[c.state], c.get_state_display()), kind="tag"),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: HourClaim.State.choices),
    )

    def rows(self, actor):
        return HourClaim.objects.visible_to(actor).select_related("volunteer__person", "service_point")

    def row_url(self, row) -> str:
        return reverse("volunteers:claim", args=[row.pk])


class ObjectionList(ListPage):
    permission = permissions.DECIDE_OBJECTION
    title = _("Objections to hours")
    order = "-pk"
    empty_text = _("Nobody objects.")
    columns = (
        Column("raised", _("Raised on"), value=lambda o: day_of(o.raised_at)),
        Column("name", _("Volunteer"), value=lambda o: o.volunteer.person.name),
        Column("day", _("Hours of"), value=lambda o: o.about.day),
        Column("says", _("What is wrong")),
        Column("due_on", _("Due on")),
        Column("state", _("State"), value="state_shown", kind="tag"),
    )
    filters = (
        Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: OBJECTION.choices),
    )

    def rows(self, actor):
        return Objection.objects.visible_to(actor).select_related("volunteer__person", "entry", "claim")

    def prepare(self, rows):
        for row in rows:
            state = OBJECTION.by_state[row.state]
            row.state_shown = (state.kind, state.label)
        return rows

    def row_url(self, row) -> str:
        return reverse("volunteers:objection", args=[row.pk])


class JudgementList(ListPage):
    """What the rules said: accepted, refused, doubtful, too little data; each with its sentence and numbers."""

    permission = permissions.VIEW
    title = _("Judgements")
    sentence = _("What the rules found, with the numbers of that moment. A person decides beside them.")
    order = "-pk"
    empty_text = _("No judgement matches.")
    columns = (
        Column("at", _("When"), value=lambda d: day_of(d.at)),
        Column("rule", _("Rule"), value=lambda d: f"{rule_said(d)} {d.version}"),
        Column("who", _("Volunteer"), value=lambda d: d.volunteer.person.name if d.volunteer else None),
        Column("sentence", _("Reason"), value=said),
        Column("outcome", _("Outcome"), value=lambda d: (OUTCOMES[d.outcome], d.get_outcome_display()), kind="tag"),
        Column("settled", _("What a person found"), value=lambda d: d.settled or None),
    )
    filters = (
        Filter(
            "rule",
            _("Rule"),
            lambda rows, v, a: rows.filter(rule=v),
            choices=lambda a: RULES.items(),
        ),
        Filter(
            "outcome",
            _("Outcome"),
            lambda rows, v, a: rows.filter(outcome=v),
            choices=lambda a: Decision.Outcome.choices,
        ),
        Filter("open", _("Not looked into yet"), lambda rows, v, a: rows.filter(settled_at__isnull=True), kind="check"),
    )

    def rows(self, actor):
        return Decision.objects.visible_to(actor).select_related("volunteer__person")

    def row_url(self, row) -> str:
        return reverse("volunteers:judgement", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.ARRANGE_SHIFTS):
            yield {"label": _("Refused check-ins"), "url": reverse("volunteers:refused_check_ins"), "main": False}
