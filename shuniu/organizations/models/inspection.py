from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.workflow import Worked

from .organization import Kind, OfOrganization

# What a report may pass between its organization and the result, in order. Which of them, a cycle says itself.
PASSES = ("pre_checked", "with_supervisor", "with_registry")


def every_pass() -> list[str]:
    return list(PASSES)


class InspectionCycle(CentreRow):
    """The yearly inspection of one registry, kind and year: its window, its steps with their last days, and its papers.

    The rules of a place propose them (`organizations.inspection.steps`, `.window`, `.papers`), dated as all rules are; once
    a cycle is open it keeps its own, whatever the rules say next year.
    """

    registry = models.CharField(_("registry"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField(_("year inspected"))
    opens_on = models.DateField(_("opens on"))
    steps = models.JSONField(_("steps"), default=every_pass)  # of PASSES; the registry is always among them
    hand_in_by = models.DateField(_("to the centre by"), null=True, blank=True)  # where it is pre-checked by a day
    supervisor_by = models.DateField(_("to the supervisor by"), null=True, blank=True)  # where a supervisor signs
    registry_by = models.DateField(_("to the registry by"))
    papers = models.JSONField(_("papers"), default=list)  # codes of the table organizations.paper

    class Meta:
        verbose_name = _("inspection cycle")
        verbose_name_plural = _("inspection cycles")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year", "kind", "registry"],
                name="inspection_cycle_once",
                violation_error_message=_("This inspection is open already."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("registry_by"))
                & (Q(hand_in_by__isnull=True) | Q(hand_in_by__range=(F("opens_on"), F("registry_by"))))
                & (Q(supervisor_by__isnull=True) | Q(supervisor_by__range=(F("opens_on"), F("registry_by"))))
                & (Q(hand_in_by__isnull=True) | Q(supervisor_by__isnull=True) | Q(hand_in_by__lte=F("supervisor_by"))),
                name="inspection_days_in_order",
                violation_error_message=_("An inspection opens, goes to the supervisor, then to the registry."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} · {self.get_kind_display()}"

    def limit_of(self, state: str):
        """The last day to come to a state of `PASSES`; None where none is set."""
        return {
            "pre_checked": self.hand_in_by, "with_supervisor": self.supervisor_by, "with_registry": self.registry_by,
        }[state]  # fmt: skip


class Verdict(models.TextChoices):
    PASS = "pass", _("pass")
    BASIC = "basic", _("basic pass")
    FAIL = "fail", _("fail")


class Inspection(Worked, OfOrganization):
    """One organization's inspection of one year: period, due, received, result, as the registry's public record has it."""

    cycle = models.ForeignKey(InspectionCycle, models.PROTECT, related_name="inspections", db_index=False)
    year = models.PositiveSmallIntegerField(_("year inspected"))  # the cycle's; the season page finds rows by it
    reminded_at = models.DateTimeField(_("last reminded"), null=True, blank=True)
    answers = models.JSONField(_("answers"), default=dict)  # question → answer, only what the register does not know
    declared_by = models.CharField(_("declared true by"), max_length=60, blank=True)
    declaration = models.ForeignKey(  # the report as it was declared or handed in, until something is changed
        "organizations.Declaration", models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(_("pre-checked at"), null=True, blank=True)
    anyway_because = models.CharField(_("sent on anyway because"), max_length=300, blank=True)
    supervisor_opinion = models.CharField(_("supervisor's opinion"), max_length=300, blank=True)
    received_on = models.DateField(_("received by the registry"), null=True, blank=True)
    verdict = models.CharField(_("result"), max_length=5, choices=Verdict.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    published_at = models.CharField(_("published where"), max_length=120, blank=True)
    # A result of before the program's time is mirrored from what was published, and bears on nobody (`bears`)
    source = models.CharField(_("as published by"), max_length=120, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    # A fail is noted after the organization was told and could reply; it is to be put right, or somebody says why not
    told_on = models.DateField(_("the organization was told on"), null=True, blank=True)
    reply = models.CharField(_("the organization's reply"), max_length=500, blank=True)
    not_to_rectify_because = models.CharField(_("nothing to put right because"), max_length=300, blank=True)
    rectify_by = models.DateField(_("put right by"), null=True, blank=True)
    rectified_on = models.DateField(_("put right on"), null=True, blank=True)

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization", "year"],
                name="one_inspection_a_year",
                violation_error_message=_("This year's inspection is on record already."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_on__isnull=True) | ~Q(verdict="") & Q(decided_on__isnull=False),
                name="verdict_comes_with_its_day",
                violation_error_message=_("A result comes with the day it was decided."),
            ),
            models.CheckConstraint(
                condition=Q(source="", published_on__isnull=True)
                | ~Q(source="") & ~Q(verdict="") & Q(published_on__isnull=False),
                name="mirrored_result_names_its_source",
                violation_error_message=_("A past result names who published it and on which day."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "year", "id"], name="inspections_of_season"),
            models.Index(fields=["centre", "year", "state", "due_on"], name="inspections_by_state"),
            models.Index(fields=["centre", "cycle"], name="inspections_of_cycle"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.year}"

    @property
    def way(self) -> list[str]:
        """What this report passes: the cycle's steps, without the supervisor where the organization has none that signs."""
        signs = self.organization.supervisor_signs
        return [each for each in PASSES if each in self.cycle.steps and (signs or each != "with_supervisor")]

    @property
    def next_pass(self) -> str | None:
        """Where it goes next on its way; None where the registry has it, or it is decided."""
        way = self.way
        if self.state not in PASSES:
            return way[0] if self.state in ("due", "reminded") else None
        return next((each for each in way if PASSES.index(each) > PASSES.index(self.state)), None)

    def limit_from(self, state: str):
        """The last day for what follows a state (`due`, or one of `PASSES`): the first that the cycle sets."""
        coming = [each for each in self.way if state not in PASSES or PASSES.index(each) > PASSES.index(state)]
        days = (self.cycle.limit_of(each) for each in coming)
        return next((day for day in days if day), self.cycle.registry_by)

    @property
    def was_on_time(self) -> bool | None:
        """None while it has not come in."""
        return None if self.received_on is None else self.received_on <= self.cycle.registry_by

    @property
    def is_mirrored(self) -> bool:
        return self.source != ""

    @property
    def bears(self) -> bool:
        """Whether anything may follow from it here: the same judgement as `BEARING`."""
        return not self.is_mirrored and (self.verdict != Verdict.FAIL or self.told_on is not None)


class Declaration(OfOrganization):
    """The report as it was declared true, or handed in without a statement: every answer and the cover of that day.

    A ledger: rows are only added. Its paper, and the reports of later years, read it and never the register of today.
    """

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="declarations", db_index=False)
    declared_on = models.DateField(_("declared true on"))
    declared_by = models.CharField(_("declared true by"), max_length=60, blank=True)
    answers = models.JSONField(_("answers"), default=dict)  # question → answer, those that were emptied as well
    cover = models.JSONField(default=dict)  # name, code, certificate_number, kind

    class Meta:
        verbose_name = _("declared report")
        verbose_name_plural = _("declared reports")
        indexes = [models.Index(fields=["centre", "inspection"], name="declarations_of_inspection")]


# A fail bears on an organization only after it was told and could reply; what is only mirrored bears on none.
BEARING = Q(source="") & (~Q(verdict=Verdict.FAIL) | Q(told_on__isnull=False))


class InspectionReminder(OfOrganization):
    """Who was reminded of what, when, by which channel. A ledger: rows are only added."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="reminders", db_index=False)
    reminded_at = models.DateTimeField(_("reminded at"))
    channel = models.CharField(_("channel"), max_length=20)
    reminded_by = models.CharField(_("reminded by"), max_length=80)

    class Meta:
        verbose_name = _("inspection reminder")
        verbose_name_plural = _("inspection reminders")
        indexes = [models.Index(fields=["centre", "inspection"], name="reminders_of_inspection")]


class ReminderCall(OfOrganization):
    """A reminder that reaches no account: somebody is called, or handed a letter. Open until told."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="calls", db_index=False)
    asked_at = models.DateTimeField(_("to be told since"))
    asked_by = models.CharField(_("asked by"), max_length=80)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_by = models.CharField(_("told by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "inspection"],
                condition=Q(told_at__isnull=True),
                name="one_open_call_an_inspection",
                violation_error_message=_("This organization is on the call list already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.inspection)


class CallAttempt(OfOrganization):
    """Who tried to tell an organization, when, by which channel, and what came of it. A ledger: rows are only added."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached")
        NOT_REACHED = "not_reached", _("not reached")
        LETTER = "letter", _("letter handed over")

    call = models.ForeignKey(ReminderCall, models.PROTECT, related_name="attempts", db_index=False)
    contact = models.ForeignKey(
        "organizations.Contact", models.PROTECT, null=True, related_name="+", db_index=False
    )  # null: nobody is named, whoever was there
    channel = models.CharField(_("channel"), max_length=20)  # code of organizations.reminder_channel
    outcome = models.CharField(_("what came of it"), max_length=11, choices=Outcome.choices)
    tried_at = models.DateTimeField(_("tried at"))
    tried_by = models.CharField(_("tried by"), max_length=80)

    class Meta:
        verbose_name = _("attempt to call")
        verbose_name_plural = _("attempts to call")
        indexes = [models.Index(fields=["centre", "call"], name="attempts_of_call")]


class PreCheck(OfOrganization):
    """What the program found in an inspection before it goes on: rule and version, outcome, sentence, numbers.

    A ledger: every check is a row of its own, and a person decides beside it.
    """

    class Outcome(models.TextChoices):
        FITS = "fits", _("fits")
        FINDING = "finding", _("does not fit")
        UNKNOWN = "unknown", _("too little data")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="checks", db_index=False)
    rule = models.CharField(_("rule"), max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    facts = models.JSONField(default=dict)  # the numbers at that moment; the sentence is told from them
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("pre-check")
        verbose_name_plural = _("pre-checks")
        indexes = [models.Index(fields=["centre", "inspection", "-id"], name="checks_of_inspection")]
