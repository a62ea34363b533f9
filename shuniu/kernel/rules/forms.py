"""What a director may type about codes, settings and the calendar."""

from __future__ import annotations

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.kernel.rules.queries import national_table


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ValueForm(InputForm):
    """A new value; its field is of the shape of the value in force."""

    since = DayField(label=_("From"), help_text=_("Today or a later day. The value before it ends on the eve."))
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The decision, notice or rule this value comes from.")
    )

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = current
        self.fields = {"value": field_for(current), **self.fields}

    def clean_value(self):
        value = self.cleaned_data["value"]
        if isinstance(self.current, bool):
            return value == "true"
        if isinstance(self.current, list):
            return [line.strip() for line in value.splitlines() if line.strip()]
        if isinstance(self.current, dict):
            return self._object(value)
        return value

    def _object(self, text: str) -> dict:
        try:
            value = json.loads(text)
        except ValueError:
            raise ValidationError(_("This is not JSON.")) from None
        if not isinstance(value, dict) or set(value) != set(self.current):
            raise ValidationError(_("The names must stay as they are: %s.") % ", ".join(self.current))
        return value


def field_for(current) -> forms.Field:
    """A field that shows the value in force and takes one of its shape."""
    label = _("New value")
    if isinstance(current, bool):
        return forms.ChoiceField(
            label=label, choices=[("true", _("yes")), ("false", _("no"))], initial=str(current).lower()
        )
    if isinstance(current, int):
        return forms.IntegerField(label=label, initial=current, min_value=0, max_value=100_000)
    if isinstance(current, float):
        return forms.FloatField(label=label, initial=current)
    if isinstance(current, list):
        return forms.CharField(
            label=label, initial="\n".join(map(str, current)), widget=forms.Textarea, help_text=_("One a line.")
        )
    if isinstance(current, dict):
        text = json.dumps(current, ensure_ascii=False, indent=1)
        return forms.CharField(
            label=label, initial=text, widget=forms.Textarea, help_text=_("Change what stands after the colons.")
        )
    return forms.CharField(label=label, initial=current, max_length=500)


class EndForm(InputForm):
    until = DayField(label=_("Last day"), help_text=_("Today or a later day."))


class CodeForm(InputForm):
    """One entry of a code table."""

    code = forms.RegexField(
        r"^[a-z0-9_]{1,30}$",
        label=_("Entry code"),
        help_text=_("Small letters, digits and _; it is never shown to the public and never changes."),
    )
    label = forms.CharField(label=_("Label"), max_length=80)
    label_en = forms.CharField(label=_("English label"), max_length=80, required=False)
    national = forms.ChoiceField(label=_("National code"), required=False)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=9_999, initial=100)
    since = DayField(label=_("From"), help_text=_("Today or a later day."))

    def __init__(self, *args, table: str, **kwargs):
        super().__init__(*args, **kwargs)
        known = codes(national_table(table), place=self.by.place, on=self.by.today)
        self.fields["national"].choices = [("", "–"), *((code.code, str(code)) for code in known)]
        self.fields["national"].required = bool(known)


class DaysForm(InputForm):
    """Days off, or weekend days worked."""

    name = forms.CharField(
        label=pgettext_lazy("of a thing", "Name"), max_length=40, help_text=_("As in the notice: Spring Festival")
    )
    is_workday = forms.ChoiceField(
        label=_("Kind of day"),
        choices=[("no", _("days off")), ("yes", _("weekend days that are worked"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("Weekends inside are days off anyway and are passed over."))

    def clean_is_workday(self):
        return self.cleaned_data["is_workday"] == "yes"
