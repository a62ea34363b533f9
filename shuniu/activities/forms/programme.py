"""What may be typed about activities, sessions, acts, stands and crowds."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.activities.models import Source
from shuniu.activities.queries import words_of
from shuniu.groups.public import Group
from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import CellRefused, phone
from shuniu.kernel.spaces import keeper

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
BY_HAND = [(Source.LIST.value, Source.LIST.label), (Source.PAPER.value, Source.PAPER.label)]
LINES = forms.Textarea(attrs={"rows": 3})


class CodeField(forms.ChoiceField):
    """A choice of a code table in force at the actor's place."""

    def __init__(self, table: str, **kwargs):
        self.table = table
        super().__init__(**kwargs)

    def fill(self, by) -> None:
        words = words_of(self.table, place=by.place, on=by.today)
        self.choices = [*([] if self.required else [("", "–")]), *words.items()]


class CodedForm(InputForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, CodeField):
                field.fill(self.by)


class OfGroupForm(InputForm):
    """May name a group of the register, as it stands today."""

    group = forms.ModelChoiceField(label=_("Group of the register"), queryset=Group.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(self.by).filter(ended_on__isnull=True).order_by("name")


class ActivityForm(CodedForm, OfGroupForm):
    field_order = ("title", "kind", "organizer", "group", "content", "takes_sign_ups", "takes_offers")
    title = forms.CharField(label=_("What it is called"), max_length=80)
    kind = CodeField("kind", label=_("Kind of activity"))
    organizer = forms.CharField(label=_("Who organizes it"), max_length=100)
    content = forms.CharField(label=_("What happens there"), max_length=500, required=False, widget=LINES)
    takes_sign_ups = forms.BooleanField(label=_("One signs up beforehand"), required=False)
    takes_offers = forms.BooleanField(label=_("Groups may offer acts"), required=False)


def ends_after(form: InputForm, data: dict) -> dict:
    """What was typed, with a word beside the end where it lies before the beginning."""
    if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
        form.add_error("ends", _("It must end after it starts."))
    return data


class PlacedForm(InputForm):
    """Where it is held: chosen among the places of the centre, whose time is then kept; or said in words."""

    place_code = forms.ChoiceField(
        label=_("Place of the centre"), required=False,
        help_text=_("Its time is kept in the week of the place; nobody else can book it."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Where it is held, if elsewhere"), max_length=100, required=False,
        help_text=_("Only for a place that is not in the list above."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place_code"].choices = [("", "–"), *keeper().choices(self.by)]

    def clean(self):
        data = super().clean()
        if data.get("place_code"):
            data["place"] = dict(self.fields["place_code"].choices)[data["place_code"]][:100]
        elif not data.get("place") and "place_code" in data:
            self.add_error("place_code", _("Choose a place of the centre, or say in words where it is held."))
        return data


def where_now(thing, by) -> dict[str, str]:
    """What the form shows of where a thing is held: a place that is not on the list any more stands there in words."""
    chosen = thing.place_code in dict(keeper().choices(by))
    return {"place_code": thing.place_code, "place": ""} if chosen else {"place_code": "", "place": thing.place}


class SessionForm(PlacedForm):
    field_order = ("held_on", "starts", "ends", "place_code", "place", "seats", "expected", "amplified", "weeks")
    held_on = forms.DateField(label=_("Day of the session"), widget=DAY)
    starts = forms.TimeField(label=_("Begins at"), widget=CLOCK)
    ends = forms.TimeField(label=_("Ends at"), widget=CLOCK)
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=100_000, required=False, help_text=_("Empty: no limit.")
    )
    expected = forms.IntegerField(
        label=_("People expected"), min_value=0, max_value=1_000_000, required=False,
        help_text=_("From 1,000 on the law asks for a safety permit."),
    )  # fmt: skip
    amplified = forms.BooleanField(
        label=_("With loudspeakers"), required=False,
        help_text=_("A place of the centre allows them only at its own hours."),
    )  # fmt: skip

    def clean(self):
        return ends_after(self, super().clean())


class SeriesForm(SessionForm):
    weeks = forms.IntegerField(
        label=_("Weeks"), min_value=1, max_value=60, initial=1, help_text=_("1: once. 10: every week, ten times.")
    )


class PerformersForm(OfGroupForm):
    """Who performs: a group of the register, or a name as typed; a group's own name stands where none is typed."""

    performers = forms.CharField(
        label=_("Performers"), max_length=120, required=False, help_text=_("Empty: the name of the group.")
    )

    def clean(self):
        data = super().clean()
        if not data.get("performers") and data.get("group"):
            data["performers"] = data["group"].name
        if not data.get("performers") and not self.errors:
            self.add_error("performers", _("Choose a group or say who performs."))
        return data


class ActForm(PerformersForm):
    field_order = ("starts", "minutes", "title", "group", "performers", "stage")
    starts = forms.TimeField(label=_("Begins at"), widget=CLOCK)
    minutes = forms.IntegerField(label=_("Lasts, in minutes"), min_value=1, max_value=600)
    title = forms.CharField(label=_("Act"), max_length=80)
    stage = forms.CharField(
        label=_("Stage"), max_length=30, required=False, help_text=_("Only where there are several.")
    )


class ReplacementForm(PerformersForm):
    field_order = ("title", "group", "performers", "minutes", "reason")
    title = forms.CharField(label=_("Act instead"), max_length=80)
    minutes = forms.IntegerField(label=_("Lasts, in minutes"), min_value=1, max_value=600)
    reason = forms.CharField(label=_("Why the act is replaced"), max_length=200)


class ReasonForm(InputForm):
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ExhibitorsForm(InputForm):
    exhibitors = forms.CharField(
        label=_("Exhibitors"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One a line; after a bar | what it offers."),
    )  # fmt: skip

    def clean_exhibitors(self) -> list[tuple[str, str]]:
        found = []
        for number, line in enumerate(self.cleaned_data["exhibitors"].splitlines(), 1):
            name, _bar, offers = line.replace("｜", "|").partition("|")
            if not name.strip():
                continue
            if len(name.strip()) > 100 or len(offers.strip()) > 200:
                raise forms.ValidationError(_("Line %(number)s is too long; shorten it.") % {"number": number})
            found.append((name.strip(), offers.strip()))
        return found


class CrowdForm(InputForm):
    most = forms.IntegerField(label=_("Most people at a time"), min_value=1, max_value=1_000_000)
    exits = forms.IntegerField(label=_("Exits"), min_value=1, max_value=500)
    stewards = forms.IntegerField(label=_("Stewards"), min_value=0, max_value=30_000)
    first_aid = forms.CharField(label=_("First aid"), max_length=120)
    in_charge = forms.CharField(label=_("Who is in charge of safety"), max_length=80)
    measures = forms.CharField(label=_("Measures"), max_length=500, required=False, widget=LINES)
    applied_on = forms.DateField(label=_("Applied for the permit on"), widget=DAY, required=False)
    permit_number = forms.CharField(label=_("Number of the safety permit"), max_length=60, required=False)
    permitted_on = forms.DateField(label=_("Permit given on"), widget=DAY, required=False)


class PhoneField(forms.CharField):
    """A telephone in the normal form of the register."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})

    def clean(self, value):
        text = super().clean(value)
        try:
            found = phone(text)
        except CellRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return found.number if found else ""


class SignUpForm(InputForm):
    called = forms.CharField(label=_("How to call the person"), max_length=40, help_text=_("A surname is enough."))
    phone = PhoneField(label=_("Phone to reach the person"), max_length=30)


class HereForm(InputForm):
    phone = PhoneField(label=_("The phone you signed up with"), max_length=30)


class AttendanceForm(InputForm):
    others = forms.IntegerField(
        label=_("Others, counted without names"), min_value=0, max_value=20_000, required=False, initial=0
    )
    source = forms.ChoiceField(label=_("Known from"), choices=BY_HAND)
    sheet = forms.CharField(
        label=_("Which sheet"), max_length=100, required=False, help_text=_("Such as: attendance sheet, page 2.")
    )
