from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField

NOUN = "organizations.organization"
MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class Kind(models.TextChoices):
    ASSOCIATION = "association", _("association")
    PRIVATE_UNIT = "private_unit", _("private non-enterprise unit")
    FOUNDATION = "foundation", _("foundation")


class Organization(CentreRow):
    """A civil organization (社会组织), known by its unified social credit code; without one while it is settling.

    Its life is dated facts: registered, moved in, moved away, deregistered, and its suspensions beside them (`Suspension`).
    How it stands on a day is derived from them (`standing.py`) and never written.
    """

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=100)
    code = models.CharField(_("credit code"), max_length=18, null=True, blank=True)  # noqa: DJ001  (unique)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    place = models.ForeignKey(
        "kernel.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("residents' committee")
    )

    # Who registers it, who supervises it, and whether the supervisor signs first (direct registration: nobody does)
    registry = models.CharField(_("registry"), max_length=60, blank=True)
    supervisor = models.CharField(_("business supervisor"), max_length=60, blank=True)
    supervisor_signs = models.BooleanField(_("the supervisor signs before the registry"), default=True)
    certificate_number = models.CharField(_("registration number"), max_length=40, blank=True)
    certificate_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    legal_representative = models.CharField(_("legal representative"), max_length=60, blank=True)
    capital = models.DecimalField(_("start-up money (yuan)"), validators=[MinValueValidator(0)], **MONEY)
    scope = models.CharField(_("business scope"), max_length=300, blank=True)
    address = models.CharField(_("address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)

    # Counts and sums as last told; the day they speak for stands beside them
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    staff_full = models.PositiveIntegerField(_("full-time staff"), null=True, blank=True)
    staff_part = models.PositiveIntegerField(_("part-time staff"), null=True, blank=True)
    funds_unrestricted = models.DecimalField(_("unrestricted net assets (yuan)"), **MONEY)
    funds_restricted = models.DecimalField(_("restricted net assets (yuan)"), **MONEY)
    figures_on = models.DateField(_("figures speak for"), null=True, blank=True)
    party_branch = models.CharField(_("party branch"), max_length=60, blank=True)  # structure and a count, no persons
    party_members = models.PositiveSmallIntegerField(_("party members (a count)"), null=True, blank=True)

    # The directory entry, which the organization keeps itself by change requests. Where people find it is its own to say;
    # the address above is the registry's, and changes with its paper alone.
    about = models.TextField(_("what it does"), max_length=600, blank=True)
    hours = models.CharField(_("opening hours"), max_length=100, blank=True)
    public_phone = models.CharField(_("public telephone"), max_length=40, blank=True)
    website = models.CharField(_("website"), max_length=120, blank=True)
    public_address = models.CharField(_("where to find it"), max_length=120, blank=True)

    # Dated facts of its life
    recorded_on = models.DateField(_("in the register from"))
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    settled_on = models.DateField(_("moved in on"), null=True, blank=True)
    moved_on = models.DateField(_("moved away on"), null=True, blank=True)
    deregistered_on = models.DateField(_("deregistered on"), null=True, blank=True)

    remark = models.CharField(_("remark"), max_length=200, blank=True)
    name_key = models.CharField(max_length=100, editable=False)  # for telling doubles: matching.name_key
    batch = models.ForeignKey("kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "code"],
                name="organization_code_once",
                violation_error_message=_("An organization of this credit code is already in the register."),
            ),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(code__regex=r"^[0-9A-HJ-NP-RTUW-Y]{18}$"),
                name="organization_code_has_18",
                violation_error_message=_("A credit code has 18 digits and letters (no I, O, S, V, Z)."),
            ),
            models.CheckConstraint(
                condition=Q(deregistered_on__isnull=True)
                | Q(registered_on__isnull=True)
                | Q(deregistered_on__gte=F("registered_on")),
                name="organization_ends_after_it_begins",
                violation_error_message=_("An organization cannot be deregistered before it was registered."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "name", "id"], name="organization_by_name"),
            models.Index(fields=["centre", "kind", "name", "id"], name="organization_by_kind"),
            models.Index(fields=["centre", "name_key"], name="organization_by_key"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        """A contact sees the own organization; a residents' committee those of its place."""
        if actor.subject is None:
            return rows.filter(place_id=actor.place)
        noun, noun_id = actor.subject
        return rows.filter(pk=noun_id) if noun == NOUN else rows.none()

    @property
    def has_registered_address(self) -> bool:
        """Whether the registry has its address: then it changes with the registry's paper alone."""
        return bool(self.code and self.address)

    @property
    def is_found_elsewhere(self) -> bool:
        """Whether the public finds it at another address than the registered one."""
        return bool(self.public_address and self.address) and self.public_address != self.address


class OfOrganization(CentreRow):
    """A row about one organization; a narrow appointment sees those of the organizations it sees."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(organization__in=Organization.objects.visible_to(actor).values("pk"))


class Suspension(OfOrganization):
    """From one day until another (exclusive) an organization rests; open while it does. None is ever written over.

    One that ends on the day it began was entered by mistake: it never held.
    """

    since = models.DateField(_("suspended on"))
    until = models.DateField(_("resumed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization"],
                condition=Q(until__isnull=True),
                name="one_suspension_at_a_time",
                violation_error_message=_("The organization is suspended already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="suspension_ends_after_it_begins",
                violation_error_message=_("A suspension cannot end before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "organization", "since"], name="suspensions_of_organization")]

    def holds_on(self, day) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Contact(OfOrganization):
    """Somebody who answers for an organization, with or without an account."""

    name = models.CharField(_("name"), max_length=60)
    duty = models.CharField(_("duty"), max_length=40, blank=True)
    phone = SealedField(null=True, blank=True, purpose="organizations.contact.phone", verbose_name=_("phone"))
    account = models.ForeignKey("kernel.User", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [models.Index(fields=["centre", "organization"], name="contacts_of_organization")]


class Premises(OfOrganization):
    """Rooms an organization works in, and until when it may."""

    address = models.CharField(_("address"), max_length=120)
    area = models.PositiveIntegerField(_("area (m²)"), null=True, blank=True)
    held_as = models.CharField(_("held as"), max_length=20, blank=True)  # rented, lent by the subdistrict, own
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("premises")
        verbose_name_plural = _("premises")
        indexes = [models.Index(fields=["centre", "organization"], name="premises_of_organization")]


class Licence(OfOrganization):
    """A licence or certificate with its end: to practise, to run a school, food, fire safety."""

    title = models.CharField(_("licence"), max_length=60)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=60, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    # One that had run out when it was noted: either the renewed one is still to be brought, or somebody says why it stands
    renewal_to_bring = models.BooleanField(_("the renewed one is still to be brought"), default=False)
    anyway_because = models.CharField(_("noted although it had run out, because"), max_length=300, blank=True)
    noted_by = models.CharField(_("noted by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        indexes = [
            models.Index(fields=["centre", "organization"], name="licences_of_organization"),
            models.Index(fields=["centre", "valid_until"], name="licences_by_end"),
        ]


class Honour(OfOrganization):
    title = models.CharField(_("honour"), max_length=100)
    given_by = models.CharField(_("given by"), max_length=60, blank=True)
    on = models.DateField(_("given on"))

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        indexes = [models.Index(fields=["centre", "organization"], name="honours_of_organization")]


class Predecessor(OfOrganization):
    """What an organization grew out of: a name with dates, for teams are another room's and some were never on record."""

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=100)
    since = models.DateField(_("from"), null=True, blank=True)
    merged_on = models.DateField(_("merged on"))
    note = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("predecessor")
        verbose_name_plural = _("predecessors")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organization", "name"],
                name="predecessor_once",
                violation_error_message=_("This predecessor is on record already."),
            )
        ]
