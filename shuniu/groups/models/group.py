from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField


class Branch(CentreRow):
    """A branch of the federation (联合会); a tree. A group belongs to one, and may lean on others besides."""

    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=120)  # "0003.0012.": ids from the root down, zero-padded
    order = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="branch_name_once"),
        ]
        indexes = [models.Index(fields=["centre", "path"], name="branch_tree")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        return rows


class Ending(models.TextChoices):
    DISSOLVED = "dissolved", _("dissolved")
    MERGED = "merged", _("merged into another group")
    PROMOTED = "promoted", _("became a registered organization")
    MOVED = "moved", _("moved away")


class Group(CentreRow):
    """A mass activity group (群众活动团队): who, what and where.

    Its life is dated facts: founded, filed, suspended, ended. Whether it is filed on a day is derived from them. A group
    that is not filed is "unfiled", and nothing worse (MCA Order 77).
    """

    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", verbose_name=_("residents' committee"))
    name = models.CharField(_("name"), max_length=40)
    initials = models.CharField(max_length=40, blank=True)
    category = models.CharField(_("category"), max_length=30, blank=True)  # code table groups.category
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    founded_precision = models.CharField(max_length=5, blank=True)

    # What and where (Jiading form, fields 4-9)
    content = models.CharField(_("activity content"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=100, blank=True)
    times = models.CharField(_("activity times"), max_length=200, blank=True)  # as the office wrote them
    times_per_week = models.PositiveSmallIntegerField(_("times a week"), null=True, blank=True)
    area = models.CharField(_("area of activity"), max_length=100, blank=True)
    charter = models.TextField(_("charter"), blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    party_members = models.PositiveSmallIntegerField(_("party members (a count)"), null=True, blank=True)

    # The liaison of the form's fields 17-23: an optional contact, nothing about beliefs
    liaison_assigned = models.BooleanField(_("liaison assigned"), null=True, blank=True)
    liaison_name = models.CharField(_("liaison"), max_length=60, blank=True)
    liaison_unit = models.CharField(_("liaison's unit and post"), max_length=100, blank=True)
    liaison_phone = SealedField(
        _("liaison's office phone"), purpose="groups.group.liaison_phone", null=True, blank=True
    )

    branch = models.ForeignKey(Branch, models.PROTECT, null=True, blank=True, related_name="groups")
    also_in = models.ManyToManyField(Branch, through="Affiliation", related_name="affiliated")

    # Dated facts of its life
    recorded_on = models.DateField(_("in the register from"))
    filing_number = models.CharField(_("filing number"), max_length=40, null=True, blank=True)  # noqa: DJ001  (unique)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    filed_until = models.DateField(_("filing valid until"), null=True, blank=True)
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending.choices, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    promoted_to = models.CharField(_("registered as"), max_length=100, blank=True)

    print_index = models.BinaryField(max_length=16, null=True, editable=False)
    batch = models.ForeignKey("kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(ended_on__isnull=True),
                name="group_name_once",
                violation_error_message=_("A group of this name is already in the register."),
            ),
            models.UniqueConstraint(
                fields=["centre", "filing_number"],
                name="filing_number_once",
                violation_error_message=_("This filing number is already taken."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="") | Q(ended_on__isnull=False) & ~Q(ending=""),
                name="group_ends_somehow",
                violation_error_message=_("Say how the group ended, and when."),
            ),
            models.CheckConstraint(
                condition=Q(filing_number__isnull=True) | Q(filed_on__isnull=False),
                name="number_comes_with_filing",
                violation_error_message=_("A filing number comes with its date."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="group_ends_after_it_begins",
                violation_error_message=_("A group cannot end before it is in the register."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "name", "id"], name="group_by_name"),
            models.Index(fields=["centre", "category", "name", "id"], name="group_by_category"),
            models.Index(fields=["centre", "place", "name"], name="group_by_place"),
            models.Index(fields=["centre", "branch"], name="group_by_branch"),
            models.Index(fields=["centre", "initials"], name="group_by_initials"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        """A leader sees the own group; a branch officer the branch's; a residents' committee those of its place."""
        if actor.subject is None:
            return rows.filter(place_id=actor.place)
        noun, noun_id = actor.subject
        if noun == "groups.group":
            return rows.filter(pk=noun_id)
        if noun == "groups.branch":
            inside = Branch.everything.filter(centre_id=actor.centre, path__contains=f"{noun_id:06d}.")
            return rows.filter(branch__in=inside)
        return rows.none()

    def filed_by(self, day) -> bool:
        """Whether the filing is in force on a day."""
        return (
            self.filed_on is not None and self.filed_on <= day and (self.filed_until is None or day <= self.filed_until)
        )


class Affiliation(CentreRow):
    """A secondary affiliation: shown in the branch, counted in the main one only."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="affiliations")
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="affiliations")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "group", "branch"], condition=Q(until__isnull=True), name="affiliation_once"
            )
        ]


class GroupGram(models.Model):
    """Side table of name pieces, as for people."""

    pk = models.CompositePrimaryKey("centre_id", "gram", "group_id")
    centre_id = models.BigIntegerField()
    gram = models.BigIntegerField()
    group_id = models.BigIntegerField()


class OfGroup(CentreRow):
    """A row about one group; a narrow appointment sees those of the groups it sees."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="%(class)ss", db_index=False)

    class Meta:
        abstract = True
        default_manager_name = "everything"
        base_manager_name = "everything"

    @classmethod
    def narrow(cls, rows, actor):
        return rows.filter(group__in=Group.objects.visible_to(actor).values("pk"))
