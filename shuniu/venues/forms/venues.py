"""What may be typed about venues: their facts, their hours, their spaces, their end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm, whole_number
from shuniu.kernel.models import Place
from shuniu.venues.forms.booking import CLOCK, DAY
from shuniu.venues.models import WEEKDAYS, OpeningHours, Venue

MOST_PEOPLE = 20_000  # in one space
SPELL = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：](\d{2})")


class VenueFacts(InputForm):
    """What is known of a venue as a whole, and may be corrected at any time."""

    name = forms.CharField(label=_("Name of the venue"), max_length=60)
    owner = forms.ChoiceField(label=_("Owner"), choices=Venue.Owner.choices)
    owner_name = forms.CharField(label=_("Owner's name"), max_length=80, required=False)
    place = forms.ModelChoiceField(
        label=_("Residents' committee"), queryset=Place.objects.none(), required=False,
        help_text=_("Empty: it belongs to the whole subdistrict."),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    outdoors = forms.BooleanField(label=_("Outdoors"), required=False)
    on_holidays = forms.ChoiceField(label=_("On holidays"), choices=Venue.Holidays.choices)
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
        committees = Place.objects.filter(level="committee", pk__range=self.by.reach)
        self.fields["place"].queryset = committees.order_by("pk")
        self.fields["place"].label_from_instance = lambda place: place.label

    def clean(self):
        data = super().clean()
        if bool(data.get("loud_from")) != bool(data.get("loud_until")):
            self.add_error("loud_until", _("Give both hours of loudspeakers, or neither."))
        elif data.get("loud_from") and data["loud_until"] <= data["loud_from"]:
            self.add_error("loud_until", _("The end must be after the beginning."))
        if data.get("offered_from") and data.get("offered_until") and data["offered_until"] < data["offered_from"]:
            self.add_error("offered_until", _("An offer cannot end before it begins."))
        return data

    def columns(self) -> dict:
        """What the action takes."""
        data = dict(self.cleaned_data)
        place = data.pop("place")
        return {**data, "place_id": place.pk if place else self.by.centre}


class VenueForm(VenueFacts):
    """A new venue with its weekly hours, the same every day; other weekdays are set on its page."""

    capacity = forms.IntegerField(label=_("Most people"), min_value=1, max_value=MOST_PEOPLE)
    grain = forms.TypedChoiceField(
        label=_("Times begin and end every"), coerce=int, initial=30,
        choices=[(15, _("15 minutes")), (30, _("30 minutes")), (60, _("60 minutes"))],
        help_text=_("It cannot be changed later."),
    )  # fmt: skip
    opens = forms.TimeField(label=_("Opens"), widget=CLOCK, initial="08:00")
    closes = forms.TimeField(label=_("Closes"), widget=CLOCK, initial="20:00")
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Open on"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, initial=[*range(1, 8)]
    )
    equipment = forms.MultipleChoiceField(label=_("Equipment"), widget=forms.CheckboxSelectMultiple, required=False)
    field_order = (
        "name", "owner", "owner_name", "place", "address", "capacity", "outdoors", "grain", "opens", "closes", "weekdays",
        "on_holidays", "equipment",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["equipment"].choices = equipment_of(self.by)

    def clean(self):
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["closes"] <= data["opens"]:
            self.add_error("closes", _("A venue closes after it opens."))
        return data

    def columns(self) -> dict:
        data = super().columns()
        opens, closes, weekdays = data.pop("opens"), data.pop("closes"), data.pop("weekdays")
        return {**data, "hours": {day: [(opens, closes)] for day in weekdays}}


class ChangeVenueForm(VenueFacts):
    """Corrects a venue. The telephone of the key stays as it is unless another is written or it is taken off."""

    without_phone = forms.BooleanField(label=_("Take the telephone for the key off the record"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key_phone"].help_text = _("Empty: it stays as it is.")
        names = list(VenueFacts.base_fields)
        names.insert(names.index("key_phone") + 1, "without_phone")
        self.order_fields(names)

    def columns(self) -> dict:
        data = super().columns()
        without, phone = data.pop("without_phone"), data.pop("key_phone")
        return {**data, "key_phone": "" if without else phone or None}


class HoursForm(InputForm):
    """A week of opening hours from a day on; a weekday left empty is closed."""

    since = forms.DateField(label=_("From this day on"), widget=DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for weekday, name in WEEKDAYS:
            self.fields[f"day_{weekday}"] = forms.CharField(label=name, max_length=80, required=False)
        self.fields["day_1"].help_text = _("For example 08:30–11:30, 13:00–20:30. Empty: closed.")

    def clean(self):
        data = super().clean()
        data["hours"] = {}
        for weekday, _name in WEEKDAYS:
            try:
                data["hours"][weekday] = spells_in(data.get(f"day_{weekday}", ""))
            except ValueError:
                self.add_error(f"day_{weekday}", _("Write hours as 08:30–11:30, one after the other."))
        return data


def spells_in(text: str) -> list[tuple[time, time]]:
    """The spells that a line names, in order. Raises ValueError where it says anything else, or they overlap."""
    if re.sub(r"[\s,，、;；]", "", SPELL.sub("", text)):
        raise ValueError(text)
    found = [(time(int(a), int(b)), time(int(c), int(d))) for a, b, c, d in SPELL.findall(text)]
    bounds = [bound for spell in found for bound in spell]
    if any(later <= earlier for earlier, later in pairwise(bounds)):
        raise ValueError(text)
    return found


def spells_said(rows: Iterable[OpeningHours]) -> dict[str, str]:
    """What the form begins with: the hours that hold."""
    said: dict[str, str] = {}
    for row in rows:
        name, spell = f"day_{row.weekday}", f"{row.opens:%H:%M}–{row.closes:%H:%M}"
        said[name] = f"{said[name]}, {spell}" if name in said else spell
    return said


class EndingForm(InputForm):
    """From which day on, and why: the groups concerned read it."""

    since = forms.DateField(label=_("From this day on"), widget=DAY)
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("The groups concerned read it."))


class LookForm(InputForm):
    """Sealed data opens to who says why."""

    reason = forms.CharField(label=_("Why do you need to see it?"), max_length=200)


class SpaceForm(InputForm):
    capacity = forms.IntegerField(label=_("Most people"), min_value=1, max_value=MOST_PEOPLE)
    equipment = forms.MultipleChoiceField(label=_("Equipment"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["equipment"].choices = equipment_of(self.by)


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
            if not line.strip():
                continue
            name, _space, people = line.strip().rpartition(" ")
            most = whole_number(people, most=MOST_PEOPLE)
            if not name.strip() or not most:
                said = _("“%(line)s” lacks its name or the most people, from 1 to %(most)s.")
                raise forms.ValidationError(said % {"line": line, "most": MOST_PEOPLE})
            found.append((name.strip()[:60], most))
        if len(found) < 2:
            raise forms.ValidationError(_("A space is divided into two parts or more."))
        return found


def equipment_of(by) -> list[tuple[str, str]]:
    return [(code.code, str(code)) for code in codes("venues.equipment", place=by.place, on=by.today)]
