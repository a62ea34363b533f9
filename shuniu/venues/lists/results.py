"""How each group got its result: in its account, by letter, by telephone, or not yet."""

from __future__ import annotations

from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.venues import permissions
from shuniu.venues.models import Round, Telling
from shuniu.venues.results import ON_PAPER, to_be_told, told_to

WAYS = dict(Telling.How.choices)
REACHED = {
    "waits": (_("result to be told"), Q(ON_PAPER, how__isnull=True)),
    "account": (_("in its account"), Q(~ON_PAPER, how__isnull=True)),
    **{how: (label, Q(how=how)) for how, label in Telling.How.choices},
}


def reached(row) -> tuple[str, str]:
    """How the result reached a group, as a tag."""
    if row.how:
        return "ok", str(WAYS[row.how])
    if row.channel == row.Channel.PAPER or not row.has_account:
        return "due", str(REACHED["waits"][0])
    return "info", str(REACHED["account"][0])


class ResultCalls(ListPage):
    """Who applied on paper or has no account is told by letter or telephone; who told them stands beside it."""

    permission = permissions.TELL
    title = _("How the results reach the groups")
    sentence = _(
        "Who applied on paper or has no account gets a letter, or is called. Open a group to note how it got its result."
    )
    order = "group__name"
    empty_text = _("No group matches.")
    columns = (
        Column("group", _("Group"), value=lambda a: a.group.name, sort="group__name"),
        Column("channel", _("How it applied"), value=lambda a: a.get_channel_display()),
        Column("account", _("Has an account"), value=lambda a: _("yes") if a.has_account else _("no")),
        Column("reached", _("Told how"), value=reached, kind="tag"),
        Column("told_at", _("Noted on"), value=lambda a: moment(a.told_at) if a.told_at else None),
        Column("told_by", _("Noted by"), value=lambda a: a.told_by),
    )
    filters = (
        Filter("reached", _("Told how"), lambda rows, v, a: rows.filter(REACHED[v][1]),
               choices=lambda a: [(name, label) for name, (label, _q) in REACHED.items()]),
        Filter("q", _("Group"), lambda rows, v, a: rows.filter(group__name__icontains=v), kind="text"),
    )  # fmt: skip

    @cached_property
    def round(self) -> Round:
        rounds = Round.objects.visible_to(self.actor).filter(published_at__isnull=False)
        return self.find(rounds, pk=self.kwargs["pk"])

    def rows(self, actor):
        return told_to(self.round, actor).select_related("group")

    def list_title(self) -> str:
        return f"{self.title} · {self.round.title}"

    def row_url(self, row) -> str:
        return reverse("venues:result", args=[self.round.pk, row.group_id])

    def actions(self):
        waiting = to_be_told(self.round, self.actor).exists()
        url = reverse("venues:result_letters", args=[self.round.pk])
        if waiting:
            yield {"label": _("Print the letters still to be handed over"), "url": url, "main": True}
        yield {"label": _("To the round"), "url": reverse("venues:round", args=[self.round.pk]), "main": not waiting}
