"""Places and the spaces inside them, with their hours."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)

EVER = date(2000, 1, 1)  # hours that have held since a venue was entered


class ForAll(CentreRow):
    """A row that whoever belongs to the centre may see: which rooms there are is no secret."""

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        return rows


class Ending(ForAll):
    """Something that is given up on a day, with the reason that groups read."""

    closed_on = models.DateField(_("given up on"), null=True, blank=True)
    closed_because = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    def given_up_on(self, day) -> bool:
        """Whether it cannot be used on a day any more."""
        return self.closed_on is not None and self.closed_on <= day


class Venue(Ending):
    """A place that groups use: a house of the centre, an organization's that offers it, a park."""

    class Owner(models.TextChoices):
        CENTRE = "centre", _("the centre")
        ORGANIZATION = "organization", _("an organization that offers it")
        PARK = "park", _("a park or square")

    class Holidays(models.TextChoices):
        OPEN = "open", _("open as on the weekday")
        SUNDAY = "sunday", _("open as on a Sunday")
        CLOSED = "closed", pgettext_lazy("venue", "closed")

    name = models.CharField(_("name"), max_length=60)
    owner = models.CharField(_("owner"), max_length=12, choices=Owner.choices)
    owner_name = models.CharField(_("owner's name"), max_length=80, blank=True)
    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("organization"),
    )  # fmt: skip
    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", verbose_name=_("residents' committee"))
    address = models.CharField(_("address"), max_length=120, blank=True)
    outdoors = models.BooleanField(_("outdoors"), default=False)
    grain = models.PositiveSmallIntegerField(_("smallest piece of time, in minutes"), default=30)
    on_holidays = models.CharField(_("on holidays"), max_length=8, choices=Holidays.choices, default=Holidays.OPEN)
    decibels = models.PositiveSmallIntegerField(_("loudest sound allowed, in decibels"), null=True, blank=True)
    loud_from = models.TimeField(_("amplified sound from"), null=True, blank=True)
    loud_until = models.TimeField(_("amplified sound until"), null=True, blank=True)
    fire_certificate_until = models.DateField(_("fire certificate valid until"), null=True, blank=True)
    key_holder = models.CharField(_("where the key is"), max_length=60, blank=True)
    key_phone = SealedField(purpose="venues.venue.key_phone", null=True, blank=True)
    terms = models.CharField(_("terms"), max_length=300, blank=True)
    offered_from = models.DateField(_("offered from"), null=True, blank=True)
    offered_until = models.DateField(_("offered until"), null=True, blank=True)
    needs_approval = models.BooleanField(_("the centre approves each booking"), default=False)
    door_token = models.CharField(max_length=16)

    class Meta:
        verbose_name = pgettext_lazy("to be booked", "venue")
        verbose_name_plural = _("venues")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(closed_on__isnull=True),
                name="venue_name_once",
                violation_error_message=_("There is a venue of this name already."),
            ),
            models.UniqueConstraint(fields=["centre", "door_token"], name="venue_door_once"),
            models.CheckConstraint(
                condition=Q(grain__in=(15, 30, 60)),
                name="venue_grain",
                violation_error_message=_("The smallest piece of time is 15, 30 or 60 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(loud_from__isnull=True, loud_until__isnull=True) | Q(loud_until__gt=F("loud_from")),
                name="venue_loud_hours",
                violation_error_message=_("The hours of amplified sound end after they begin."),
            ),
            models.CheckConstraint(
                condition=Q(offered_from__isnull=True)
                | Q(offered_until__isnull=True)
                | Q(offered_until__gte=F("offered_from")),
                name="venue_offer_period",
                violation_error_message=_("An offer cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def offered_on(self, day) -> bool:
        """Whether the venue is there to be used on a day."""
        return (
            (self.offered_from is None or self.offered_from <= day)
            and (self.offered_until is None or day <= self.offered_until)
            and not self.given_up_on(day)
        )

    def first_offered(self, first: date, last: date) -> date | None:
        """The first day between two on which the venue is there to be used."""
        day = max(first, self.offered_from or first)
        return day if day <= last and self.offered_on(day) else None

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be used, where that is known."""
        before = self.closed_on - timedelta(days=1) if self.closed_on else None
        known = [day for day in (before, self.offered_until) if day]
        return min(known) if known else None


class Space(Ending):
    """A space of a venue; a hall and its halves conflict. Only what has no spaces inside is a `part` that can be taken."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="spaces", db_index=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="inside")
    name = models.CharField(_("name"), max_length=60)
    capacity = models.PositiveSmallIntegerField(_("most people"))
    equipment = models.JSONField(_("equipment"), default=list, blank=True)  # codes of venues.equipment
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("space")
        verbose_name_plural = _("spaces")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "venue", "name"],
                name="space_name_once",
                violation_error_message=_("This venue has a space of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__gt=0),
                name="space_holds_somebody",
                violation_error_message=_("A space holds at least one person."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The space with its venue; the venue alone where it is one whole."""
        return self.venue.name if self.name == self.venue.name else f"{self.venue.name} · {self.name}"


class OpeningHours(ForAll):
    """When a venue is open on a weekday; several rows make several spells.

    The rows of one `since` are a whole week; it holds from that day until the next week that was set begins.
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="hours", db_index=False)
    since = models.DateField(_("holds from"), default=EVER)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "venue", "since", "weekday", "opens"], name="opening_once"),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_ends_after_it_begins",
                violation_error_message=_("A venue closes after it opens."),
            ),
            models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="opening_weekday"),
        ]


class OpeningException(ForAll):
    """Days on which a venue is closed, or open at other hours, with the reason."""

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="exceptions", db_index=False)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    opens = models.TimeField(_("opens"), null=True, blank=True)  # neither: closed
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=100)

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="exception_period",
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gt=F("opens")),
                name="exception_hours",
                violation_error_message=_("Give both hours, the end after the beginning, or neither for a closed day."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "venue", "last"], name="exceptions_of_venue")]
