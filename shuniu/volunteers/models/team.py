from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow

from .volunteer import OfTeam


class Team(CentreRow):
    """A team of volunteers (志愿服务队) with its leader and the social worker who leads it."""

    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", verbose_name=_("at home in"))
    name = models.CharField(_("name"), max_length=40)
    service = models.CharField(_("service type"), max_length=30, blank=True)  # code table volunteers.service
    leader = models.ForeignKey(
        "volunteers.Volunteer", models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("leader")
    )
    social_worker = models.CharField(_("leading social worker"), max_length=80, blank=True)
    founded_on = models.DateField(_("founded on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    batch = models.ForeignKey(
        "kernel.Batch", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(closed_on__isnull=True),
                name="team_name_once",
                violation_error_message=_("There is a team of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("founded_on")),
                name="team_period",
                violation_error_message=_("A team cannot close before it was founded."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "name", "id"], name="team_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def narrow(cls, rows, actor):
        """A volunteer may see which teams there are; a residents' committee those at home there."""
        return rows.filter(place_id=actor.place) if actor.subject is None else rows


class TeamMembership(OfTeam):
    """A volunteer in a team between two dates; the last day is no longer one of them."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships", db_index=False)
    volunteer = models.ForeignKey("volunteers.Volunteer", models.PROTECT, related_name="memberships", db_index=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership of a team")
        verbose_name_plural = _("memberships of teams")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer", "team"],
                condition=Q(until__isnull=True),
                name="team_membership_once",
                violation_error_message=_("This volunteer is in the team already."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="team_membership_period",
                violation_error_message=_("Nobody leaves a team before joining it."),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "team"], name="members_of_team"),
            models.Index(fields=["centre", "volunteer"], name="teams_of_volunteer"),
        ]
