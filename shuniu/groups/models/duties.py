"""The six ones (六个一): three things a group has, three duties of each month [case]."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .group import OfGroup
from .signing import signature


class Duty(models.TextChoices):
    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training")
    RETURN = "return", _("return")


class Flag(OfGroup):
    """The group's numbered flag."""

    number = models.CharField(_("flag number"), max_length=30)
    issued_on = models.DateField(_("issued on"))
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="flag_number_once"),
            models.UniqueConstraint(
                fields=["centre", "group"],
                condition=Q(taken_back_on__isnull=True),
                name="one_flag_a_group",
                violation_error_message=_("The group has a flag; take it back before issuing another."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "group"], name="flag_of_group")]


class VenuePermit(OfGroup):
    """The venue-use permit (场地使用许可证): number, place, times, validity.

    `sound`: between which hours loudspeakers may be used and how loud it may be, in the words of the paper.
    """

    number = models.CharField(_("permit number"), max_length=30)
    venue = models.CharField(_("venue"), max_length=100)
    times = models.CharField(_("times"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    sound = models.CharField(_("loudness"), max_length=300, blank=True)
    conditions = models.CharField(_("conditions"), max_length=300, blank=True)
    renews = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="renewals")
    recall_noticed_on = models.DateField(_("group told of the recall on"), null=True, blank=True)
    recall_reply = models.CharField(_("the group's reply"), max_length=500, blank=True)
    recalled_on = models.DateField(_("recalled on"), null=True, blank=True)
    recalled_because = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("venue permit")
        verbose_name_plural = _("venue permits")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="permit_number_once"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="permit_period"),
        ]
        indexes = [models.Index(fields=["centre", "group", "-valid_until"], name="permit_of_group")]


class MonthlyReturn(OfGroup):
    """What a group did in a month, as its leader or a paper said."""

    class Channel(models.TextChoices):
        PHONE = "phone", pgettext_lazy("channel", "phone")
        PAGE = "page", _("web page")
        PAPER = "paper", _("paper, keyed in")
        IMPORT = "import", _("file")

    month = models.DateField(_("month"))  # its first day
    meetings = models.PositiveSmallIntegerField(_("meetings"))
    trainings = models.PositiveSmallIntegerField(_("trainings"))
    activities = models.PositiveSmallIntegerField(_("activities"))
    attendance = models.PositiveSmallIntegerField(_("average attendance"))
    members = models.PositiveSmallIntegerField(_("members, as reported"))
    note = models.CharField(_("anything to tell the centre"), max_length=300, blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    filed_by = models.CharField(_("filed by"), max_length=80)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)

    class Meta:
        verbose_name = _("monthly return")
        verbose_name_plural = _("monthly returns")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "group", "month"],
                name="one_return_a_month",
                violation_error_message=_("This month's return is already in; correct it instead."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="return_month_is_a_month"),
        ]
        indexes = [models.Index(fields=["centre", "month"], name="returns_of_month")]

    @property
    def signed_by(self) -> str:
        return signature(self.filed_by)


class Excuse(OfGroup):
    """A monthly duty excused with a reason by a named person."""

    month = models.DateField(_("month"))
    duty = models.CharField(_("duty"), max_length=10, choices=Duty.choices)
    reason = models.CharField(_("reason"), max_length=200)
    excused_by = models.CharField(_("excused by"), max_length=80)
    excused_at = models.DateTimeField(_("excused at"))

    class Meta:
        verbose_name = _("excuse")
        verbose_name_plural = _("excuses")
        constraints = [models.UniqueConstraint(fields=["centre", "group", "month", "duty"], name="excuse_once")]


class Reminder(OfGroup):
    """That a group was reminded of a month's duties, by whom and how: a group is warned before it is reported."""

    month = models.DateField(_("month"))
    reminded_at = models.DateTimeField(_("reminded at"))
    channel = models.CharField(_("channel"), max_length=20)
    reminded_by = models.CharField(_("reminded by"), max_length=80)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        indexes = [models.Index(fields=["centre", "group", "month"], name="reminders_of_month")]
