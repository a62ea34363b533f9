"""What may be typed about who is in a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import text
from shuniu.kernel.imports.typed import not_to_come
from shuniu.people.public import OfPersonForm, Particulars, Precision, Sex, birth_typed

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SinceForm(InputForm):
    """From when, and as what, somebody is in the group."""

    since = forms.DateField(label=_("Member from"), widget=DAY)
    duty = forms.CharField(label=_("Duty in the group"), max_length=40, required=False)

    def clean_since(self) -> date:
        return not_to_come(self.cleaned_data["since"], self.by)


class PhoneMemberForm(OfPersonForm):
    """A new member as a leader types one on the phone: few fields, the rest is added at the window."""

    name = forms.CharField(label=_("Member's name"), max_length=60)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[(Sex.FEMALE, _("female")), (Sex.MALE, _("male"))],
        widget=forms.RadioSelect,
        required=False,
    )
    born = forms.CharField(
        label=_("Born"), required=False, help_text=_("A year, a year and month, or an age: 1955, 1955.3, 71岁")
    )
    phone = forms.CharField(label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))

    def clean_born(self) -> tuple[date | None, str, date | None]:
        return birth_typed(self.cleaned_data["born"], today=self.by.today)

    def particulars(self) -> Particulars:
        data = self.cleaned_data
        born_on, precision, stated_on = data["born"]
        return Particulars(
            name=data["name"],
            sex=data["sex"] or Sex.UNKNOWN,
            born_on=born_on,
            born_precision=precision,
            age_stated_on=stated_on,
            phone=data["phone"],
        )


class NewMemberForm(PhoneMemberForm, SinceForm):
    """A new member as the desk writes one down."""

    id_number = forms.CharField(
        label=_("ID number"), required=False, max_length=18, help_text=_("18 digits. Sex and birth follow from it.")
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    another_person = forms.BooleanField(
        label=_("None of these: this is another person"), required=False, widget=forms.HiddenInput
    )

    field_order = ["name", "sex", "born", "phone", "address", "id_number", "since", "duty", "another_person"]

    def ask_again(self) -> None:
        """Show the box that says "another person": somebody like this one is on record."""
        self.fields["another_person"].widget = forms.CheckboxInput()

    def particulars(self) -> Particulars:
        number = self.cleaned_data["id_number"]
        told = replace(super().particulars(), id_number=number, address=text(self.cleaned_data["address"]))
        if not number:
            return told
        found = self.identity
        return replace(told, sex=found.sex, born_on=found.birth, born_precision=Precision.DAY, age_stated_on=None)


class EntryForm(InputForm):
    """What the roster says of a member besides the dates."""

    duty = forms.CharField(label=_("Duty in the group"), max_length=40, required=False)
    former_post = forms.CharField(label=_("Former unit and post"), max_length=100, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)


class LeaveForm(InputForm):
    until = forms.DateField(label=_("No longer a member from"), widget=DAY)

    def clean_until(self) -> date:
        return not_to_come(self.cleaned_data["until"], self.by)
