from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow


class ServicePoint(CentreRow):
    """A place of service (服务点): where volunteers serve, such as the charity supermarket."""

    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", verbose_name=_("lies in"))
    name = models.CharField(_("name"), max_length=60)
    address = models.CharField(_("address"), max_length=100, blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"],
                name="service_point_name_once",
                violation_error_message=_("There is a service point of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="service_point_period",
                violation_error_message=_("A service point cannot close before it opened."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        return rows


class Post(CentreRow):
    """Work to be done by volunteers, with its risks stated and what it asks of those who do it."""

    class Risk(models.TextChoices):
        NONE = "none", _("no particular risk")
        SOME = "some", _("some risk")
        RISKY = "risky", _("risky: insurance before the first shift")

    service_point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="posts", db_index=False)
    team = models.ForeignKey(
        "volunteers.Team", models.PROTECT, null=True, blank=True, related_name="posts", db_index=False
    )
    title = models.CharField(_("title"), max_length=60)
    service = models.CharField(_("service type"), max_length=30)  # code table volunteers.service
    duties = models.CharField(_("what is to be done"), max_length=300)
    risk = models.CharField(_("risk"), max_length=10, choices=Risk.choices, default=Risk.NONE)
    risks = models.CharField(_("risks, in words"), max_length=300)
    min_age = models.PositiveSmallIntegerField(_("from the age of"), default=18)
    max_age = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    skill = models.CharField(_("skill asked for"), max_length=30, blank=True)  # code table volunteers.skill
    training = models.CharField(_("training asked for"), max_length=30, blank=True)  # volunteers.training
    wanted = models.PositiveSmallIntegerField(_("volunteers a shift"))
    backups = models.PositiveSmallIntegerField(_("backups a shift"), default=0)
    is_public = models.BooleanField(_("shown to everyone"), default=True)
    opened_on = models.DateField(_("open from"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "service_point", "title"],
                name="post_title_once",
                violation_error_message=_("There is a post of this name at the service point already."),
            ),
            models.CheckConstraint(
                condition=~Q(risks=""),
                name="post_states_its_risks",
                violation_error_message=_("State the risks; “none known” is a statement too."),
            ),
            models.CheckConstraint(
                condition=Q(max_age__isnull=True) | Q(max_age__gte=F("min_age")),
                name="post_ages",
                violation_error_message=_("The highest age lies below the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1),
                name="post_wants_somebody",
                violation_error_message=_("A post wants at least one volunteer."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "title", "id"], name="post_by_title")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def narrow(cls, rows, actor):
        return rows

    @property
    def needs_insurance(self) -> bool:
        return self.risk == self.Risk.RISKY
