"""The programme: an activity, its sessions, the acts of a show, the stands of a fair, and who signed up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import BlindIndexField, SealedField


class Activity(CentreRow):
    """Something the centre or a partner puts on, once or again and again. `kind` is a code of `activities.kind`."""

    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(_("kind"), max_length=30)
    organizer = models.CharField(_("organizer"), max_length=100)
    group = models.ForeignKey(
        "groups.Group", models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("group that organizes it"),
    )  # fmt: skip
    content = models.CharField(_("content"), max_length=500, blank=True)
    takes_sign_ups = models.BooleanField(_("one signs up beforehand"), default=False)
    takes_offers = models.BooleanField(_("groups may offer acts"), default=False)
    planned_at = models.DateTimeField(_("planned at"))
    planned_by = models.CharField(_("planned by"), max_length=80)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [models.Index(fields=["centre", "title"], name="activity_by_title")]

    def __str__(self) -> str:
        return self.title


class Session(CentreRow):
    """One time an activity takes place.

    `place` is its name in words. Where it was chosen among the places of the centre, `place_code` says which, and
    `place_hold` is the receipt for the time that is kept there (`kernel/spaces.py`, ADR 0072).
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sessions", db_index=False)
    held_on = models.DateField(_("held on"))
    starts = models.TimeField(_("starts"))
    ends = models.TimeField(_("ends"))
    place = models.CharField(_("place"), max_length=100)
    place_code = models.CharField(_("place code"), max_length=40, blank=True)
    place_hold = models.CharField(_("time kept in the place"), max_length=20, blank=True, default="")
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("people expected"), null=True, blank=True)
    amplified = models.BooleanField(_("amplified sound"), default=False)
    token = models.CharField(max_length=12)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancelled_because = models.CharField(_("reason of cancelling"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["centre", "token"], name="session_token_once"),
            models.UniqueConstraint(
                fields=["centre", "activity", "held_on", "starts"],
                name="session_once",
                violation_error_message=_("The activity has a session at this time already."),
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="session_ends_after_it_starts",
                violation_error_message=_("It must end after it starts."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "held_on", "id"], name="session_by_day"),
            models.Index(fields=["token"], name="session_by_token"),
        ]

    def __str__(self) -> str:
        return f"{self.activity.title} {self.held_on}"

    @classmethod
    def narrow(cls, rows, actor):
        """A leader sees the sessions that the own group organizes, or at which it has an act, on or off the programme."""
        group = own_group(actor)
        acts = Act.everything.filter(centre_id=actor.centre, group_id=group)
        return rows.filter(Q(activity__group_id=group) | Q(pk__in=acts.values("session_id"))) if group else rows.none()

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_on is not None

    def is_over(self, today) -> bool:
        return self.held_on < today


class Act(CentreRow):
    """One act of a show: when, how long, on which stage, by whom. A withdrawn act stays, with what replaces it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="acts", db_index=False)
    stage = models.CharField(_("stage"), max_length=30, blank=True)
    starts = models.TimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    title = models.CharField(_("act"), max_length=80)
    performers = models.CharField(_("performers"), max_length=120)
    group = models.ForeignKey("groups.Group", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements", db_index=False
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_because = models.CharField(_("reason of withdrawing"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "session", "stage", "starts"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_act_at_a_time",
                violation_error_message=_("Another act begins on this stage at this time."),
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="act_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} {self.title}"

    @classmethod
    def narrow(cls, rows, actor):
        """A leader sees the own group's acts."""
        group = own_group(actor)
        return rows.filter(group_id=group) if group else rows.none()

    @property
    def ends(self):
        day = datetime(2000, 1, 1, self.starts.hour, self.starts.minute)  # noqa: DTZ001 a clock of no day
        return (day + timedelta(minutes=self.minutes)).time()


def own_group(actor) -> int | None:
    """The group a leader's appointment is for."""
    noun, noun_id = actor.subject or ("", None)
    return noun_id if noun == "groups.group" else None


class Stand(CentreRow):
    """One exhibitor's stand at a fair or open day; `arrived` is None until somebody looked."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="stands", db_index=False)
    number = models.CharField(_("stand"), max_length=10)
    exhibitor = models.CharField(_("exhibitor"), max_length=100)
    offers = models.CharField(_("what it offers"), max_length=200, blank=True)
    arrived = models.BooleanField(_("arrived"), null=True, blank=True)

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "session", "number"],
                name="stand_number_once",
                violation_error_message=_("This stand is given to another exhibitor."),
            ),
            models.UniqueConstraint(
                fields=["centre", "session", "exhibitor"],
                name="one_stand_an_exhibitor",
                violation_error_message=_("This exhibitor has a stand already."),
            ),
        ]


class SignUp(CentreRow):
    """Somebody who wants to come: how to call them and a phone, sealed, forgotten some days after the session.

    Whether it is a seat or the waiting list is not stored: the first `seats` that were not cancelled, in the order in which
    they came, have one (ADR 0037).
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="sign_ups", db_index=False)
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="activity_sign_ups", db_index=False
    )
    called = SealedField(purpose="activities.sign_up.called", null=True, blank=True, verbose_name=_("to be called"))
    phone = SealedField(purpose="activities.sign_up.phone", null=True, blank=True, verbose_name=_("phone"))
    phone_index = BlindIndexField(of="phone", null=True)
    asked_at = models.DateTimeField(_("signed up at"))
    channel = models.CharField(_("channel"), max_length=20)
    cancelled_at = models.DateTimeField(_("sign-up cancelled at"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("forgotten at"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "session", "phone_index"],
                condition=Q(cancelled_at__isnull=True),
                name="one_sign_up_a_phone",
                violation_error_message=_("This phone has signed up already."),
            ),
            models.UniqueConstraint(
                fields=["centre", "session", "person"],
                condition=Q(cancelled_at__isnull=True),
                name="one_sign_up_a_person",
                violation_error_message=_("This person has signed up already."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "session", "id"], name="sign_up_in_order"),
            models.Index(fields=["centre", "person"], name="sign_up_of_person", condition=Q(person__isnull=False)),
        ]
