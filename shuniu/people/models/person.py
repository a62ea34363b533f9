from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing.fields import BlindIndexField, SealedField


class Precision(models.TextChoices):
    """How exactly a birth date is known. The date stored is always the first day it may mean."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    AGE = "age", _("stated age")


class Sex(models.TextChoices):
    """GB/T 2261.1-2003."""

    UNKNOWN = "0", _("unknown")
    MALE = "1", _("male")
    FEMALE = "2", _("female")
    NOT_STATED = "9", _("not stated")


class Person(CentreRow):
    """One human being, once per centre. No phone and no account is normal.

    Imports write people by the hundred thousand, so what costs on every row is kept lean: `centre` and `batch` are never
    deleted and need no check by the database a row; the blind indexes hold the centre in their hash already; an index
    over what is mostly empty leaves the empty out.
    """

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    name = models.CharField(_("name"), max_length=60)
    initials = models.CharField(_("pinyin initials"), max_length=60, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    born_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, blank=True)
    age_stated_on = models.DateField(_("age stated on"), null=True, blank=True)

    id_number = SealedField(purpose="people.person.id_number", null=True, blank=True)
    id_index = BlindIndexField(of="id_number", null=True)
    id_tail_index = BlindIndexField(of="id_number", tail=4, null=True)
    phone = SealedField(purpose="people.person.phone", null=True, blank=True)
    phone_index = BlindIndexField(of="phone", null=True)
    phone_tail_index = BlindIndexField(of="phone", tail=4, null=True)
    address = SealedField(purpose="people.person.address", null=True, blank=True)
    print_index = models.BinaryField(
        max_length=16, null=True, editable=False
    )  # keyed digest of what imports say: equal means unchanged

    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", db_index=False
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)
    batch = models.ForeignKey(
        "kernel.Batch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "id_index"],
                condition=Q(merged_into__isnull=True),
                name="one_person_an_id_number",
                violation_error_message=_("A person with this ID number is already on record."),
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, born_precision="") | Q(born_on__isnull=False) & ~Q(born_precision=""),
                name="birth_with_its_precision",
                violation_error_message=_("A birth date needs its precision."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "id"], name="person_keyset"),
            models.Index(fields=["centre", "name", "id"], name="person_by_name"),
            models.Index(fields=["centre", "initials", "id"], name="person_by_initials"),
            models.Index(fields=["phone_index"], name="person_by_phone"),
            models.Index(fields=["phone_tail_index"], name="person_by_phone_tail"),
            models.Index(fields=["id_tail_index"], name="person_by_id_tail"),
            models.Index(fields=["user"], name="person_by_account", condition=Q(user__isnull=False)),
            models.Index(fields=["merged_into"], name="person_by_kept", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        """A narrow appointment reaches people only through its own records (a leader's roster), never the register."""
        return rows.none()

    def age_on(self, day) -> int | None:
        """Full years on a day; a birth known only to the month or year counts from its first day."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def records(self) -> list["Person"]:
        """This record and all that were merged into it, at whatever remove: what is on record of one human being."""
        found, last = {self.pk: self}, [self]
        while last:
            absorbed = Person.everything.filter(merged_into__in=last).exclude(pk__in=found).order_by("pk")
            last = list(absorbed)
            found |= {each.pk: each for each in last}
        return list(found.values())


class PersonGram(models.Model):
    """Side table of name pieces (one and two characters), so that any part of a name is found on both engines."""

    pk = models.CompositePrimaryKey("centre_id", "gram", "person_id")
    centre_id = models.BigIntegerField()
    gram = models.BigIntegerField()
    person_id = models.BigIntegerField()


class Consent(CentreRow):
    """What a person agreed to, for what, on what evidence; withdrawn by a date, never deleted (PIPL §§14-15)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=40)
    wording = models.CharField(_("wording"), max_length=500)
    given_on = models.DateField(_("given on"))
    channel = models.CharField(_("channel"), max_length=20)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    by_guardian = models.BooleanField(_("given by a guardian"), default=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.CharField(_("recorded by"), max_length=80)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["centre", "person"], name="consent_of_person")]
