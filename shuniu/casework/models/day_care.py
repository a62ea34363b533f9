from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField


class DayCareRoom(CentreRow):
    """A room where old people spend the day."""

    name = models.CharField(_("room"), max_length=60)
    address = models.CharField(_("where"), max_length=100, blank=True)
    places = models.PositiveSmallIntegerField(pgettext_lazy("in a room", "places"))
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("day care room")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"], name="day_care_room_once", violation_error_message=_("This name is taken.")
            ),
            models.CheckConstraint(
                condition=Q(places__gt=0),
                name="day_care_room_has_places",
                violation_error_message=_("A room has at least one place."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Enrolment(CentreRow):
    """Somebody's place in a room, by agreement, with whom to call."""

    room = models.ForeignKey(DayCareRoom, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    agreement_number = models.CharField(_("agreement number"), max_length=30)
    agreed_on = models.DateField(_("agreement of"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)  # the first day without the place
    emergency_name = SealedField(_("whom to call"), purpose="casework.enrolment.emergency_name", null=True, blank=True)
    emergency_phone = SealedField(_("their phone"), purpose="casework.enrolment.emergency_phone", null=True, blank=True)
    care_note = SealedField(
        _("what the carers must know"), purpose="casework.enrolment.care_note", null=True, blank=True
    )
    forgotten_on = models.DateField(_("personal data deleted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("place in day care")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "person"],
                condition=Q(until__isnull=True),
                name="one_day_care_place_a_person",
                violation_error_message=_("This person has a place already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="enrolment_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["centre", "room", "since"], name="enrolment_of_room")]


class Waiting(CentreRow):
    """Somebody who waits for a place, and why they stand where they stand."""

    class Leaving(models.TextChoices):
        PLACE = "place", _("was given a place")
        ELSEWHERE = "elsewhere", _("goes somewhere else")
        HOME = "home", _("stays at home")
        MOVED = "moved", _("moved away")
        UNREACHED = "unreached", _("could not be reached")
        OTHER = "other", _("another reason")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    priority = models.CharField(_("reason for the order"), max_length=30)  # codes: casework.day_care.priority
    rank = models.PositiveSmallIntegerField()  # of that reason when it was written down: the smaller is first
    asked_on = models.DateField(_("asked on"))
    left_on = models.DateField(_("left the list on"), null=True, blank=True)
    left_because = models.CharField(_("left the list because"), max_length=10, choices=Leaving.choices, blank=True)

    class Meta:
        verbose_name = _("waiting for day care")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "person"],
                condition=Q(left_on__isnull=True),
                name="waits_for_day_care_once",
                violation_error_message=_("This person is on the list already."),
            )
        ]
        indexes = [models.Index(fields=["centre", "rank", "asked_on", "id"], name="day_care_queue")]


class Attendance(CentreRow):
    """A day somebody came, and whether they ate there. A tap too many is taken back by another."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="days")
    day = models.DateField()
    here = models.BooleanField(default=True)
    meal = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("day in day care")
        constraints = [
            models.UniqueConstraint(fields=["centre", "day", "enrolment"], name="attendance_once_a_day"),
            models.CheckConstraint(
                condition=Q(here=True) | Q(meal=False),
                name="who_is_away_eats_elsewhere",
                violation_error_message=_("Who is not here is given no meal."),
            ),
        ]


class Incident(CentreRow):
    """Something that went wrong in a room; the database refuses to change it."""

    room = models.ForeignKey(DayCareRoom, models.PROTECT, related_name="incidents")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField(_("happened on"))
    text = SealedField(purpose="casework.incident.text", null=True, blank=True)  # emptied only where forgotten
    done = models.CharField(_("what was done"), max_length=200)
    family_told = models.BooleanField(_("the family was told"), default=False)
    written_by = models.CharField(max_length=80)
    forgotten_on = models.DateField(_("personal data deleted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("incident")
        indexes = [models.Index(fields=["centre", "room", "-id"], name="incident_of_room")]
