"""What may be typed about a month, and about numbers somebody reported."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.groups.actions.duties import ReturnFigures
from shuniu.groups.carried import Carried
from shuniu.groups.models import Duty, MonthlyReturn, ReportedFigure
from shuniu.kernel.forms import InputForm

# More meetings than days in two months, more people than a hall holds: a slip of the finger, not a figure.
MOST_TIMES, MOST_PEOPLE = 62, 2_000
UNITS = {
    "meetings": _("times"),
    "trainings": _("times"),
    "activities": _("times"),
    "attendance": _("people"),
    "members": _("people"),
}


def count(label, most: int, help_text="") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, help_text=help_text)


class ReturnForm(InputForm):
    """The month's figures, as the leader types them on the phone."""

    meetings = count(_("Meetings of the group"), MOST_TIMES)
    trainings = count(_("Trainings"), MOST_TIMES)
    activities = count(_("Activities"), MOST_TIMES)
    attendance = count(_("People who came, on average"), MOST_PEOPLE)
    members = count(_("Members in the group"), MOST_PEOPLE)
    note = forms.CharField(
        label=_("Anything to tell the centre"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, carried: Carried | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if carried is not None:
            self.initial = {**carried.figures, **self.initial}
            self.tell_of(carried)

    def tell_of(self, carried: Carried) -> None:
        """Beside the number of members: what is known of it, from where, and which of it is filled in."""
        told = str(carried.members)
        self.fields["members"].help_text = self["members"].help_text = (
            told  # a form that was judged has its parts already
        )

    def figures(self) -> ReturnFigures:
        return ReturnFigures(**{name: self.cleaned_data[name] for name in (*UNITS, "note")})


class KeyedReturnForm(ReturnForm):
    """The same at the office's desk: how it came in is said, and stays beside the figures."""

    channel = forms.ChoiceField(
        label=_("It came in"),
        choices=[
            (MonthlyReturn.Channel.PAPER, _("on paper, keyed in here")),
            (MonthlyReturn.Channel.PAGE, _("by word at the window or by telephone")),
        ],
        widget=forms.RadioSelect,
        initial=MonthlyReturn.Channel.PAPER,
    )


class ExcuseForm(InputForm):
    duty = forms.ChoiceField(label=_("Duty"), choices=Duty.choices, widget=forms.RadioSelect, initial=Duty.RETURN)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "It stands on the group's page and in the trail; write no names and nothing about anyone's health."
        ),
    )


class FigureForm(InputForm):
    """A number somebody reported; it stands beside the counted one and never replaces it."""

    figure = forms.ChoiceField(label=_("Figure"), choices=ReportedFigure.Figure.choices, widget=forms.RadioSelect)
    value = count(_("Number"), 100_000)
    reported_on = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(
        label=_("Source"), max_length=60, help_text=_("For example: the committee's year-end list, by telephone.")
    )

    def clean_reported_on(self):
        day = self.cleaned_data["reported_on"]
        if day > self.by.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class LookForm(InputForm):
    """Sealed data opens to who says why."""

    reason = forms.CharField(label=_("Why do you need to see it?"), max_length=200)
