"""What may be typed about the menu, and what a resident may ask for on the public page."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.casework.forms.cases import LINES, Phone
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.kernel.forms import InputForm


class ServiceForm(InputForm):
    """A line of the menu as residents read it."""

    name = forms.CharField(label=_("Service"), max_length=60)
    description = forms.CharField(label=_("What the service is"), max_length=300, widget=LINES)
    eligibility_description = forms.CharField(label=_("For whom"), max_length=200, required=False)
    required_documents = forms.CharField(
        label=_("Papers to bring, one a line"), max_length=600, required=False, widget=LINES
    )
    fees_description = forms.CharField(label=_("Cost"), max_length=100, required=False)
    schedule = forms.CharField(label=_("When"), max_length=100, required=False)
    location = forms.CharField(label=_("Where"), max_length=100, required=False)
    contact = forms.CharField(label=_("Responsible"), max_length=60, required=False)
    order = forms.IntegerField(label=_("Place on the menu"), min_value=0, max_value=999, initial=0)
    by_portal = forms.BooleanField(
        label=_("Residents may ask for it on the public page"),
        required=False,
        help_text=_("Not for sealed kinds of cases: those are opened in person."),
    )

    def clean_required_documents(self):
        return [line.strip() for line in self.cleaned_data["required_documents"].splitlines() if line.strip()]

    @staticmethod
    def said(service: Service) -> dict:
        """A line of the menu as the form shows it."""
        told = {name: getattr(service, name) for name in ServiceForm.base_fields}
        return told | {"required_documents": "\n".join(service.required_documents)}


class NewServiceForm(ServiceForm):
    """A new line: which kind of case it leads to says its time limit, its steps and who may know of it."""

    case_type = forms.ModelChoiceField(label=_("Kind of case"), queryset=CaseType.objects.none(), empty_label=None)
    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("In Latin letters; it stays for good."))
    field_order = ("case_type", "code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = CaseType.objects.visible_to(self.by).filter(valid_from__lte=self.by.today, valid_until=None)
        self.fields["case_type"].queryset = kinds.order_by("pk")


class TypeForm(InputForm):
    """How a kind of request goes. The steps of a sealed kind rest on rules and are not typed here."""

    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("In Latin letters; it stays for good."))
    name = forms.CharField(label=_("Kind of case"), max_length=60)
    limit_days = forms.IntegerField(label=_("Workdays allowed"), min_value=1, max_value=365)
    steps = forms.CharField(label=_("Steps in their order, one a line"), max_length=600, required=False, widget=LINES)
    secrecy = forms.ChoiceField(
        label=_("Who may find it"), choices=[c for c in Secrecy.choices if c[0] != Secrecy.ASSESSORS], initial="open"
    )
    keeps_applicant = forms.BooleanField(label=_("Keeps who asked"), required=False, initial=True)

    def clean_steps(self):
        lines = [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
        return [{"code": f"step{number}", "label": line[:60]} for number, line in enumerate(lines, 1)]


class LimitForm(InputForm):
    limit_days = forms.IntegerField(label=_("Workdays allowed"), min_value=1, max_value=365)


class PortalForm(InputForm):
    """What is needed to call somebody back, and nothing else."""

    applicant = forms.CharField(label=_("How may we call you?"), max_length=60)
    phone = Phone(label=_("Phone"), widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
    request = forms.CharField(
        label=_("What is it about?"),
        max_length=300,
        widget=LINES,
        help_text=_("In a few words. Please write no ID number and nothing about other people."),
    )
    intake_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_intake_key(self):
        return (self.cleaned_data["intake_key"] or uuid4()).hex
