"""The hours ledger: entries are never changed or deleted (migration 0002); a correction is a new entry."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.workflow import Worked

from .volunteer import OfVolunteer, Volunteer

MOST_MINUTES = 24 * 60


class Channel(models.TextChoices):
    CHECK_IN = "check_in", _("check-in")
    LIST = "list", _("leader's list")
    PAPER = "paper", _("paper, keyed in")
    IMPORT = "import", _("file")
    OBJECTION = "objection", _("decided objection")


class Service(CentreRow):
    """Who served where on which day, for how long: what a claim asks for and an entry states."""

    # Written by the million: the centre, the batch and the account are never deleted.
    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="%(class)ss", db_index=False)
    service_point = models.ForeignKey("volunteers.ServicePoint", models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey("volunteers.Post", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    shift = models.ForeignKey(
        "volunteers.Shift", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    team = models.ForeignKey("volunteers.Team", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("to"), null=True, blank=True)
    minutes = models.IntegerField(_("minutes"))
    content = models.CharField(_("content of the service"), max_length=100, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    keyed_at = models.DateTimeField(_("keyed in at"))
    keyed_by = models.CharField(_("keyed in by"), max_length=80)
    keyed_by_id = models.BigIntegerField(null=True, blank=True)
    batch = models.ForeignKey(
        "kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(volunteer__in=Volunteer.objects.visible_to(actor).values("pk"))


class HourEntry(Service):
    """One line of the ledger. What a volunteer served is the sum of the minutes, as is a figure of any period."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("service")
        REVERSAL = "reversal", _("taken back")
        CORRECTION = "correction", pgettext_lazy("of hours", "corrected")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SERVICE)
    times = models.SmallIntegerField(_("person-times"), default=1)  # 1, or −1 where an entry is taken back
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", db_index=False
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    seconded_by = models.CharField(_("seconded by"), max_length=80, blank=True)
    seconded_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("hours entry")
        verbose_name_plural = _("hours entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="reversal", times=-1, minutes__lt=0) | ~Q(kind="reversal") & Q(times=1, minutes__gt=0),
                name="hours_have_their_sign",
                violation_error_message=_("Hours are more than none; only what is taken back is counted below."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(-MOST_MINUTES, MOST_MINUTES)),
                name="a_day_has_24_hours",
                violation_error_message=_("A day has 24 hours."),
            ),
            models.CheckConstraint(
                condition=Q(kind="service", corrects__isnull=True) | ~Q(kind="service") & Q(corrects__isnull=False),
                name="a_correction_names_its_entry",
                violation_error_message=_("A correction names the entry that it corrects."),
            ),
            models.CheckConstraint(
                condition=Q(seconded_by_id__isnull=True)
                | Q(keyed_by_id__isnull=True)
                | ~Q(seconded_by_id=F("keyed_by_id")),
                name="hours_seconded_by_another",
                violation_error_message=_("Another person than who keyed the hours in must second them."),
            ),
            models.UniqueConstraint(
                fields=["centre", "corrects", "kind"],
                condition=Q(corrects__isnull=False),
                name="an_entry_is_corrected_once",
                violation_error_message=_("This entry was corrected already; correct the newer one."),
            ),
            models.UniqueConstraint(
                fields=["centre", "shift", "volunteer"],
                condition=Q(kind="service", shift__isnull=False),
                name="a_shift_counts_once",
                violation_error_message=_("This shift is in the volunteer's hours already."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "volunteer", "day", "id"], name="hours_of_volunteer"),
            models.Index(fields=["centre", "day", "service_point"], name="hours_by_day"),
        ]

    @property
    def first_of_service(self) -> "HourEntry":
        """The entry that first told of this service, whatever has corrected it since."""
        return self.corrects.first_of_service if self.corrects_id else self


class HourClaim(Service):
    """Hours above the threshold, keyed in and waiting for another person's hand; the ledger has them only then."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a second hand")
        SECONDED = "seconded", _("seconded")
        REFUSED = "refused", _("refused")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    entry = models.ForeignKey(HourEntry, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hours to be seconded")
        verbose_name_plural = _("hours to be seconded")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, MOST_MINUTES)),
                name="claimed_hours_of_a_day",
                violation_error_message=_("A day has 24 hours."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "id"], name="claims_waiting")]


class Objection(OfVolunteer, Worked):
    """A volunteer says that an entry is wrong, or that hours were wrongly refused: verified, then corrected or confirmed.

    It is about one line of the ledger, or about one claim that was not seconded; a claim found right becomes an entry.
    """

    entry = models.ForeignKey(
        HourEntry, models.PROTECT, null=True, blank=True, related_name="objections", db_index=False
    )
    claim = models.ForeignKey(
        HourClaim, models.PROTECT, null=True, blank=True, related_name="objections", db_index=False
    )
    says = models.CharField(_("what is wrong"), max_length=500)
    said_minutes = models.PositiveIntegerField(_("right would be, in minutes"), null=True, blank=True)
    raised_at = models.DateTimeField(_("raised at"))
    raised_by_id = models.BigIntegerField(null=True, blank=True)
    findings = models.CharField(_("what was found"), max_length=500, blank=True)
    correction = models.ForeignKey(HourEntry, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "entry"],
                condition=Q(state__in=["raised", "verifying"]),
                name="one_open_objection_an_entry",
                violation_error_message=_("An objection to these hours is open already."),
            ),
            models.UniqueConstraint(
                fields=["centre", "claim"],
                condition=Q(state__in=["raised", "verifying"]),
                name="one_open_objection_a_claim",
                violation_error_message=_("An objection to these hours is open already."),
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, claim__isnull=True) | Q(entry__isnull=True, claim__isnull=False),
                name="an_objection_is_about_one_thing",
                violation_error_message=_("An objection is about one entry, or about hours that were refused."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "state", "due_on", "id"], name="objections_open")]

    @property
    def about(self) -> Service:
        """The hours that it is about: the entry, or the claim that was refused."""
        return self.entry if self.entry_id else self.claim
