"""What may be typed about day care."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.casework.actions.day_care import PRIORITIES, Agreement
from shuniu.casework.forms.cases import DAY, LINES, Phone
from shuniu.casework.models import Enrolment, Waiting
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.people.public import Particulars


class RoomForm(InputForm):
    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500)
    address = forms.CharField(label=_("Address"), max_length=100, required=False)


class PersonalForm(InputForm):
    """Somebody found on record by phone or recorded anew."""

    name = forms.CharField(label=_("Name of the elder"), max_length=60)
    phone = Phone(label=_("Phone"), required=False)

    def particulars(self) -> Particulars:
        return Particulars(name=self.cleaned_data["name"].strip(), phone=self.cleaned_data["phone"])


class EnrolmentForm(PersonalForm):
    agreement_number = forms.CharField(label=_("Agreement number"), max_length=30)
    agreed_on = forms.DateField(label=_("Agreement of"), widget=DAY)
    emergency_name = forms.CharField(label=_("Whom to call"), max_length=60)
    emergency_phone = Phone(label=_("Their phone"))
    care_note = forms.CharField(
        label=_("What the kitchen and the carers must know"),
        max_length=200,
        required=False,
        help_text=_("Allergies, medicines by the family's written consent; kept sealed."),
    )

    past_head_because = forms.CharField(
        label=_("Reason, if others wait before this person"), max_length=200, required=False,
        help_text=_("It stays with your name."),
    )  # fmt: skip

    def agreement(self) -> Agreement:
        data = self.cleaned_data
        return Agreement(
            number=data["agreement_number"],
            agreed_on=data["agreed_on"],
            emergency_name=data["emergency_name"],
            emergency_phone=data["emergency_phone"],
            care_note=data["care_note"],
        )


class WaitingForm(PersonalForm):
    priority = forms.ChoiceField(label=_("Reason for the order"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = codes(PRIORITIES, place=self.by.centre, on=self.by.today)
        self.fields["priority"].choices = [(code.code, str(code)) for code in known]


class LeavingForm(InputForm):
    because = forms.ChoiceField(
        label=_("Reason"), choices=[each for each in Waiting.Leaving.choices if each[0] != Waiting.Leaving.PLACE]
    )


class LookForm(InputForm):
    """Sealed data opens to who says why."""

    reason = forms.CharField(label=_("Why do you need to see this?"), max_length=200)


class PlaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, place):
        return place.person.name


class IncidentForm(InputForm):
    enrolment = PlaceChoice(
        label=_("Whom it happened to"),
        queryset=Enrolment.objects.none(),
        required=False,
        help_text=_("It then stands on the elder's own page; left empty, it is about the room."),
    )
    happened_on = forms.DateField(label=_("Happened on"), widget=DAY)
    text = forms.CharField(label=_("What happened"), max_length=1000, widget=LINES)
    done = forms.CharField(label=_("What was done"), max_length=200)
    family_told = forms.BooleanField(label=_("The family was told"), required=False)

    def __init__(self, *args, room, **kwargs):
        super().__init__(*args, **kwargs)
        held = Enrolment.objects.visible_to(self.by).filter(room=room, forgotten_on=None)
        self.fields["enrolment"].queryset = held.select_related("person").order_by("until", "pk")

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.by.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day
