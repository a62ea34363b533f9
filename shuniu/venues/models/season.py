"""The seasonal round: wishes, the allocation with its decisions, manual changes, objections."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .booking import OfBooker, minutes
from .signing import of_leader
from .venue import WEEKDAYS, ForAll, Space


class Round(ForAll):
    """A round in which the places of a season are given out. Where it stands is derived from its dates (`rounds.py`)."""

    title = models.CharField(_("title"), max_length=60)
    opens_on = models.DateField(_("wishes from"))
    closes_on = models.DateField(_("wishes until"))
    first = models.DateField(_("season from"))
    last = models.DateField(_("season until"))
    seed = models.CharField(_("seed"), max_length=40)  # drawn and published before anybody wishes
    token = models.CharField(max_length=16)
    allocated_at = models.DateTimeField(_("allocated at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    objections_until = models.DateField(_("objections until"), null=True, blank=True)
    opened_at = models.DateTimeField(_("booked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("seasonal round")
        verbose_name_plural = _("seasonal rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "title"],
                name="round_title_once",
                violation_error_message=_("There is a round of this title already."),
            ),
            models.UniqueConstraint(fields=["centre", "token"], name="round_token_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")) & Q(first__gt=F("closes_on")) & Q(last__gte=F("first")),
                name="round_dates_in_order",
                violation_error_message=_("First the wishes, then the season: the dates must follow each other."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(allocated_at__isnull=False),
                name="published_after_allocated",
                violation_error_message=_("Nothing is published before it is allocated."),
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(published_at__isnull=False),
                name="booked_after_published",
                violation_error_message=_("Nothing is booked before it is published."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-first"], name="rounds_newest"),
            models.Index(fields=["token"], name="round_by_token"),
        ]

    def __str__(self) -> str:
        return self.title

    def hears_objections(self, day) -> bool:
        return self.objections_until is not None and day <= self.objections_until


class OfApplicant(OfBooker):
    """A row about one group in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        noun, noun_id = actor.subject or ("", None)
        return rows.filter(group_id=noun_id) if noun == "groups.group" else rows.none()


class Application(OfApplicant):
    """What a group asks of a round: how often, for how many people, with what."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("on the phone")
        PAGE = "page", _("on a web page")
        PAPER = "paper", _("on paper, keyed in")

    persons = models.PositiveSmallIntegerField(_("people"))
    times = models.PositiveSmallIntegerField(_("times a week"))
    minutes = models.PositiveSmallIntegerField(_("minutes each time"))
    equipment = models.JSONField(_("equipment"), default=list, blank=True)
    amplified = models.BooleanField(_("amplified sound"), default=False)
    handed_in_at = models.DateTimeField(_("handed in at"))
    handed_in_by = models.CharField(_("handed in by"), max_length=80)
    channel = models.CharField(_("how it came"), max_length=5, choices=Channel.choices)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    @property
    def applicant(self) -> str:
        return of_leader(self.handed_in_by)

    class Meta:
        verbose_name = _("application for places")
        verbose_name_plural = _("applications for places")
        constraints = [
            models.UniqueConstraint(fields=["centre", "round", "group"], name="one_application_a_round"),
            models.CheckConstraint(
                condition=Q(times__range=(1, 7)),
                name="application_times",
                violation_error_message=_("From one to seven times a week."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(30, 480)),
                name="application_minutes",
                violation_error_message=_("From half an hour to eight hours."),
            ),
        ]


class Wish(ForAll):
    """One wished time a week: places in order, and days with the hours that suit."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="wishes", db_index=False)
    rank = models.PositiveSmallIntegerField(_("rank"))
    places = models.JSONField(_("places in order"))  # ids of spaces
    spans = models.JSONField(_("days and hours"))  # [weekday, from, until] in minutes, in order

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["centre", "application", "rank"], name="wish_rank_once")]


class Allocation(ForAll):
    """One run of the procedure: what it was made from, frozen, and what came of it. The newest counts."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="allocations", db_index=False)
    run_at = models.DateTimeField(_("run at"))
    run_by = models.CharField(_("run by"), max_length=80)
    rule = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    inputs = models.TextField()
    digest = models.CharField(max_length=64)
    turns = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        indexes = [models.Index(fields=["centre", "round", "-id"], name="allocations_of_round")]


class Judgement(OfBooker):
    """What the procedure decided about one wish, with the numbers at that moment. Never changed (migration 0002).

    Pages say it from these facts in the reader's language (`words.told_of`); `sentence` is the record of what was
    published, in the language of the place and with the names of that day (ADR 0046).
    """

    space_of = "space"
    allocation = models.ForeignKey(Allocation, models.PROTECT, related_name="judgements", db_index=False)
    wish = models.ForeignKey(Wish, models.PROTECT, related_name="+", db_index=False)
    rank = models.PositiveSmallIntegerField(_("rank"))
    turn = models.PositiveIntegerField(_("turn"))
    outcome = models.CharField(_("outcome"), max_length=12)
    space = models.ForeignKey(Space, models.PROTECT, null=True, related_name="+", db_index=False)
    weekday = models.PositiveSmallIntegerField(_("weekday"), null=True, choices=WEEKDAYS)
    starts = models.PositiveSmallIntegerField(null=True)
    ends = models.PositiveSmallIntegerField(null=True)
    other = models.ForeignKey("groups.Group", models.PROTECT, null=True, related_name="+", db_index=False)
    numbers = models.JSONField(default=dict)
    sentence = models.CharField(_("in words"), max_length=300)

    class Meta:
        verbose_name = _("decision on a wish")
        verbose_name_plural = _("decisions on wishes")
        constraints = [models.UniqueConstraint(fields=["centre", "allocation", "wish"], name="one_decision_a_wish")]
        indexes = [models.Index(fields=["centre", "allocation", "group"], name="decisions_of_group")]

    @classmethod
    def narrow(cls, rows, actor):
        return rows  # the account is public


class Grant(OfApplicant):
    """A weekly time that a group has in the season."""

    wish = models.ForeignKey(Wish, models.PROTECT, null=True, blank=True, related_name="grants", db_index=False)
    space = models.ForeignKey(Space, models.PROTECT, related_name="grants", db_index=False)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    series = models.ForeignKey("venues.Series", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("granted time")
        verbose_name_plural = _("granted times")
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="grant_ends_after_it_starts")]
        indexes = [
            models.Index(fields=["centre", "round", "group"], name="grants_of_group"),
            models.Index(fields=["centre", "round", "space", "weekday"], name="grants_of_space"),
        ]

    @property
    def hours(self) -> float:
        return (minutes(self.ends) - minutes(self.starts)) / 60


class GrantSlot(CentreRow):
    """A part at one piece of a weekday of the season, given: the key makes it impossible to give it twice."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+", db_index=False)
    part = models.ForeignKey(Space, models.PROTECT, related_name="+", db_index=False)
    weekday = models.PositiveSmallIntegerField()
    at = models.PositiveSmallIntegerField()
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="slots", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "round", "part", "weekday", "at"],
                name="season_slot_once",
                violation_error_message=_("Another group has this time in the season."),
            )
        ]
        indexes = [models.Index(fields=["centre", "grant"], name="slots_of_grant")]


class Telling(OfApplicant):
    """How a group that reads no account got its result, and who wrote that down."""

    class How(models.TextChoices):
        LETTER = "letter", _("letter handed over")
        PHONE = "phone", _("read out by telephone")

    how = models.CharField(_("how it got its result"), max_length=6, choices=How.choices)
    told_at = models.DateTimeField(_("told at"))
    told_by = models.CharField(_("result told by"), max_length=80)

    class Meta:
        verbose_name = _("telling of a result")
        verbose_name_plural = _("tellings of results")
        constraints = [models.UniqueConstraint(fields=["centre", "round", "group"], name="one_telling_a_group")]


class Objection(OfApplicant):
    """What a group has to say against the published result, and the named answer to it."""

    content = models.CharField(_("objection"), max_length=500)
    raised_at = models.DateTimeField(_("raised at"))
    due_on = models.DateField(_("to be answered by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    upheld = models.BooleanField(_("upheld"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "round", "group"],
                condition=Q(decided_at__isnull=True),
                name="one_objection_at_a_time",
                violation_error_message=_("The group's objection is being looked at already."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | (Q(upheld__isnull=False) & ~Q(answer="")),
                name="objection_is_answered",
                violation_error_message=_("An objection is decided with an answer in words."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "round", "due_on"], name="objections_of_round")]


class Override(OfApplicant):
    """A manual change of the result: by whom, why, what was and what is. All of them are counted in public."""

    objection = models.ForeignKey(
        Objection, models.PROTECT, null=True, blank=True, related_name="overrides", db_index=False
    )
    taken = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    given = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.CharField(_("made by"), max_length=80)

    class Meta:
        verbose_name = _("manual change")
        verbose_name_plural = _("manual changes")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & (Q(taken__isnull=False) | Q(given__isnull=False)),
                name="override_has_its_reason",
                violation_error_message=_("A manual change takes or gives a time, and says why."),
            )
        ]
        indexes = [models.Index(fields=["centre", "round", "group"], name="overrides_of_round")]

    @classmethod
    def narrow(cls, rows, actor):
        return rows  # the account is public
