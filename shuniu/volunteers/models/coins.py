"""The points book in the manner of the time bank: entries are never changed or deleted; a balance is their sum.

It is a book apart from the hours: a coin is thanks that can be passed on, an hour is a fact that is certified. A coin
has no value in money (《"沪助养老时光汇"项目管理办法》: one hour, one coin, which may be given away).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .volunteer import OfVolunteer


class CoinBook(OfVolunteer):
    """A volunteer's wish to keep a points book, from a day on. Nobody has one without having asked."""

    opened_on = models.DateField(_("kept from"))
    closed_on = models.DateField(_("kept until"), null=True, blank=True)
    opened_by = models.CharField(_("opened by"), max_length=80)
    balance = models.PositiveIntegerField(_("coins in hundredths"), default=0)  # the sum of the entries, for the lock

    class Meta:
        verbose_name = _("points book")
        verbose_name_plural = _("points books")
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "volunteer"],
                condition=Q(closed_on__isnull=True),
                name="one_points_book_a_volunteer",
                violation_error_message=_("The volunteer keeps a points book already."),
            )
        ]


class CoinEntry(OfVolunteer):
    """One line of the points book, in hundredths of a coin: above nought what came in, below what went out."""

    class Kind(models.TextChoices):
        EARNED = "earned", pgettext_lazy("coins", "earned by service")
        TAKEN_BACK = "taken_back", pgettext_lazy("coins", "taken back: the hours were corrected")
        GIVEN = "given", pgettext_lazy("coins", "given away")
        RECEIVED = "received", pgettext_lazy("coins", "received as a gift")
        REDEEMED = "redeemed", pgettext_lazy("coins", "redeemed")
        EXPIRED = "expired", pgettext_lazy("coins", "run out")

    book = models.ForeignKey(CoinBook, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    hundredths = models.IntegerField(_("coins in hundredths"))
    day = models.DateField(_("day"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    hours_entry = models.ForeignKey(
        "volunteers.HourEntry", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    other = models.ForeignKey(CoinBook, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reason = models.CharField(_("what for"), max_length=200, blank=True)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.CharField(_("noted by"), max_length=80)

    class Meta:
        verbose_name = _("entry of a points book")
        verbose_name_plural = _("entries of points books")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["earned", "received"], hundredths__gte=0)
                | Q(kind__in=["taken_back", "given", "redeemed", "expired"], hundredths__lte=0),
                name="coins_have_their_sign",
                violation_error_message=_("What came in is above nought, what went out below."),
            ),
            models.UniqueConstraint(
                fields=["centre", "hours_entry"],
                condition=Q(hours_entry__isnull=False),
                name="hours_earn_coins_once",
                violation_error_message=_("These hours have earned their coins already."),
            ),
        ]
        indexes = [models.Index(fields=["centre", "book", "id"], name="coins_of_book")]
