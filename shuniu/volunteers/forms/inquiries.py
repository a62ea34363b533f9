"""What may be typed about hours that are said to be false."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.models import HourEntry, Inquiry
from shuniu.volunteers.words import hours_of

WORDS = forms.Textarea(attrs={"rows": 4})


class InquiryForm(InputForm):
    """Which entries, on what grounds, and how the volunteer learns of it."""

    entries = forms.TypedMultipleChoiceField(
        label=_("Which hours"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("The newest that count.")
    )
    grounds = forms.CharField(
        label=_("On what grounds"),
        max_length=500,
        widget=WORDS,
        help_text=_(
            "Facts and where they are seen, as the volunteer will read them. Nobody who told the centre is named."
        ),
    )
    told = forms.ChoiceField(label=_("How the volunteer is told"), choices=Inquiry.Told.choices)

    def __init__(self, *args, entries: list[HourEntry], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [(entry.pk, said(entry)) for entry in entries]


class SayForm(HeardForm):
    words = forms.CharField(label=_("In your own words"), max_length=1000, widget=WORDS)


class FoundForm(InputForm):
    """What is right of each entry, and why, as the volunteer will read it."""

    reason = forms.CharField(label=_("Reason, as the volunteer will read it"), max_length=500, widget=WORDS)

    def __init__(self, *args, entries: list[HourEntry], **kwargs):
        super().__init__(*args, **kwargs)
        for entry in entries:
            self.fields[f"e{entry.pk}"] = forms.DecimalField(
                label=_("Right are, in hours: %(entry)s") % {"entry": said(entry)},
                min_value=0,
                max_value=24,
                decimal_places=2,
                initial=round(entry.minutes / 60, 2),
            )
        self.entries = entries
        self.order_fields([*(f"e{entry.pk}" for entry in entries), "months", "reason"])

    def right(self) -> dict[int, int]:
        """Entry → minutes. What was left as shown is as recorded, to the minute."""
        found = {}
        for entry in self.entries:
            hours = self.cleaned_data[f"e{entry.pk}"]
            same = float(hours) == round(entry.minutes / 60, 2)
            found[entry.pk] = entry.minutes if same else round(hours * 60)
        return found


class LiftForm(InputForm):
    """Why what was decided does not stand, and whether the hours were right."""

    reason = forms.CharField(label=_("Reason, as the volunteer will read it"), max_length=500, widget=WORDS)
    restore = forms.BooleanField(label=_("The hours were right: they count again as recorded"), required=False)


class BarForm(FoundForm):
    months = forms.IntegerField(label=_("Withhold new stars and honours for, in months"), max_value=600)

    def __init__(self, *args, lengths: tuple[int, int], **kwargs):
        super().__init__(*args, **kwargs)
        least, most = lengths
        self.fields["months"] = forms.IntegerField(
            label=self.fields["months"].label,
            min_value=least,
            max_value=most,
            initial=least,
            help_text=_("From %(least)s to %(most)s. Hours, service and what was awarded stay.")
            % {"least": least, "most": most},
        )
        self.order_fields([*(f"e{entry.pk}" for entry in self.entries), "months", "reason"])


def said(entry: HourEntry) -> str:
    """An entry in one line: day, hours, where."""
    return f"{entry.day.isoformat()} · {hours_of(entry.minutes)} · {entry.service_point.name}"
