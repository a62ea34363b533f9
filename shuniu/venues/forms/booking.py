"""What may be typed about bookings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.forms import InputForm
from shuniu.venues.models import Booking, Complaint

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")


class BookForm(InputForm):
    """A time in a space; with a last day, every week."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), required=False)
    holder = forms.CharField(label=_("Or for whom else"), max_length=80, required=False)
    day = forms.DateField(label=_("Day"), widget=DAY)
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("To"), widget=CLOCK)
    persons = forms.IntegerField(label=_("How many people"), min_value=1, max_value=2_000)
    amplified = forms.BooleanField(label=_("With loudspeakers"), required=False)
    on_paper = forms.BooleanField(
        label=_("Signs the paper list, without a phone"), required=False,
        help_text=_("The clock does not release the time; the sheet is keyed in afterwards."),
    )  # fmt: skip
    last = forms.DateField(
        label=_("Every week until"), widget=DAY, required=False, help_text=_("Empty: this one day only.")
    )

    def __init__(self, *args, own: Group | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        if own is not None:
            del self.fields["group"], self.fields["holder"], self.fields["on_paper"]
        else:
            self.fields["group"].queryset = (
                Group.objects.visible_to(self.by).filter(ended_on__isnull=True).order_by("name")
            )

    def clean(self):
        data = super().clean()
        data["group"] = self.own or data.get("group")
        if data["group"] is None and not data.get("holder", "").strip():
            self.add_error("group", _("Say for whom the space is."))
        if data.get("last") and data.get("day") and data["last"] < data["day"]:
            self.add_error("last", _("The last day is not before the first."))
        return data


class ArrivalForm(InputForm):
    """How many came, where somebody says it at the check-in."""

    people = forms.IntegerField(label=_("People who came"), min_value=1, max_value=2_000, required=False)


class SheetForm(InputForm):
    """The sign-in sheet of a day: a tick and a number of people for each time."""

    def __init__(self, *args, bookings: list[Booking], **kwargs):
        super().__init__(*args, **kwargs)
        self.bookings = bookings
        for each in self.open_ones():
            self.fields[f"used_{each.pk}"] = forms.BooleanField(
                label=_("Signed: %(who)s") % {"who": each.whose}, required=False
            )
            self.fields[f"people_{each.pk}"] = forms.IntegerField(
                label=_("How many people"), min_value=1, max_value=2_000, required=False
            )
        if any(each.on_paper for each in self.open_ones()):
            self.fields["whole"] = forms.BooleanField(
                label=_("This is the whole sheet: who signs on paper and is not ticked did not come"), required=False
            )

    def unsigned(self) -> list[Booking]:
        """On a whole sheet, the times of groups that sign on paper and did not."""
        if not self.cleaned_data.get("whole"):
            return []
        used = {each.pk for each in self.used()}
        return [each for each in self.open_ones() if each.on_paper and not each.released_at and each.pk not in used]

    def open_ones(self) -> list[Booking]:
        return [each for each in self.bookings if each.checked_in_at is None]

    def used(self) -> list[Booking]:
        """What was ticked, or has its number of people."""
        data = self.cleaned_data
        return [each for each in self.open_ones() if data[f"used_{each.pk}"] or data[f"people_{each.pk}"]]

    def people(self) -> dict[int, int]:
        found = {each.pk: self.cleaned_data[f"people_{each.pk}"] for each in self.open_ones()}
        return {key: number for key, number in found.items() if number}


class WordsForm(InputForm):
    """One text."""

    words = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label=None, **kwargs):
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label = label


class VerdictForm(WordsForm):
    """A named person's decision, in words."""

    upheld = forms.ChoiceField(label=_("Decision"), choices=[("yes", _("justified")), ("no", _("not justified"))])

    def clean_upheld(self) -> bool:
        return self.cleaned_data["upheld"] == "yes"


class ComplaintForm(InputForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Complaint.Kind.choices)
    content = forms.CharField(
        label=_("What was said"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Not who said it."),
    )  # fmt: skip


class SwapForm(InputForm):
    theirs = forms.ModelChoiceField(label=_("The time wanted instead"), queryset=Booking.objects.none())

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theirs"].queryset = offered
        self.fields["theirs"].label_from_instance = said_of


def said_of(booking: Booking) -> str:
    return f"{booking.day} {booking.starts:%H:%M}–{booking.ends:%H:%M} {booking.space.title} · {booking.whose}"
