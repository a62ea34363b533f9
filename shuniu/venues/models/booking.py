"""Bookings and what happens to them. How a booking stands is derived from its dates (`standing.py`)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow

from .signing import of_leader
from .venue import WEEKDAYS, Space


class OfBooker(CentreRow):
    """A row about one group's use of a space; a leader sees the own group's, a committee what is at its place."""

    group = models.ForeignKey(
        "groups.Group", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("group")
    )
    space_of = "space"

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        if actor.subject is None:
            return rows.filter(**{f"{cls.space_of}__venue__place_id": actor.place})
        noun, noun_id = actor.subject
        return rows.filter(group_id=noun_id) if noun == "groups.group" else rows.none()


class Series(OfBooker):
    """The same time every week between two days."""

    class Origin(models.TextChoices):
        BOOKED = "booked", _("booked by the week")
        SEASON = "season", _("granted in a seasonal round")

    space = models.ForeignKey(Space, models.PROTECT, related_name="series", db_index=False)
    holder = models.CharField(_("used by"), max_length=80, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.BOOKED)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("weekly series")
        verbose_name_plural = _("weekly series")
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="series_period"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="series_ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["centre", "group", "last"], name="series_of_group"),
            models.Index(fields=["centre", "space", "last"], name="series_of_space"),
        ]


class Refusal(models.TextChoices):
    """Why a date cannot be had."""

    TAKEN = "taken", _("taken by %(detail)s")
    CLOSED = "closed", _("closed at this time")
    EXCEPTION = "exception", _("closed: %(detail)s")
    HOLIDAY = "holiday", _("holiday: %(detail)s")
    NOT_OFFERED = "not_offered", _("not offered on this day")
    QUIET = "quiet", _("amplified sound is not allowed at this time")
    FIRE = "fire", _("the fire certificate ends on %(detail)s")
    GIVEN_UP = "given_up", _("no longer used: %(detail)s")
    TOO_MUCH = "too_much", _("more than %(detail)s hours in this week")
    SEASON = "season", _("given out in the seasonal round %(detail)s")
    DECLINED = "declined", _("not approved: %(detail)s")


class Booking(OfBooker):
    """One date on which a space is a group's, or was asked for and could not be had."""

    class Channel(models.TextChoices):
        CODE = "code", _("the code at the door")
        PAPER = "paper", _("paper, keyed in")
        DESK = "desk", _("at the desk")

    space = models.ForeignKey(Space, models.PROTECT, related_name="bookings", db_index=False)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="bookings", db_index=False)
    holder = models.CharField(_("used by"), max_length=80, blank=True)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    persons = models.PositiveSmallIntegerField(_("people"), default=0)
    amplified = models.BooleanField(_("amplified sound"), default=False)
    purpose = models.CharField(_("what for"), max_length=80, blank=True)
    on_paper = models.BooleanField(_("the group signs the paper list"), default=False)
    asked_at = models.DateTimeField(_("booked at"))
    asked_by = models.CharField(_("booked by"), max_length=80)
    waits = models.BooleanField(_("waits for approval"), default=False)
    approved_by = models.CharField(_("approved by"), max_length=80, blank=True)
    refused = models.CharField(_("not possible"), max_length=12, choices=Refusal.choices, blank=True)
    refused_detail = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_because = models.CharField(_("reason"), max_length=200, blank=True)
    released_at = models.DateTimeField(_("released unused at"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("checked in at"), null=True, blank=True)
    checked_in_by = models.CharField(_("checked in by"), max_length=80, blank=True)
    checked_in_via = models.CharField(
        pgettext_lazy("of a check-in", "channel"), max_length=5, choices=Channel.choices, blank=True
    )
    people_came = models.PositiveSmallIntegerField(_("people who came"), null=True, blank=True)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="booking_ends_after_it_starts",
                violation_error_message=_("The end must be after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False) | ~Q(holder=""),
                name="booking_is_somebodys",
                violation_error_message=_("Say for whom the space is."),
            ),
            models.CheckConstraint(
                condition=Q(checked_in_at__isnull=True) | Q(released_at__isnull=True),
                name="used_or_released",
                violation_error_message=_("A time that was used is not released."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "day", "space", "starts"], name="bookings_of_day"),
            models.Index(fields=["centre", "group", "day"], name="bookings_of_group"),
            models.Index(fields=["centre", "series", "day"], name="bookings_of_series"),
        ]

    @property
    def booker(self) -> str:
        return of_leader(self.asked_by)

    @property
    def whose(self) -> str:
        return self.group.name if self.group_id else self.holder

    @property
    def hours(self) -> float:
        return (minutes(self.ends) - minutes(self.starts)) / 60

    @property
    def refusal(self) -> str:
        """Why a date could not be had, in words; "" where it could."""
        return str(self.get_refused_display()) % {"detail": self.refused_detail} if self.refused else ""


class Slot(CentreRow):
    """A part of a space at one piece of a day, taken. The key makes it impossible to take it twice (ADR 0034)."""

    part = models.ForeignKey(Space, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    at = models.PositiveSmallIntegerField()  # minutes after midnight, a multiple of the venue's grain
    booking = models.ForeignKey(Booking, models.PROTECT, related_name="slots", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "part", "day", "at"],
                name="slot_once",
                violation_error_message=_("Somebody else has just taken this time."),
            )
        ]
        indexes = [models.Index(fields=["centre", "booking"], name="slots_of_booking")]


class Complaint(OfBooker):
    """What somebody said about one use of a space. Who said it is not kept; the group answers before anything follows."""

    class Kind(models.TextChoices):
        NOISE = "noise", _("noise")
        LEFT_DIRTY = "left_dirty", _("left dirty")
        OVERSTAYED = "overstayed", _("overstayed")
        DAMAGE = "damage", _("damage")
        OTHER = "other", pgettext_lazy("kind of complaint", "other")

    space_of = "booking__space"
    booking = models.ForeignKey(Booking, models.PROTECT, related_name="complaints", db_index=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    content = models.CharField(_("what was said"), max_length=300)
    received_at = models.DateTimeField(_("received at"))
    reply = models.CharField(_("the group's reply"), max_length=500, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    reply_until = models.DateField(_("the group may reply until"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.CharField(_("settled by"), max_length=80, blank=True)
    upheld = models.BooleanField(_("justified"), null=True, blank=True)
    outcome = models.CharField(_("what follows"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [models.Index(fields=["centre", "-received_at"], name="complaints_newest")]


class Swap(CentreRow):
    """Two groups change places: one proposes, the other agrees, and each has the other's time."""

    mine = models.ForeignKey(Booking, models.PROTECT, related_name="swaps_offered", db_index=False)
    theirs = models.ForeignKey(Booking, models.PROTECT, related_name="swaps_wanted", db_index=False)
    asked_at = models.DateTimeField(_("proposed at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    agreed = models.BooleanField(_("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("swap")
        verbose_name_plural = _("swaps")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "mine", "theirs"],
                condition=Q(answered_at__isnull=True),
                name="swap_asked_once",
                violation_error_message=_("This has been proposed already; the other group has not answered yet."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agreed__isnull=True)
                | Q(answered_at__isnull=False, agreed__isnull=False),
                name="swap_answer_is_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["centre", "theirs"], name="swaps_of_booking")]

    @classmethod
    def narrow(cls, rows, actor):
        noun, noun_id = actor.subject or ("", None)
        if noun != "groups.group":
            return rows.none()
        return rows.filter(Q(mine__group_id=noun_id) | Q(theirs__group_id=noun_id))


class UseNotice(OfBooker):
    """That a group often did not come: told kindly, with the numbers and the rule, and its answer."""

    class Outcome(models.TextChoices):
        TOLD = "told", _("told")
        TOO_LITTLE = "too_little", _("too few dates to judge")

    space_of = "series__space"
    series = models.ForeignKey(Series, models.PROTECT, related_name="notices", db_index=False)
    told_at = models.DateTimeField(_("told at"))
    rule = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    since = models.DateField(_("from"))
    dates = models.PositiveSmallIntegerField(_("dates"))
    unused = models.PositiveSmallIntegerField(_("unused"))
    sentence = models.CharField(_("in words"), max_length=300)
    reply = models.CharField(_("the group's reply"), max_length=300, blank=True)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)

    class Meta:
        verbose_name = _("kind word about unused times")
        verbose_name_plural = _("kind words about unused times")
        constraints = [
            models.CheckConstraint(condition=Q(unused__lte=F("dates")), name="unused_are_some_of_the_dates"),
        ]
        indexes = [models.Index(fields=["centre", "series", "-told_at"], name="notices_of_series")]


class Feed(CentreRow):
    """An iCalendar feed of a venue or a group. Its token is its key; revoked, it is gone."""

    venue = models.ForeignKey(
        "venues.Venue", models.PROTECT, null=True, blank=True, related_name="feeds", db_index=False
    )
    group = models.ForeignKey("groups.Group", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    token = models.CharField(max_length=40)
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.UniqueConstraint(fields=["centre", "token"], name="feed_token_once"),
            models.CheckConstraint(
                condition=Q(venue__isnull=False, group__isnull=True) | Q(venue__isnull=True, group__isnull=False),
                name="feed_of_one",
            ),
        ]
        indexes = [models.Index(fields=["token"], name="feed_by_token")]

    @classmethod
    def narrow(cls, rows, actor):
        noun, noun_id = actor.subject or ("", None)
        return rows.filter(group_id=noun_id) if noun == "groups.group" else rows.filter(group__isnull=True)


class PermitTime(CentreRow):
    """A place and weekly time that a group's venue permit was issued for; the permit itself is the groups' (ADR 0036)."""

    permit = models.ForeignKey("groups.VenuePermit", models.PROTECT, related_name="+", db_index=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="+", db_index=False)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))

    class Meta:
        verbose_name = _("time of a permit")
        verbose_name_plural = _("times of permits")
        constraints = [
            models.UniqueConstraint(fields=["centre", "permit", "space", "weekday", "starts"], name="permit_time_once")
        ]


def minutes(at) -> int:
    """Minutes after midnight."""
    return at.hour * 60 + at.minute
