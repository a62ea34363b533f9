from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import SealedField
from shuniu.kernel.workflow import Worked


class Volunteer(CentreRow, Worked):
    """A person who serves of their own will, registered under the real name, once per centre.

    In public the volunteer number stands for the ID number; it comes with the acceptance.
    """

    # As for people: imports write volunteers by the thousand, and neither the centre nor a batch is ever deleted.
    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", verbose_name=_("lives in"))
    number = models.CharField(_("volunteer number"), max_length=30, null=True, blank=True)  # noqa: DJ001  (unique)
    applied_on = models.DateField(_("applied on"))
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    paused_until = models.DateField(_("pauses until"), null=True, blank=True)  # the last day of the pause (ADR 0015)
    availability = models.CharField(_("has time"), max_length=100, blank=True)  # "1a 3p": weekdays, a.m. or p.m.
    channel = models.CharField(_("signed up by"), max_length=10, default="page")
    batch = models.ForeignKey(
        "kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "person"],
                name="volunteer_once_a_person",
                violation_error_message=_("This person is registered as a volunteer already."),
            ),
            models.UniqueConstraint(
                fields=["centre", "number"],
                name="volunteer_number_once",
                violation_error_message=_("This volunteer number is already given out."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(accepted_on__isnull=False),
                name="volunteer_number_comes_with_acceptance",
                violation_error_message=_("A volunteer number comes with the acceptance."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("applied_on")),
                name="volunteer_applies_first",
                violation_error_message=_("Nobody is accepted before they applied."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "id"], name="volunteer_keyset"),
            models.Index(fields=["centre", "state", "id"], name="volunteer_by_state"),
            models.Index(fields=["centre", "place", "id"], name="volunteer_by_place"),
        ]

    def __str__(self) -> str:
        return self.number or ""

    @classmethod
    def narrow(cls, rows, actor):
        """A volunteer sees the own record, and who leads a team its members; a committee those who live there."""
        if actor.subject is None:
            return rows.filter(place_id=actor.place)
        noun, noun_id = actor.subject
        if noun != "volunteers.volunteer":
            return rows.none()
        led = Q(memberships__team__leader_id=noun_id, memberships__until__isnull=True)
        return rows.filter(Q(pk=noun_id) | led).distinct()

    @property
    def walks_patrols(self) -> bool:
        return self.traits.filter(table="volunteers.service", code="outreach").exists()

    @property
    def times(self) -> list[str]:
        return self.availability.split()


class OfVolunteer(CentreRow):
    """A row about one volunteer. A volunteer sees the own alone, also as the leader of a team."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        if actor.subject is None:
            return rows.filter(volunteer__in=Volunteer.objects.visible_to(actor).values("pk"))
        noun, noun_id = actor.subject
        return rows.filter(volunteer_id=noun_id) if noun == "volunteers.volunteer" else rows.none()


class OfTeam(OfVolunteer):
    """A row about one volunteer that the leader of the team sees too: whoever keeps a list knows who is on it."""

    class Meta(OfVolunteer.Meta):
        abstract = True

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(volunteer__in=Volunteer.objects.visible_to(actor).values("pk"))


class Trait(OfVolunteer):
    """A skill, a service type or a language of a volunteer: an entry of a code table."""

    table = models.CharField(max_length=40)  # volunteers.skill · volunteers.service · volunteers.language
    code = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "volunteer", "table", "code"], name="volunteer_trait_once")
        ]
        indexes = [models.Index(fields=["centre", "table", "code", "volunteer"], name="volunteers_with_trait")]


class Training(OfVolunteer):
    """A training a volunteer finished, and until when it holds."""

    subject = models.CharField(_("training"), max_length=30)  # code table volunteers.training
    completed_on = models.DateField(_("finished on"))
    valid_until = models.DateField(_("holds until"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, default=0)

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer", "subject", "completed_on"],
                name="training_once_a_day",
                violation_error_message=_("This training is on record for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("completed_on")),
                name="training_period",
                violation_error_message=_("A training cannot run out before it was finished."),
            ),
        ]


class Insurance(OfVolunteer):
    """The accident insurance of a volunteer (Regulations on Volunteer Service §17)."""

    insurer = models.CharField(_("insurer"), max_length=60)
    policy = models.CharField(_("policy number"), max_length=40)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))

    class Meta:
        verbose_name = _("insurance")
        verbose_name_plural = _("insurances")
        constraints = [
            models.UniqueConstraint(fields=["centre", "volunteer", "policy"], name="policy_once_a_volunteer"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="insurance_period",
                violation_error_message=_("An insurance cannot end before it begins."),
            ),
        ]


class GuardianConsent(OfVolunteer):
    """A guardian's consent to a minor's service (Shanghai Regulations §13); withdrawn by a date, never deleted."""

    guardian = SealedField(
        purpose="volunteers.guardianconsent.guardian", null=True, blank=True, verbose_name=_("guardian")
    )
    relation = models.CharField(_("relation"), max_length=20)  # code table volunteers.guardian
    evidence = models.CharField(_("evidence"), max_length=200)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.CharField(_("recorded by"), max_length=80)

    class Meta:
        verbose_name = _("guardian's consent")
        verbose_name_plural = _("guardians' consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="guardian_consent_period",
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            )
        ]
        indexes = [models.Index(fields=["centre", "volunteer"], name="guardian_consents")]
