"""Outreach patrols (外展巡视): a sheet a patrol, and what is met on the street, without names and for a short time."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField
from shuniu.kernel.workflow import Worked

from .volunteer import OfVolunteer, Volunteer


class PatrolRoute(CentreRow):
    """A stretch of streets that volunteers walk."""

    name = models.CharField(_("name"), max_length=40)
    stretch = models.CharField(_("streets, in the order they are walked"), max_length=300)
    walked = models.CharField(_("usually walked"), max_length=60, blank=True)
    service_point = models.ForeignKey(
        "volunteers.ServicePoint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("sets out from"),
    )
    opened_on = models.DateField(_("walked from"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("patrol route")
        verbose_name_plural = _("patrol routes")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"],
                name="patrol_route_name_once",
                violation_error_message=_("There is a route of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="patrol_route_period",
                violation_error_message=_("A route cannot close before it was opened."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        return rows


class Patrol(CentreRow):
    """One patrol: who walked which route when, and how many leaflets went out. Its encounters are kept apart."""

    route = models.ForeignKey(PatrolRoute, models.PROTECT, related_name="patrols", db_index=False)
    team = models.ForeignKey("volunteers.Team", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    leaflets = models.PositiveSmallIntegerField(_("leaflets given out"), default=0)
    note = models.CharField(_("about the route, not about people"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=80)
    via = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("patrol")
        verbose_name_plural = _("patrols")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "route", "day", "starts"],
                name="patrol_once",
                violation_error_message=_("The sheet of this patrol is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="patrol_times",
                violation_error_message=_("A patrol ends after it began, on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(leaflets__lte=2000),
                name="patrol_leaflets",
                violation_error_message=_("More leaflets than anybody carries: please check the number."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "day", "id"], name="patrols_by_day")]

    @classmethod
    def narrow(cls, rows, actor):
        """A volunteer sees the patrols walked together with others."""
        if actor.subject is None or actor.subject[0] != "volunteers.volunteer":
            return rows.none()
        return rows.filter(members__volunteer_id=actor.subject[1])


class PatrolMember(OfVolunteer):
    """A volunteer on a patrol: one person-time."""

    patrol = models.ForeignKey(Patrol, models.PROTECT, related_name="members", db_index=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="patrols", db_index=False)

    class Meta:
        verbose_name = _("volunteer on a patrol")
        verbose_name_plural = _("volunteers on patrols")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "patrol", "volunteer"],
                name="patrol_member_once",
                violation_error_message=_("A volunteer walks a patrol once."),
            )
        ]
        indexes = [models.Index(fields=["centre", "volunteer", "patrol"], name="patrols_of_volunteer")]


class OfPatrol(CentreRow):
    patrol = models.ForeignKey(Patrol, models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        """Whoever walked a patrol sees it; nobody else on a phone does."""
        return rows.filter(patrol__in=Patrol.objects.visible_to(actor).values("pk"))


class Encounter(OfPatrol):
    """Somebody met on the street. Nothing here tells one person from another, unless a name was offered.

    No photo, no identity, no count of how often: two encounters are never joined. It is deleted on `delete_on`.
    """

    class Wish(models.TextChoices):
        WILLING = "willing", _("willing")
        UNWILLING = "unwilling", _("not willing")
        SILENT = "silent", _("no answer")

    at = models.TimeField(_("time"))
    place = models.CharField(_("street"), max_length=100)
    situation = models.CharField(_("situation"), max_length=30)  # code table patrols.situation
    actions = models.JSONField(_("what was done"), default=list)  # codes of table patrols.action
    leaflet = models.BooleanField(_("took a leaflet"), default=False)
    wish = models.CharField(_("own wish to be helped"), max_length=10, choices=Wish.choices)
    is_minor = models.BooleanField(_("a minor"), default=False)
    first_aid_at = models.TimeField(_("emergency called at"), null=True, blank=True)
    offered_name = SealedField(
        purpose="volunteers.encounter.offered_name", null=True, blank=True, verbose_name=_("name, where offered")
    )
    delete_on = models.DateField(_("deleted on"))

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        constraints = [
            models.CheckConstraint(
                condition=~Q(place=""),
                name="encounter_has_its_street",
                violation_error_message=_("Write the street; never a home."),
            )
        ]
        indexes = [
            models.Index(fields=["centre", "patrol", "id"], name="encounters_of_patrol"),
            models.Index(fields=["centre", "delete_on"], name="encounters_to_delete"),
        ]


class HandOver(CentreRow):
    """Somebody who was willing was brought to the rescue station, a hospital or the police: to whom, when, by whom."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="handovers", db_index=False)
    receiver = models.CharField(_("handed over to"), max_length=30)  # code table patrols.receiver
    received_by = models.CharField(_("received by"), max_length=40, blank=True)
    at = models.TimeField(_("time"))
    by_whom = models.CharField(_("handed over by"), max_length=80)
    follow_up = models.CharField(_("what came of it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "encounter"],
                name="one_hand_over_an_encounter",
                violation_error_message=_("This hand-over is recorded already."),
            )
        ]

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(encounter__in=Encounter.objects.visible_to(actor).values("pk"))


class PatrolFigures(OfPatrol):
    """What remains of the encounters of a patrol once they are deleted: numbers. Written by that deletion alone."""

    met = models.PositiveSmallIntegerField(_("people met"))
    willing = models.PositiveSmallIntegerField(_("willing"))
    handovers = models.PositiveSmallIntegerField(_("hand-overs"))
    emergencies = models.PositiveSmallIntegerField(_("emergency calls"))

    class Meta:
        verbose_name = _("figures of a patrol")
        verbose_name_plural = _("figures of patrols")
        constraints = [
            models.UniqueConstraint(fields=["centre", "patrol"], name="patrol_figures_once"),
            models.CheckConstraint(
                condition=Q(handovers__lte=F("met")) & Q(willing__lte=F("met")) & Q(emergencies__lte=F("met")),
                name="patrol_figures_fit",
                violation_error_message=_("More were handed over than were met."),
            ),
        ]


class MinorReport(OfPatrol, Worked):
    """A minor in danger (未成年人保护法 §11): written at once, passed on at once, closed by a named person.

    It needs no sheet: it may come from the street or in a call, and is tied to the patrol once there is one.
    """

    class Channel(models.TextChoices):
        SHEET = "sheet", pgettext_lazy("report of a minor", "with the patrol sheet")
        PHONE = "phone", pgettext_lazy("report of a minor", "on the own phone")
        CALL = "call", pgettext_lazy("report of a minor", "in a telephone call")
        DESK = "desk", pgettext_lazy("report of a minor", "at the desk")

    patrol = models.ForeignKey(
        Patrol, models.PROTECT, null=True, blank=True, related_name="minorreports", db_index=False
    )
    encounter = models.ForeignKey(
        Encounter, models.SET_NULL, null=True, blank=True, related_name="minor_reports", db_index=False
    )
    danger = models.CharField(_("danger"), max_length=30)  # code table patrols.danger
    place = models.CharField(_("street"), max_length=100)
    seen_at = models.DateTimeField(_("seen at"))
    reported_at = models.DateTimeField(_("written at"))
    reported_by = models.CharField(_("written by"), max_length=80)
    channel = models.CharField(_("how it came"), max_length=10, choices=Channel.choices, default=Channel.SHEET)
    called_by = models.CharField(_("number of the volunteer who called"), max_length=30, blank=True)
    told = models.CharField(_("told to"), max_length=30, blank=True)  # code table patrols.authority
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_by = models.CharField(_("told by"), max_length=80, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True)
    delete_on = models.DateField(_("deleted on"))

    class Meta:
        verbose_name = _("report of a minor in danger")
        verbose_name_plural = _("reports of minors in danger")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(told_at__isnull=False) & ~Q(told=""),
                name="a_minor_in_danger_is_reported",
                violation_error_message=_("Say which authority was told, and when."),
            )
        ]
        indexes = [models.Index(fields=["centre", "state", "id"], name="minor_reports_open")]
