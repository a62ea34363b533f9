"""The inspection season: every organization's state at a glance, who was reminded when, what is missing or does not fit."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.addresses import row_addresses
from shuniu.kernel.attachments.keeping import attachments_among
from shuniu.kernel.dated import codes
from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.organizations import permissions
from shuniu.organizations.checking import FINDING, PAPERS, RULES
from shuniu.organizations.form import money
from shuniu.organizations.models import Inspection, InspectionCycle, PreCheck
from shuniu.organizations.models.inspection import Verdict
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import season_counts
from shuniu.organizations.workflow import INSPECTION, OPEN_INSPECTIONS

SHOWN = (  # what a row of the season tells
    "centre_id", "state", "due_on", "reminded_at", "answers", "checked_at", "received_on", "verdict",
    "organization__name", "organization__kind", "cycle__papers",
)  # fmt: skip


def years_of(actor) -> list[tuple[str, str]]:
    rows = InspectionCycle.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in rows]


class Season(ListPage):
    permission = permissions.SEE_SEASON
    title = _("Yearly inspection")
    order = "-pk"  # the newest inspection first
    template = "organizations/season.html"
    repeatable = True
    empty_text = _("No inspection is open. The director opens one with its last days.")
    columns = (
        Column("organization", _("Organization"), value=lambda i: i.organization.name),
        Column("kind", _("Kind"), value="kind_word"),
        Column("state", _("State"), value="state_shown", kind="tag", sort="state"),
        Column("due_on", _("Due on"), value="due_shown", kind="tag", export=lambda i: i.due_on),
        Column("reminded_at", _("Last reminded"), value=lambda i: i.reminded_at and moment(i.reminded_at)),
        Column("missing", _("Papers missing"), value="missing_shown"),
        Column("sums", _("Does not fit"), value="wrong_shown"),
        Column("received_on", _("Received")),
        Column("verdict", _("Result"), value="verdict_word"),
    )

    @cached_property
    def filters(self):
        return (
            Filter("year", _("Year inspected"), lambda rows, v, a: rows, choices=lambda a: self.years),
            Filter("q", _("Name"), lambda rows, v, a: rows.filter(organization__name__icontains=v), kind="text"),
            Filter("kind", _("Kind"), lambda rows, v, a: rows.filter(cycle__kind=v), choices=lambda a: Kind.choices),
            Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: INSPECTION.choices),
            Filter(
                "verdict", _("Result"), lambda rows, v, a: rows.filter(verdict=v), choices=lambda a: Verdict.choices
            ),
            Filter(
                "late",
                _("Overdue"),
                lambda rows, v, a: rows.filter(state__in=OPEN_INSPECTIONS, due_on__lt=a.today),
                kind="check",
            ),
        )

    @cached_property
    def years(self) -> list[tuple[str, str]]:
        return years_of(self.actor)

    @cached_property
    def year(self) -> int:
        """The year asked for, else the newest."""
        known = [year for year, _label in self.years]
        asked = self.request.GET.get("year", "")
        return int(asked if asked in known else known[0]) if known else 0

    def list_sentence(self) -> str:
        return gettext("The inspection of %(year)s.") % {"year": self.year} if self.year else ""

    def rows(self, actor):
        rows = Inspection.objects.visible_to(actor).filter(year=self.year)
        return rows.select_related("organization", "cycle").only(*SHOWN)

    def _question(self) -> tuple:
        return *super()._question(), self.year  # the newest year is the database's to say

    def extra(self) -> dict:
        mine = Inspection.objects.visible_to(self.actor).filter(year=self.year)
        counts = season_counts(mine)
        shown = [(state, counts.get(state.name, 0)) for state in INSPECTION.states]
        return {"year": self.year, "counts": shown, "may_remind": self.actor.may(permissions.REMIND)}

    def prepare(self, rows):
        papers, wrong = self._papers(rows), _wrong(rows, self.actor)
        states = {name: (state.kind, str(state.label)) for name, state in INSPECTION.by_state.items()}
        kinds, verdicts = _words(Kind), {**_words(Verdict), "": None}
        for row in rows:
            row.state_shown = states[row.state]
            row.kind_word, row.verdict_word = kinds[row.organization.kind], verdicts[row.verdict]
            row.due_shown = self._due(row)
            missing = [self.paper_names.get(p, p) for p in row.cycle.papers if p not in papers.get(row.pk, ())]
            row.missing_shown = "、".join(missing) or None if row.state in OPEN_INSPECTIONS[:3] else None
            row.wrong_shown = "、".join(str(RULES[rule]) for rule in wrong.get(row.pk, ())) or _sums(row)
        return rows

    @cached_property
    def paper_names(self) -> dict[str, str]:
        return {c.code: c.label for c in codes(PAPERS, place=self.actor.place, on=self.actor.today)}

    def _papers(self, rows) -> dict[int, set[str]]:
        return attachments_among(Inspection, [row.pk for row in rows], actor=self.actor)

    def _due(self, row) -> tuple[str, str] | None:
        if row.due_on is None or row.state not in OPEN_INSPECTIONS:
            return None
        late = row.due_on < self.actor.today
        text = gettext("overdue since %(day)s") % {"day": row.due_on} if late else row.due_on.isoformat()
        return ("late" if late else "due" if row.due_on == self.actor.today else "info", text)

    def row_url(self, row) -> str:
        return self.address(row.pk)

    @cached_property
    def address(self):
        return row_addresses("organizations:inspection")

    def actions(self):
        if self.actor.may(permissions.OPEN_CYCLE):
            yield {"label": _("Open an inspection"), "url": reverse("organizations:open_cycle"), "main": True}


def _wrong(rows, actor) -> dict[int, list[str]]:
    """Inspection → the rules that its newest pre-check found broken."""
    checks = PreCheck.objects.visible_to(actor).filter(inspection__in=[row.pk for row in rows])
    told = list(checks.order_by("pk").values_list("inspection_id", "rule", "outcome", "checked_at"))
    newest = {key: at for key, _rule, _outcome, at in told}
    found: dict[int, list[str]] = {}
    for key, rule, outcome, at in told:
        if outcome == FINDING and newest[key] == at:
            found.setdefault(key, []).append(rule)
    return found


def _words(choices) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _sums(row) -> str | None:
    """While it is being filled in: whether what is typed so far adds up."""
    names = ("opening_net", "income", "expense", "closing_net")
    told = [value for name in names if (value := money(row.answers.get(name))) is not None]
    if row.checked_at or len(told) < len(names):
        return None
    opening, income, expense, closing = told
    return None if opening + income - expense == closing else str(RULES["sums"])
