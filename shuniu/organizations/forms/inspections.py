"""What may be typed about a yearly inspection."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.attachments.fields import AttachmentField
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.forms import InputForm
from shuniu.organizations.checking import PAPERS
from shuniu.organizations.form import Section, plain
from shuniu.organizations.models.inspection import Verdict
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import registries_on

from .register import DAY


class CycleForm(InputForm):
    """A year's window; the place's usual one is proposed."""

    year = forms.IntegerField(label=_("Year inspected"), min_value=1998, max_value=2999)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    registry = forms.ChoiceField(label=_("Registry"), choices=())
    steps = forms.MultipleChoiceField(
        label=_("Steps before the registry"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("pre_checked", _("the centre pre-checks")), ("with_supervisor", _("the business supervisor signs"))],
        help_text=_("An organization registered directly goes past the supervisor in any case."),
    )  # fmt: skip
    opens_on = forms.DateField(label=_("Opens on"), widget=DAY)
    hand_in_by = forms.DateField(label=_("To the centre by"), widget=DAY, required=False)
    supervisor_by = forms.DateField(label=_("To the supervisor by"), widget=DAY, required=False)
    registry_by = forms.DateField(label=_("To the registry by"), widget=DAY)
    papers = forms.MultipleChoiceField(
        label=_("Papers to hand in"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        by = self.by
        place = by.centre or by.place
        papers = [(code.code, str(code)) for code in codes(PAPERS, place=place, on=by.today)]
        self.fields["papers"].choices = papers
        self.fields["registry"].choices = [(name, name) for name in registries_on(by)]
        year, window = by.today.year - 1, setting("organizations.inspection.window", place=place, on=by.today)
        kind = self.initial.get("kind")
        kind = kind if kind in Kind.values else Kind.PRIVATE_UNIT
        self.initial |= {"year": year, "kind": kind}
        for field in ("papers", "steps"):  # what the rules of the place propose for this kind on this day
            self.initial[field] = setting(f"organizations.inspection.{field}", place=place, on=by.today).get(kind, [])
        for field, key in (("opens_on", "opens"), ("supervisor_by", "supervisor_by"), ("registry_by", "registry_by")):
            self.initial[field] = f"{by.today.year}-{window[key]}"
        if "with_supervisor" not in self.initial["steps"]:
            self.initial["supervisor_by"] = None

    def clean(self):
        data = super().clean()
        steps = data.get("steps") or []
        for step, name in (("pre_checked", "hand_in_by"), ("with_supervisor", "supervisor_by")):
            data[name] = data.get(name) if step in steps else None
        if "with_supervisor" in steps and not data["supervisor_by"] and "supervisor_by" not in self.errors:
            self.add_error(
                "supervisor_by", _("Say by which day the reports go to the supervisor, or take this step out.")
            )
        days = [day for name in ("opens_on", "hand_in_by", "supervisor_by", "registry_by") if (day := data.get(name))]
        if days != sorted(days):
            self.add_error("registry_by", _("An inspection opens, goes to the supervisor, then to the registry."))
        return data


class SectionForm(InputForm):
    """One section of the report. Nothing is required here: an incomplete report may be kept, and says what is missing."""

    def __init__(self, *args, section: Section, answers: dict, **kwargs):
        super().__init__(*args, **kwargs)
        for question in section.questions:
            self.fields[question.key] = _field(question, answers.get(question.key))

    def answers(self) -> dict:
        return {key: plain(value) for key, value in self.cleaned_data.items()}


def _field(question, answer) -> forms.Field:
    asked = {"label": question.said, "required": False, "initial": answer}
    match question.kind:
        case "number":
            return forms.IntegerField(min_value=0, max_value=10_000_000, **asked)
        case "money":
            return forms.DecimalField(max_digits=14, decimal_places=2, min_value=Decimal(-(10**11)), **asked)
        case "yesno":
            return forms.TypedChoiceField(
                choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))], empty_value=None, **asked
            )
        case "long":
            return forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 10}), **asked)
    return forms.CharField(max_length=300, **asked)


class StatementForm(InputForm):
    name = forms.CharField(
        label=_("Legal representative"), max_length=60,
        help_text=_("I declare that this report is true, and that it may be published except for private data."),
    )  # fmt: skip


class PaperForm(InputForm):
    kind = forms.ChoiceField(label=_("Which paper"), choices=())
    paper = AttachmentField(label=_("File"), help_text=_("PDF, JPG, PNG, Word or Excel."))

    def __init__(self, *args, inspection, **kwargs):
        super().__init__(*args, **kwargs)
        found = codes(PAPERS, place=inspection.centre_id, on=self.by.today)
        self.fields["kind"].choices = [(code.code, str(code)) for code in found]
        self.fields["paper"].by = self.by


class AnywayForm(InputForm):
    anyway_because = forms.CharField(
        label=_("It goes on as it is because"), max_length=300, required=False,
        help_text=_("Only where something does not fit. Your name stands beside the reason."),
    )  # fmt: skip


class SendForm(InputForm):
    received_on = forms.DateField(label=_("Received by the registry on"), widget=DAY)
    opinion = forms.CharField(label=_("Supervisor's opinion"), max_length=300, required=False)


class ReasonForm(InputForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class VerdictForm(InputForm):
    verdict = forms.ChoiceField(label=_("Result"), choices=Verdict.choices)
    decided_on = forms.DateField(label=_("Decided on"), widget=DAY)
    published_at = forms.CharField(label=_("Published where"), max_length=120, required=False)
    rectify = forms.BooleanField(label=_("Things are to be put right by a time limit"), required=False)
    not_to_rectify_because = forms.CharField(
        label=_("Nothing is to be put right because"), max_length=300, required=False,
        help_text=_("Only for a fail without a time limit. Your name stands beside the reason."),
    )  # fmt: skip
    told_on = forms.DateField(
        label=_("The organization was told on"), widget=DAY, required=False,
        help_text=_("For a fail: nothing adverse is noted before the organization was told and could reply."),
    )  # fmt: skip
    reply = forms.CharField(
        label=_("The organization's reply"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PutRightForm(InputForm):
    on = forms.DateField(label=_("Put right on"), widget=DAY)


class PastResultForm(InputForm):
    year = forms.IntegerField(label=_("Year inspected"), min_value=1998, max_value=2999)
    received_on = forms.DateField(label=_("Received by the registry on"), widget=DAY, required=False)
    verdict = forms.ChoiceField(label=_("Result"), choices=Verdict.choices)
    decided_on = forms.DateField(label=_("Decided on"), widget=DAY)
    source = forms.CharField(
        label=_("As published by"), max_length=120, help_text=_("The registry's notice or platform, by its name.")
    )
    published_on = forms.DateField(label=_("Published on"), widget=DAY)
