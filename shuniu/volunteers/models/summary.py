"""Figures kept beside the ledger by the database itself (migration 0003); a test proves them equal to it."""

from django.db import models

from shuniu.kernel.scope import CentreRow


class HourMonth(CentreRow):
    """What was served at one service point in one month: the sum of its entries, brought along by a trigger."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    service_point = models.ForeignKey("volunteers.ServicePoint", models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()  # its first day
    minutes = models.BigIntegerField()
    times = models.IntegerField()
    entries = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "service_point", "month"], name="hour_month_once")]
        indexes = [models.Index(fields=["centre", "month"], name="hour_months")]


class PeopleFigure(CentreRow):
    """How many people served in a finished period. People do not add up over months, so a period has its own figure.

    An entry written for a day of the period deletes the figure (a trigger); it is counted anew when next asked for.
    """

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    service_point_id = models.BigIntegerField(default=0)  # 0: the whole centre
    first = models.DateField()
    until = models.DateField()  # exclusive
    people = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "service_point_id", "first", "until"], name="people_figure_once")
        ]
