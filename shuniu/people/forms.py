"""What a person at the desk may type about people."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import text
from shuniu.people.actions.records import Particulars
from shuniu.people.models import Person, Precision, Sex
from shuniu.people.typed import OfPersonForm, birth_typed


class PersonForm(OfPersonForm):
    """A person's particulars, judged by the same rules as an office file."""

    name = forms.CharField(label=_("Name"), max_length=60)
    id_number = forms.CharField(
        label=_("ID number"), required=False, help_text=_("18 digits. Sex and birth follow from it.")
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices[:3], required=False)
    birth = forms.CharField(
        label=_("Born"),
        required=False,
        help_text=_("A date, a year and month, a year, or an age: 1943-11-27, 1943.11, 1943, 82岁."),
    )
    phone = forms.CharField(label=_("Phone"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)

    def clean_birth(self) -> tuple[date | None, str, date | None]:
        return birth_typed(self.cleaned_data["birth"], today=self.by.today)

    def particulars(self) -> Particulars:
        data = self.cleaned_data
        born_on, precision, stated_on = data["birth"]
        sex = data["sex"] or Sex.UNKNOWN
        if data["id_number"]:
            born_on, precision, stated_on, sex = self.identity.birth, Precision.DAY, None, self.identity.sex
        return Particulars(
            name=data["name"],
            sex=sex,
            born_on=born_on,
            born_precision=precision,
            age_stated_on=stated_on,
            id_number=data["id_number"],
            phone=data["phone"],
            address=text(data["address"]),
        )


class CorrectionForm(PersonForm):
    """What is to be put right: what is left empty stays, what is ticked is emptied."""

    emptied = forms.MultipleChoiceField(
        label=_("Wrong, and the right one is not known: empty it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["emptied"].choices = [
            (name, self.fields[name].label)
            for name, column in (
                ("id_number", "id_number"),
                ("birth", "born_on"),
                ("phone", "phone"),
                ("address", "address"),
            )
            if getattr(person, column)
        ]
        if not self.fields["emptied"].choices:
            del self.fields["emptied"]

    def clean(self) -> dict:
        data = super().clean()
        for name in data.get("emptied", ()):
            if self.data.get(name, "").strip() or (name == "birth" and data.get("id_number")):
                self.add_error(name, _("Either write what is right or tick that it is to be emptied, not both."))
        return data

    def changes(self) -> dict[str, object]:
        """For `correct_person`: what was typed and what was ticked."""
        typed, emptied = self.particulars(), self.cleaned_data.get("emptied", ())
        columns = ("name", "sex", "id_number", "phone", "address")
        changes = {c: getattr(typed, c) for c in columns if getattr(typed, c) not in ("", "0")}
        if typed.born_on or "birth" in emptied:
            changes |= {c: getattr(typed, c) for c in ("born_on", "born_precision", "age_stated_on")}
        return changes | {c: "" for c in emptied if c != "birth"}


class ReasonForm(InputForm):
    """Why one needs to see what is sealed."""

    reason = forms.CharField(label=_("Why do you need to see this?"), max_length=200)


class ConsentForm(InputForm):
    purpose = forms.CharField(label=_("Purpose"), max_length=40)
    wording = forms.CharField(label=_("What was agreed to"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    given_on = forms.DateField(label=_("Given on"), widget=forms.DateInput(attrs={"type": "date"}))
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("window", _("window")), ("paper", _("paper")), ("phone", _("phone"))]
    )
    evidence = forms.CharField(label=_("Evidence"), max_length=200, required=False)
    by_guardian = forms.BooleanField(label=_("Given by a guardian"), required=False)


class ErasureForm(InputForm):
    grounds = forms.CharField(label=_("Why the person asks"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[("window", _("window")), ("paper", _("paper")), ("phone", _("phone"))]
    )


class DecisionForm(InputForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)
