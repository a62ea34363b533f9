"""What may be typed about the menu, and what a resident may ask for on the public page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.casework.assessment import RULES
from shuniu.casework.forms.cases import LINES, Phone
from shuniu.casework.models import CaseType, Secrecy, Service
from shuniu.casework.queries import days_of
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
        return _lines(self.cleaned_data["required_documents"])

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


STEPS = 8  # on the page; more than these a window does not sign for one request


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class ReviseTypeForm(InputForm):
    """How a kind of request goes: its limits, and its steps each with papers, hands and clocks of its own."""

    rows = STEPS
    name = forms.CharField(label=_("Kind of case"), max_length=60)
    limit_days = forms.IntegerField(label=_("Workdays allowed"), min_value=1, max_value=365)
    paper_days = forms.IntegerField(
        label=_("Workdays to bring a missing paper"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Left empty, those of the centre hold."),
    )
    risk_days = forms.IntegerField(
        label=_("At risk so many workdays before the limit"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("Left empty, those of the centre hold."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, self.rows + 1):
            for name, field in self.step_fields(number).items():
                self.fields[f"step{number}_{name}"] = field

    def step_fields(self, number: int) -> dict[str, forms.Field]:
        """name → field of one step; its label first."""
        return _step_fields(number)

    def of_the_kind(self):
        """The fields that are about no step."""
        return [self[name] for name in self.fields if not name.startswith("step")]

    def of_the_steps(self):
        """(number, label, fields, whether anything is said or wrong in it)"""
        for number in range(1, self.rows + 1):
            fields = [self[name] for name in self.fields if name.startswith(f"step{number}_")]
            said = any(bound.errors for bound in fields) or bool(fields[0].value())
            yield number, fields[0].value() or "", fields, said

    def clean(self):
        data = super().clean()
        if not self.errors:
            data["steps"] = self._steps(data)
        return {name: value for name, value in data.items() if not name.startswith("step") or name == "steps"}

    def _steps(self, data: dict) -> list[dict]:
        steps: list[dict] = []
        for number in range(1, self.rows + 1):
            told = {name: data[f"step{number}_{name}"] for name in self.step_fields(number)}
            if told["label"]:
                steps.append(self._step(number, told, steps))
            elif any(told.values()):
                self.add_error(f"step{number}_label", _("Say what this step is called, or leave all of it empty."))
        return steps

    def _step(self, number: int, told: dict, before: list[dict]) -> dict:
        step = {"code": f"step{number}", "label": told["label"]}
        if told["papers"]:
            step["papers"] = told["papers"]
        if (told["hands"] or 1) > 1:
            step["hands"] = told["hands"]
        for name, rule in (("wait", "not_before"), ("within", "within")):
            if told[name] and before:
                step[rule] = {"step": before[-1]["code"], "days": told[name]}
            elif told[name]:
                self.add_error(f"step{number}_{name}", _("The first step follows none; leave this empty."))
        return step

    @staticmethod
    def said(kind: CaseType, on: date) -> dict:
        """A kind as the form shows it; a clock that follows a dated setting shows the days of that day."""
        told = {name: getattr(kind, name) for name in ReviseTypeForm.base_fields}
        for number, step in enumerate(kind.steps, 1):
            at = f"step{number}_"
            told |= {at + "label": step["label"], at + "papers": "\n".join(step.get("papers", ()))}
            told[at + "hands"] = step.get("hands")
            for name, rule in (("wait", "not_before"), ("within", "within")):
                told[at + name] = days_of(step[rule], place=kind.centre_id, on=on) if rule in step else None
        return told


class PapersField(forms.CharField):
    """One a line; a list of them."""

    def clean(self, value):
        return _lines(super().clean(value))


def _step_fields(number: int) -> dict[str, forms.Field]:
    days = {"min_value": 1, "max_value": 365, "required": False}
    return {
        "label": forms.CharField(label=_("Step %(number)s") % {"number": number}, max_length=60, required=False),
        "papers": PapersField(
            label=_("Papers this step needs, one a line"), max_length=300, required=False, widget=LINES
        ),
        "hands": forms.IntegerField(label=_("How many people sign it"), min_value=1, max_value=5, required=False),
        "wait": forms.IntegerField(label=_("Not before so many days after the step before"), **days),
        "within": forms.IntegerField(
            label=_("Time limit in days from the step before"),
            help_text=_("From then on it takes the place of the case's limit."),
            **days,
        ),
    }


class TypeForm(ReviseTypeForm):
    """A new kind. One that is open to its assessors alone begins with what the rules ask: `NewAssessmentForm`."""

    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("In Latin letters; it stays for good."))
    secrecy = forms.ChoiceField(
        label=_("Who may find it"), choices=[c for c in Secrecy.choices if c[0] != Secrecy.ASSESSORS], initial="open"
    )
    keeps_applicant = forms.BooleanField(label=_("Keeps who asked"), required=False, initial=True)
    field_order = ("code", "name")


class AssessmentForm(ReviseTypeForm):
    """A kind open to its assessors alone: the centre says the words, the papers and steps of its own; what rests on rules
    stays. `kept`: the steps as they are; `rules`: code → what rests on rules in it, in words."""

    rows = STEPS + 4

    def __init__(self, *args, kept: Sequence[dict], rules: Mapping[str, str], **kwargs):
        self.kept, self.rules = list(kept), rules
        super().__init__(*args, **kwargs)

    def step_fields(self, number: int) -> dict[str, forms.Field]:
        fields = {name: field for name, field in _step_fields(number).items() if name in ("label", "papers", "hands")}
        if number <= len(self.kept):
            fields["label"].help_text = self.rules.get(self.kept[number - 1]["code"], "")
        fields["order"] = forms.IntegerField(label=_("Place in the order"), min_value=1, max_value=999, required=False)
        return fields

    def _steps(self, data: dict) -> list[dict]:
        """In the order that was given; a new step without a place comes last."""
        said: list[tuple[int, dict]] = []
        own = (code for at in count(1) if (code := f"own{at}") not in {step["code"] for step in self.kept})
        for number in range(1, self.rows + 1):
            told = {name: data[f"step{number}_{name}"] for name in self.step_fields(number)}
            if told["label"]:
                old = self.kept[number - 1] if number <= len(self.kept) else {"code": next(own)}
                said.append((told["order"] or 1000, self._said_anew(old, told)))
            elif told["papers"] or told["hands"]:
                self.add_error(f"step{number}_label", _("Say what this step is called, or leave all of it empty."))
        return [step for _place, step in sorted(said, key=lambda each: each[0])]

    @staticmethod
    def _said_anew(old: dict, told: dict) -> dict:
        step = {name: old[name] for name in ("code", *RULES) if name in old} | {"label": told["label"]}
        if told["papers"]:
            step["papers"] = told["papers"]
        if (told["hands"] or 1) > 1:
            step["hands"] = told["hands"]
        return step

    @staticmethod
    def begun(steps: Sequence[dict]) -> dict:
        """The steps as the form shows them."""
        told = {}
        for number, step in enumerate(steps, 1):
            at = f"step{number}_"
            told |= {at + "label": step["label"], at + "papers": "\n".join(step.get("papers", ()))}
            told |= {at + "hands": step.get("hands"), at + "order": number * 10}
        return told


class NewAssessmentForm(AssessmentForm):
    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("In Latin letters; it stays for good."))
    field_order = ("code", "name")


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
