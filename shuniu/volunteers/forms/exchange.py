"""What is asked before an exchange file leaves the house."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.exchange import RECORDS

DAY = forms.DateInput(attrs={"type": "date"})


class ExchangeForm(InputForm):
    record = forms.ChoiceField(label=_("Records"), choices=[(r.name, r.label) for r in RECORDS.values()])
    first = forms.DateField(label=_("From"), widget=DAY)
    last = forms.DateField(label=_("To"), widget=DAY)
    form = forms.ChoiceField(label=_("As"), choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    masked = forms.BooleanField(label=_("Names, numbers and telephones masked"), required=False, initial=True)
    reason = forms.CharField(label=_("Who receives it, and for what"), max_length=200)

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The period ends before it begins."))
        return data
