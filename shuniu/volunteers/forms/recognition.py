"""What may be typed about honours, evaluations and coins."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.coins import hundredths_of
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.models import CoinBook, Evaluation, Volunteer

DAY = forms.DateInput(attrs={"type": "date"})
RATINGS = ((5, _("5 very good")), (4, _("4 good")), (3, _("3 fair")), (2, _("2 poor")), (1, _("1 very poor")))


class HonourForm(InputForm):
    title = forms.CharField(label=_("Name of the honour"), max_length=80)
    conferred_by = forms.CharField(label=_("Conferred by"), max_length=80)
    conferred_on = forms.DateField(label=_("Conferred on"), widget=DAY)
    evidence = forms.CharField(label=_("Evidence"), max_length=200, help_text=_("The paper and where it is kept."))


class OwnEvaluationForm(InputForm):
    """What a volunteer says of a post."""

    rating = forms.TypedChoiceField(label=_("How was it?"), choices=RATINGS, coerce=int, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About the service and the post, please name nobody."),
    )


class EvaluationForm(OwnEvaluationForm):
    """What is told to the centre, keyed in."""

    side = forms.ChoiceField(label=_("Who says it"), choices=Evaluation.Side.choices)
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[c for c in Evaluation.Channel.choices if c[0] != Evaluation.Channel.PAGE]
    )
    served_on = forms.DateField(label=_("Day of the service"), widget=DAY)
    field_order = ["side", "channel", "rating", "words", "served_on"]


class CoinsForm(InputForm):
    coins = forms.DecimalField(label=_("Coins"), min_value=Decimal("0.01"), max_digits=7, decimal_places=2)
    reason = forms.CharField(label=_("What for"), max_length=200)

    @property
    def hundredths(self) -> int:
        return hundredths_of(self.cleaned_data["coins"])


class GiftForm(CoinsForm, HeardForm):
    to = forms.CharField(
        label=_("Number of the volunteer"),
        max_length=30,
        required=False,
        help_text=_("Empty: for your family or for the centre; say so below."),
    )
    field_order = ["to", "coins", "reason"]

    def clean_to(self) -> CoinBook | None:
        """The book of another volunteer of the centre; None for family or the centre."""
        number = self.cleaned_data["to"].strip()
        if not number:
            return None
        centre = self.by.centre or self.by.place
        of_them = Volunteer.objects.unscoped(because="a gift goes to any volunteer of the centre, by number")
        books = CoinBook.objects.unscoped(because="a gift goes to any volunteer of the centre, by number")
        found = books.filter(
            volunteer__in=of_them.filter(centre_id=centre, number__iexact=number).values("pk"), closed_on__isnull=True
        ).first()
        if found is None:
            raise forms.ValidationError(_("No volunteer with this number keeps a points book. Check the number."))
        return found
