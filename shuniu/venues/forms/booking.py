"""What may be typed about venues and bookings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.venues.models import Booking, Complaint, Venue

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
    last = forms.DateField(
        label=_("Every week until"), widget=DAY, required=False, help_text=_("Empty: this one day only.")
    )

    def __init__(self, *args, own: Group | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = own
        if own is not None:
            del self.fields["group"], self.fields["holder"]
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


class VenueForm(InputForm):
    """A new venue with its weekly hours, the same every day; other weekdays are set on its page."""

    name = forms.CharField(label=_("Name of the venue"), max_length=60)
    owner = forms.ChoiceField(label=_("Owner"), choices=Venue.Owner.choices)
    owner_name = forms.CharField(label=_("Owner's name"), max_length=80, required=False)
    capacity = forms.IntegerField(label=_("Most people"), min_value=1, max_value=20_000)
    outdoors = forms.BooleanField(label=_("Outdoors"), required=False)
    grain = forms.TypedChoiceField(
        label=_("Times begin and end every"), coerce=int, initial=30,
        choices=[(15, _("15 minutes")), (30, _("30 minutes")), (60, _("60 minutes"))],
        help_text=_("It cannot be changed later."),
    )  # fmt: skip
    opens = forms.TimeField(label=_("Opens"), widget=CLOCK, initial="08:00")
    closes = forms.TimeField(label=_("Closes"), widget=CLOCK, initial="20:00")
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Open on"), coerce=int, widget=forms.CheckboxSelectMultiple, initial=[1, 2, 3, 4, 5, 6, 7]
    )
    on_holidays = forms.ChoiceField(label=_("On holidays"), choices=Venue.Holidays.choices)
    equipment = forms.MultipleChoiceField(label=_("Equipment"), widget=forms.CheckboxSelectMultiple, required=False)
    decibels = forms.IntegerField(label=_("Loudest sound, in decibels"), min_value=30, max_value=120, required=False)
    loud_from = forms.TimeField(label=_("Loudspeakers allowed from"), widget=CLOCK, required=False)
    loud_until = forms.TimeField(label=_("Loudspeakers allowed until"), widget=CLOCK, required=False)
    fire_certificate_until = forms.DateField(label=_("Fire certificate valid until"), widget=DAY, required=False)
    key_holder = forms.CharField(label=_("Where the key is"), max_length=60, required=False)
    key_phone = forms.CharField(label=_("Telephone for the key"), max_length=40, required=False)
    terms = forms.CharField(label=_("Terms of the offer"), max_length=300, required=False)
    offered_from = forms.DateField(label=_("Offered from"), widget=DAY, required=False)
    offered_until = forms.DateField(label=_("Offered until"), widget=DAY, required=False)
    needs_approval = forms.BooleanField(label=_("The centre approves each booking"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from shuniu.venues.models import WEEKDAYS

        self.fields["weekdays"].choices = WEEKDAYS
        known = codes("venues.equipment", place=self.by.place, on=self.by.today)
        self.fields["equipment"].choices = [(code.code, str(code)) for code in known]

    def clean(self):
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", _("A venue closes after it opens."))
        if bool(data.get("loud_from")) != bool(data.get("loud_until")):
            self.add_error("loud_until", _("Give both hours of loudspeakers, or neither."))
        elif data.get("loud_from") and data["loud_until"] <= data["loud_from"]:
            self.add_error("loud_until", _("The end must be after the beginning."))
        return data

    def columns(self) -> dict:
        """What `enter_venue` takes."""
        data = dict(self.cleaned_data)
        opens, closes, weekdays = data.pop("opens"), data.pop("closes"), data.pop("weekdays")
        return {**data, "hours": {day: [(opens, closes)] for day in weekdays}, "place_id": self.by.centre}


class ExceptionForm(InputForm):
    first = forms.DateField(label=_("First day"), widget=DAY)
    last = forms.DateField(label=_("Last day"), widget=DAY)
    opens = forms.TimeField(label=_("Opens"), widget=CLOCK, required=False, help_text=_("Both empty: closed."))
    closes = forms.TimeField(label=_("Closes"), widget=CLOCK, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=100)

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The last day is not before the first."))
        opens, closes = data.get("opens"), data.get("closes")
        if bool(opens) != bool(closes) or (opens and closes <= opens):
            self.add_error("closes", _("Give both hours, the end after the beginning, or neither for a closed day."))
        return data


class DivideForm(InputForm):
    parts = forms.CharField(
        label=_("Parts"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: its name, then the most people."),
    )

    def clean_parts(self) -> list[tuple[str, int]]:
        found = []
        for line in self.cleaned_data["parts"].splitlines():
            name, _space, people = line.strip().rpartition(" ")
            if line.strip() and (not name.strip() or not people.isdecimal() or not int(people)):
                raise forms.ValidationError(_("“%(line)s” lacks its name or the most people.") % {"line": line})
            if line.strip():
                found.append((name.strip()[:60], int(people)))
        if len(found) < 2:
            raise forms.ValidationError(_("A space is divided into two parts or more."))
        return found
