"""What is typed about a volunteer, by the same rules as an office file."""

from __future__ import annotations

from datetime import date
from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import birth, text
from shuniu.kernel.imports.typed import judged, not_to_come
from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import span
from shuniu.people.public import OfPersonForm, Particulars, Precision
from shuniu.volunteers.actions.conditions import Consent
from shuniu.volunteers.actions.registering import Offer

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
HALVES = [("a", _("in the morning")), ("p", _("in the afternoon"))]


class OfferForm(InputForm):
    """Skills, service types, languages and times."""

    service = forms.MultipleChoiceField(
        label=_("Would like to help with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skill = forms.MultipleChoiceField(label=_("Is good at"), required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.MultipleChoiceField(label=_("Speaks"), required=False, widget=forms.CheckboxSelectMultiple)
    days = forms.MultipleChoiceField(
        label=_("Has time on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(n), day) for n, day in enumerate(WEEKDAYS, 1)],
    )
    halves = forms.MultipleChoiceField(
        label=_("Has time"), required=False, widget=forms.CheckboxSelectMultiple, choices=HALVES
    )

    def __init__(self, *args, by, place: int | None = None, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        here = place or by.centre or by.place
        for name in ("service", "skill", "language"):
            table = codes(f"volunteers.{name}", place=here, on=by.today)
            self.fields[name].choices = [(code.code, str(code)) for code in table]

    def offer(self) -> Offer:
        data = self.cleaned_data
        halves = data["halves"] or ["a", "p"]
        times = [f"{day}{half}" for day in data["days"] for half in halves]
        chosen = {name: tuple(data.get(name, ())) for name in ("service", "skill", "language")}
        return Offer(**chosen, availability=" ".join(times)[:100])


class ApplyForm(OfPersonForm, OfferForm):
    """Who wants to volunteer: the real name with the ID number, and what is offered."""

    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    id_number = forms.CharField(
        label=_("ID number"),
        max_length=18,
        help_text=_("18 digits. It stays sealed; others only see your volunteer number."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(label=_("Phone"), widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
    place = forms.ModelChoiceField(label=_("Residents' committee"), queryset=Place.objects.none())

    field_order = ["name", "id_number", "phone", "place", "service", "skill", "language", "days", "halves"]

    def __init__(self, *args, by, place: int | None = None, **kwargs):
        super().__init__(*args, by=by, place=place, **kwargs)
        below = Place.objects.filter(pk__range=span(place or by.centre or by.place))
        self.fields["place"].queryset = below.order_by("pk")

    def particulars(self) -> Particulars:
        data = self.cleaned_data
        return Particulars(
            name=data["name"],
            sex=self.identity.sex,
            born_on=self.identity.birth,
            born_precision=Precision.DAY,
            id_number=data["id_number"],
            phone=data["phone"],
        )


class JoinForm(ApplyForm):
    """The same on a phone, shorter: skills and languages are asked when the centre calls."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["skill"], self.fields["language"]


class RegisterForm(ApplyForm):
    """The same at the window, from the paper form; without an ID number the birth is asked, of a minor the consent."""

    born = forms.CharField(
        label=_("Born"), required=False, help_text=_("Only where the ID number is not given: 1958-04-02 or 1958.4")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)

    field_order = ["name", "id_number", "born", "phone", "address", "place"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["id_number"].required = self.fields["phone"].required = False
        self.guardians = ConsentForm(self.data if self.is_bound else None, by=by)
        for name, field in self.guardians.fields.items():
            field.required = False
            self.fields[name] = field
        self.fields["guardian"].help_text = _("Only for a minor, from the guardian's signed sheet.")

    def clean_born(self):
        raw = text(self.cleaned_data["born"])
        return judged(partial(birth, today=self.by.today), raw) if raw else None

    def clean(self):
        data = super().clean()
        if not data.get("id_number") and not data.get("born") and not self.errors:
            self.add_error("born", _("Write the ID number or the birth: minors need a guardian's consent."))
        told = [name for name in self.guardians.fields if data.get(name)]
        if "guardian" in told or "evidence" in told:
            for name in set(self.guardians.fields).difference(told, self.errors):
                self.add_error(name, self.fields[name].error_messages["required"])
        return data

    def consent(self) -> Consent | None:
        """What the guardian signed; None where no guardian is named."""
        told = {name: self.cleaned_data[name] for name in self.guardians.fields}
        return Consent(**told) if told["guardian"] else None

    def particulars(self) -> Particulars:
        data = self.cleaned_data
        if data["id_number"]:
            told = super().particulars()
            return Particulars(**{name: getattr(told, name) for name in told.__slots__} | {"address": data["address"]})
        return Particulars(
            name=data["name"],
            born_on=data["born"].first,
            born_precision=data["born"].precision,
            phone=data["phone"],
            address=data["address"],
        )


class ReasonForm(InputForm):
    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class PauseForm(InputForm):
    until = forms.DateField(
        label=_("Last day of the pause"),
        required=False,
        widget=DAY,
        help_text=_("It ends by itself after this day. Leave it empty if you do not know yet."),
    )


class PauseForVolunteerForm(PauseForm, ReasonForm):
    """At the desk: a volunteer need not say why, whoever enters it for her does."""

    field_order = ["until", "reason"]


class TrainingForm(InputForm):
    subject = forms.ChoiceField(label=_("Training"))
    completed_on = forms.DateField(label=_("Finished on"), widget=DAY)
    valid_until = forms.DateField(label=_("Holds until"), required=False, widget=DAY)
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_value=999, decimal_places=1, initial=2)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["subject"].choices = choices_of("volunteers.training", by)

    def clean_completed_on(self) -> date:
        return not_to_come(self.cleaned_data["completed_on"], self.by)


class InsuranceForm(InputForm):
    insurer = forms.CharField(label=_("Insurer"), max_length=60)
    policy = forms.CharField(label=_("Policy number"), max_length=40)
    valid_from = forms.DateField(label=_("Valid from"), widget=DAY)
    valid_until = forms.DateField(label=_("Valid until"), widget=DAY)


class ConsentForm(InputForm):
    guardian = forms.CharField(label=_("Guardian's name"), max_length=60)
    relation = forms.ChoiceField(label=_("Relation"))
    evidence = forms.CharField(
        label=_("Evidence"), max_length=200, help_text=_("A signed sheet, or a call and who took it.")
    )
    given_on = forms.DateField(label=_("Given on"), widget=DAY)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["relation"].choices = choices_of("volunteers.guardian", by)

    def consent(self) -> Consent:
        return Consent(**self.cleaned_data)


def choices_of(table: str, by) -> list[tuple[str, str]]:
    return [(code.code, str(code)) for code in codes(table, place=by.centre or by.place, on=by.today)]
