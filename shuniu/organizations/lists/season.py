"""The inspection season: every organization's state at a glance, who was reminded when, what is missing or does not fit."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.addresses import row_addresses
from shuniu.kernel.attachments.keeping import attachments_among
from shuniu.kernel.dated import code_tables
from shuniu.kernel.environment import moment
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.prepared import again, prepared
from shuniu.kernel.witness import while_told_the_same
from shuniu.organizations import permissions
from shuniu.organizations.checking import FINDING, PAPERS, RULES
from shuniu.organizations.form import money
from shuniu.organizations.models import Inspection, PreCheck
from shuniu.organizations.models.inspection import BEARING, Verdict
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import CALLS, CHANNELS, channels_in, inspected_years, season_counts
from shuniu.organizations.reminders import last_reminder
from shuniu.organizations.workflow import INSPECTION, OPEN_INSPECTIONS

SHOWN = (  # what a row of the season tells
    "centre_id", "year", "state", "due_on", "reminded_at", "answers", "checked_at", "received_on", "verdict", "source",
    "organization__name", "organization__kind", "cycle__papers",
)  # fmt: skip


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
        Column("reminded_at", _("Last reminded"), value="reminded_shown", export=lambda i: i.reminded_said or None),
        Column("missing", _("Papers missing"), value="missing_shown"),
        Column("sums", _("Does not fit"), value="wrong_shown", kind="tag"),
        Column("received_on", _("Received")),
        Column("verdict", _("Result"), value="verdict_word"),
    )

    @cached_property
    def filters(self):
        return (
            Filter(
                "year",
                _("Year inspected"),
                lambda rows, v, a: rows,
                choices=lambda a: [(str(year), str(year)) for year in self.years],
                always=lambda a: str(self.year or ""),
            ),
            Filter(
                "q", _("Organization"), lambda rows, v, a: rows.filter(organization__name__icontains=v), kind="text"
            ),
            Filter("kind", _("Kind"), lambda rows, v, a: rows.filter(cycle__kind=v), choices=lambda a: Kind.choices),
            Filter("state", _("State"), lambda rows, v, a: rows.filter(state=v), choices=lambda a: INSPECTION.choices),
            Filter(
                "verdict",
                _("Result"),
                lambda rows, v, a: rows.filter(BEARING, verdict=v),  # what is only mirrored is on no list of results
                choices=lambda a: Verdict.choices,
            ),
            Filter(
                "late",
                _("Overdue"),
                lambda rows, v, a: rows.filter(state__in=OPEN_INSPECTIONS, due_on__lt=a.today),
                kind="check",
            ),
        )

    @cached_property
    def years(self) -> list[int]:
        """Of the inspections there are, the newest first."""
        return self._kept("years", lambda: inspected_years(self.actor))

    @cached_property
    def year(self) -> int:
        """The year asked for, else the newest."""
        asked = {str(year): year for year in self.years}.get(self.request.GET.get("year", ""))
        return asked or next(iter(self.years), 0)

    @cached_property
    def tally(self) -> dict[str, int]:
        """State, or CALLS → how many, of the year."""
        return dict(self._kept(("tally", self.year), lambda: season_counts(self.actor, year=self.year)))

    def _kept(self, what: Hashable, build: Callable[[], QuerySet]) -> list:
        question = (*self.asker(), what)
        return while_told_the_same(question, lambda: again(question, build), self.request.mark)

    def list_sentence(self) -> str:
        return gettext("The inspection of %(year)s.") % {"year": self.year} if self.year else ""

    def rows(self, actor):
        rows = Inspection.objects.visible_to(actor).filter(year=self.year)
        return rows.select_related("organization", "cycle").only(*SHOWN).annotate(reminder=last_reminder())

    def _question(self) -> tuple:
        return *super()._question(), self.year  # the newest year is the database's to say

    def told_besides(self) -> tuple:
        return *self.years, *self.tally.items()

    def counted(self, question: tuple | None) -> int:
        """The head has counted them, unless something narrows them further than to a state."""
        asked = {each.name for each in self.filters if self.request.GET.get(each.name)}
        if asked - {"year", "state"}:
            return super().counted(question)
        state = self.request.GET.get("state", "")
        return sum(
            self.tally.get(each, 0) for each in ([state] if state in INSPECTION.by_state else INSPECTION.by_state)
        )

    def extra(self) -> dict:
        shown = [(state, self.tally.get(state.name, 0)) for state in INSPECTION.states]
        may_remind = self.actor.may(permissions.REMIND)
        return {"year": self.year, "counts": shown, "may_remind": may_remind, "calls": self.tally.get(CALLS, 0)}

    def prepare(self, rows):
        papers, wrong, openings = attachments_among(rows), _wrong(rows), _openings(rows)
        tables = code_tables(PAPERS, CHANNELS, place=self.actor.place, on=self.actor.today)
        paper_names = {code.code: str(code) for code in tables[PAPERS]}
        channels = channels_in(tables[CHANNELS])
        states = {name: (state.kind, str(state.label)) for name, state in INSPECTION.by_state.items()}
        kinds, verdicts = _words(Kind), {**_words(Verdict), "": None}
        for row in rows:
            row.state_shown = states[row.state]
            row.kind_word, row.verdict_word = kinds[row.organization.kind], verdicts[row.verdict]
            if row.is_mirrored:
                row.verdict_word = gettext("%(result)s (as published)") % {"result": row.verdict_word}
            row.due_shown = self._due(row)
            day, how = _reminded(row, channels)
            row.reminded_said = " · ".join(filter(None, (day, how)))
            row.reminded_shown = format_html(TWO_LINES, day, how) if day else None
            missing = [paper_names.get(p, p) for p in row.cycle.papers if p not in papers.get(row.pk, ())]
            row.missing_shown = _missing(missing, row) if row.state in OPEN_INSPECTIONS[:3] else None
            unfit = "、".join(str(RULES[rule]) for rule in wrong.get(row.pk, ())) or _sums(row, openings)
            row.wrong_shown = ("due", unfit) if unfit else None
        return rows

    def _due(self, row) -> tuple[str, str] | None:
        if row.due_on is None or row.state not in OPEN_INSPECTIONS:
            return None
        late = row.due_on < self.actor.today
        day = format_html("<time>{}</time>", row.due_on.isoformat())  # in one line, whatever stands around it
        text = format_html(gettext("overdue since %(day)s").replace("%(day)s", "{}"), day) if late else day
        return ("late" if late else "due" if row.due_on == self.actor.today else "info", text)

    def row_url(self, row) -> str:
        return self.address(row.pk)

    @cached_property
    def address(self):
        return row_addresses("organizations:inspection")

    def actions(self):
        if self.actor.may(permissions.OPEN_CYCLE):
            yield {"label": _("Open an inspection"), "url": reverse("organizations:open_cycle"), "main": True}


TWO_LINES = '<time>{}</time><br><span class="beside">{}</span>'


def _missing(names: list[str], row) -> str | None:
    """Which papers are not here; where none is, how many are asked for, so that the few in between are seen."""
    if len(names) > 1 and len(names) == len(row.cycle.papers):
        return gettext("all %(count)s papers") % {"count": len(names)}
    return pgettext("between words", ", ").join(names) or None


def _reminded(row, channels: dict[str, str]) -> tuple[str, str]:
    """(when, by which channel and by whom); empty where nobody was."""
    if row.reminded_at is None:
        return "", ""
    told = row.reminder
    how = f"{channels.get(told['channel'], told['channel'])} · {told['name']}" if told else ""
    return moment(row.reminded_at)[:10], how


def _wrong(rows) -> dict[int, list[str]]:
    """Inspection → the rules that its newest pre-check found broken."""
    told = _checks(_centres(rows), [row.pk for row in rows])
    newest = {key: at for key, _rule, _outcome, at in told}
    found: dict[int, list[str]] = {}
    for key, rule, outcome, at in told:
        if outcome == FINDING and newest[key] == at:
            found.setdefault(key, []).append(rule)
    return found


@prepared
def _checks(centres: list[int], inspections: list[int]) -> QuerySet[PreCheck]:
    checks = PreCheck.objects.unscoped(because="of inspections that the list scoped")
    checks = checks.filter(centre_id__in=centres, inspection__in=inspections).order_by("pk")
    return checks.values_list("inspection_id", "rule", "outcome", "checked_at")


def _centres(rows) -> list[int]:
    return sorted({row.centre_id for row in rows})


def _words(choices) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


SUMMED = ("opening_net", "income", "expense", "closing_net")


def _openings(rows) -> dict[int, object]:
    """Organization → last year's closing, of the rows whose opening was not typed because it is carried."""
    lacking = [row for row in rows if not row.checked_at and row.answers and row.answers.get("opening_net") is None]
    if not lacking:
        return {}
    return dict(_closings(_centres(lacking), lacking[0].year - 1, [row.organization_id for row in lacking]))


@prepared
def _closings(centres: list[int], year: int, organizations: list[int]) -> QuerySet[Inspection]:
    before = Inspection.objects.unscoped(because="of organizations that the list scoped")
    before = before.filter(centre_id__in=centres, year=year, organization__in=organizations)
    return before.values_list("organization_id", "answers__closing_net")


def _sums(row, openings: dict[int, object]) -> str | None:
    """While it is being filled in: whether what is shown so far adds up."""
    shown = {"opening_net": openings.get(row.organization_id)} | {k: v for k, v in row.answers.items() if v is not None}
    told = [value for name in SUMMED if (value := money(shown.get(name))) is not None]
    if row.checked_at or len(told) < len(SUMMED):
        return None
    opening, income, expense, closing = told
    return None if opening + income - expense == closing else str(RULES["sums"])
