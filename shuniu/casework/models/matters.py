from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.casework.models.case import OfCase
from shuniu.kernel.sealing.fields import SealedField, reveal

UNSAID = "–"  # in a plain column whose word stands sealed
OF_ORGANIZATION = "organizations.organization"  # what the appointment of an organization's contact is about


class Note(OfCase):
    """What was written down about a case, sealed. The database refuses to change it: a correction is a new note."""

    class Kind(models.TextChoices):
        NOTE = "note", _("note")
        INTERVIEW = "interview", _("interview")
        VISIT = "visit", _("home visit")
        DANGER = "danger", _("danger reported")
        ADVICE = "advice", _("advice given")  # the first line its conclusion, the others what it rests on

    class Level(models.TextChoices):
        ORDINARY = "ordinary", _("whoever sees the case")
        CONFIDENTIAL = "confidential", _("only those with a role in it")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.NOTE)
    level = models.CharField(_("who may read it"), max_length=12, choices=Level.choices, default=Level.ORDINARY)
    text = SealedField(purpose="casework.note.text", null=True, blank=True)  # emptied only where forgotten
    forgotten_on = models.DateField(_("personal data deleted on"), null=True, blank=True)
    reported_to = models.CharField(_("reported to"), max_length=60, blank=True)
    sealed_to = SealedField(purpose="casework.note.sealed_to", null=True, blank=True)  # of a sealed case
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Meta:
        verbose_name = _("note")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="danger") | ~Q(reported_to=""),
                name="danger_names_whom_it_was_reported_to",
                violation_error_message=_("Say to whom the danger was reported: the police, civil affairs."),
            )
        ]
        indexes = [models.Index(fields=["centre", "case", "-id"], name="note_of_case")]

    @property
    def told_to(self) -> str:
        """To whom a danger was reported; of a case its caller has scoped."""
        return reveal(self, "sealed_to") or self.reported_to


class Referral(OfCase):
    """A case passed to an organization: accepted or refused, and what came of it.

    An organization of the register answers through its own account, or its answer is keyed in. Of a sealed case the words
    stand sealed, the plain columns say nothing, no organization of the register is named, and the applicant has agreed.
    """

    class Channel(models.TextChoices):
        OWN = "own", _("by the organization itself")
        PHONE = "phone", _("by phone")
        PAPER = "paper", _("on paper")
        WINDOW = "window", _("at the window")

    organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    to_name = models.CharField(_("organization"), max_length=100, blank=True)  # as it was called then
    to_contact = models.CharField(_("contact details"), max_length=80, blank=True)
    sealed_to = SealedField(purpose="casework.referral.sealed_to", null=True, blank=True)  # both, a line each
    reason = models.CharField(_("what is asked of it"), max_length=200, blank=True)
    sealed_reason = SealedField(purpose="casework.referral.sealed_reason", null=True, blank=True)
    agreed_on = models.DateField(_("the applicant agreed on"), null=True, blank=True)
    sent_on = models.DateField(_("sent on"))
    answer_by = models.DateField(_("answer by"), null=True, blank=True)  # from a dated setting when it was sent
    wanted_by = models.DateField(_("needed by"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    refused_on = models.DateField(_("refused on"), null=True, blank=True)
    refused_because = models.CharField(_("refused because"), max_length=200, blank=True)
    sealed_refusal = SealedField(purpose="casework.referral.sealed_refusal", null=True, blank=True)
    answer_channel = models.CharField(_("how it answered"), max_length=10, choices=Channel.choices, blank=True)
    result = SealedField(purpose="casework.referral.result", null=True, blank=True)
    result_on = models.DateField(_("result on"), null=True, blank=True)
    result_channel = models.CharField(_("how it told the result"), max_length=10, choices=Channel.choices, blank=True)
    called_off_on = models.DateField(_("called off on"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(refused_on__isnull=True),
                name="referral_accepted_or_refused",
                violation_error_message=_("A referral is accepted or refused, not both."),
            ),
            models.CheckConstraint(
                condition=Q(result_on__isnull=True) | Q(accepted_on__isnull=False),
                name="result_of_an_accepted_referral",
                violation_error_message=_("Only an accepted referral has a result."),
            ),
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True) | Q(refused_on__isnull=True, result_on__isnull=True),
                name="referral_called_off_while_open",
                violation_error_message=_("A referral that has ended is not called off."),
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) | Q(sealed_to__isnull=True, sealed_reason__isnull=True),
                name="a_sealed_case_goes_to_no_organizations_desk",
                violation_error_message=_("A sealed case is never shown to an organization of the register."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "organization", "-id"], name="referral_of_organization")]

    @classmethod
    def narrow(cls, rows, actor):
        """An organization's contact sees what was referred to that organization, and no case behind it."""
        if actor.subject and actor.subject[0] == OF_ORGANIZATION:
            return rows.filter(organization_id=actor.subject[1])
        return super().narrow(rows, actor)

    @property
    def stands(self) -> str:
        """waits · accepted · done · refused · called_off"""
        ends = (("called_off", self.called_off_on), ("refused", self.refused_on), ("done", self.result_on))
        ended = next((name for name, day in ends if day), None)
        return ended or ("accepted" if self.accepted_on else "waits")

    @property
    def is_open(self) -> bool:
        return self.stands in ("waits", "accepted")


class CustodyItem(OfCase):
    """A document of the applicant that the window keeps while it acts for them; of a sealed case its name is sealed."""

    name = models.CharField(_("document"), max_length=80, blank=True)
    sealed_name = SealedField(purpose="casework.custodyitem.sealed_name", null=True, blank=True)  # of a sealed case
    copies = models.PositiveSmallIntegerField(_("how many"), default=1)
    taken_on = models.DateField(_("taken on"))
    taken_by = models.CharField(max_length=80)
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    returned_by = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("document in custody")
        constraints = [
            models.CheckConstraint(
                condition=Q(copies__gt=0), name="custody_of_something", violation_error_message=_("At least one.")
            )
        ]

    @property
    def called(self) -> str:
        """What it is; of a case its caller has scoped."""
        return reveal(self, "sealed_name") or self.name
