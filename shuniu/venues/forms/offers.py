"""What may be typed about a room that an organization offers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.venues.forms.booking import CLOCK, DAY
from shuniu.venues.forms.venues import equipment_of
from shuniu.venues.models import WEEKDAYS


class OfferForm(InputForm):
    name = forms.CharField(label=_("What the room is called"), max_length=60)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    capacity = forms.IntegerField(label=_("Most people"), min_value=1, max_value=20_000)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Open on"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    opens = forms.TimeField(label=_("Opens"), widget=CLOCK)
    closes = forms.TimeField(label=_("Closes"), widget=CLOCK)
    equipment = forms.MultipleChoiceField(label=_("Equipment"), widget=forms.CheckboxSelectMultiple, required=False)
    terms = forms.CharField(
        label=_("Terms of the offer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Free or not, how often, who cleans. Whoever books reads them."),
    )  # fmt: skip
    offered_from = forms.DateField(label=_("Offered from"), widget=DAY)
    offered_until = forms.DateField(
        label=_("Offered until"), widget=DAY, required=False, help_text=_("Empty: until further notice.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["equipment"].choices = equipment_of(self.by)

    def clean(self):
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", _("A venue closes after it opens."))
        if data.get("offered_from") and data.get("offered_until") and data["offered_until"] < data["offered_from"]:
            self.add_error("offered_until", _("An offer cannot end before it begins."))
        return data
