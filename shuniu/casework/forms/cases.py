"""What may be typed at the window."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.casework.advice import CONCLUSIONS
from shuniu.casework.models import Case, Note, Referral, Secrecy, Service
from shuniu.casework.queries import menu_on
from shuniu.kernel.attachments.fields import AttachmentField
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import CellRefused
from shuniu.kernel.imports.phones import phone as read_phone
from shuniu.kernel.models import User
from shuniu.organizations.public import Organization, organizations_on

DAY = forms.DateInput(attrs={"type": "date"})
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
LINES = forms.Textarea(attrs={"rows": 3})


class Phone(forms.CharField):
    """A telephone number as it is kept; what is none is refused with its remedy."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            found = read_phone(text)
        except CellRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return found.number if found else ""


class ComingBack(InputForm):
    """When the applicant comes back, and at what time; left empty, the day follows from the kind of case."""

    come_back_on = forms.DateField(label=_("Comes back on"), required=False, widget=DAY)
    come_back_at = forms.TimeField(label=_("At"), required=False, widget=CLOCK)

    def clean_come_back_on(self):
        day = self.cleaned_data["come_back_on"]
        if day and day < self.by.today:
            raise forms.ValidationError(_("This day is over; choose today or later."))
        return day

    def clean_come_back_at(self):
        return f"{self.cleaned_data['come_back_at']:%H:%M}" if self.cleaned_data["come_back_at"] else ""


class IntakeForm(ComingBack):
    """A request in under thirty seconds: who, how to reach them, what is missing, when they come back."""

    applicant = forms.CharField(label=_("Name of the applicant"), max_length=60, required=False)
    phone = Phone(label=_("Phone"), required=False)
    papers_missing = forms.MultipleChoiceField(
        label=_("Papers still to bring"), required=False, widget=forms.CheckboxSelectMultiple
    )
    request = forms.CharField(label=_("What is asked"), max_length=300, required=False, widget=LINES)
    channel = forms.ChoiceField(label=_("Taken in"), choices=Case.Channel.choices, initial="window")
    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)

    def __init__(self, *args, service: Service, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papers_missing"].choices = [(paper, paper) for paper in service.required_documents]
        if not service.required_documents:
            del self.fields["papers_missing"]
        self.fields["applicant"].required = service.case_type.keeps_applicant
        if not service.case_type.keeps_applicant:
            del self.fields["applicant"], self.fields["phone"]


class SealedForm(InputForm):
    """A sealed case, opened by the director with its assessors."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), empty_label=None)
    applicant = forms.CharField(label=_("Name of the applicant"), max_length=60)
    phone = Phone(label=_("Phone"), required=False)
    request = forms.CharField(label=_("What is asked"), max_length=300, required=False, widget=LINES)
    assessors = forms.ModelMultipleChoiceField(
        label=_("Assessors"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("At least two. From now on nobody else can find the case, not even you unless you are one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        services = menu_on(self.by.today, self.by).filter(case_type__secrecy=Secrecy.ASSESSORS)
        self.fields["service"].queryset = services
        self.fields["assessors"].queryset = colleagues(self.by)


class PapersForm(ComingBack):
    papers = forms.CharField(label=_("Missing papers, one a line"), max_length=300, widget=LINES)
    field_order = ("papers",)

    def clean_papers(self):
        return [line.strip() for line in self.cleaned_data["papers"].splitlines() if line.strip()]


class StepForm(InputForm):
    done_on = forms.DateField(label=_("Done on"), widget=DAY)
    papers_seen = forms.MultipleChoiceField(
        label=_("Papers seen for this step"), required=False, widget=forms.CheckboxSelectMultiple
    )
    anyway_because = forms.CharField(
        label=_("Reason, if out of order or without a paper"),
        max_length=200,
        required=False,
        help_text=_("It stays with your name."),
    )

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papers_seen"].choices = [(paper, paper) for paper in papers]
        if not papers:
            del self.fields["papers_seen"]


class NoteForm(InputForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[c for c in Note.Kind.choices if c[0] != Note.Kind.ADVICE])
    level = forms.ChoiceField(label=_("Who may read it"), choices=Note.Level.choices)
    text = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    reported_to = forms.CharField(
        label=_("Reported to"),
        max_length=60,
        required=False,
        help_text=_("For danger alone: the police or civil affairs, who must hear of it at once."),
    )

    def clean(self):
        data = super().clean()
        if data.get("kind") == Note.Kind.DANGER and not data.get("reported_to"):
            self.add_error("reported_to", _("Say to whom the danger was reported: the police, civil affairs."))
        return data


KEYED = [each for each in Referral.Channel.choices if each[0] != Referral.Channel.OWN]


class ReferralForm(InputForm):
    """To an organization of the register, whose contact answers with the own account, or to another by its name."""

    organization = forms.ModelChoiceField(
        label=_("Organization of the register"), queryset=Organization.objects.none(), required=False
    )
    to_name = forms.CharField(label=_("Another, not in the register"), max_length=80, required=False)
    to_contact = forms.CharField(label=_("Contact"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("What is asked of it"),
        max_length=200,
        help_text=_("The organization reads this at once: write no name and no phone."),
    )
    wanted_by = forms.DateField(label=_("Needed by"), required=False, widget=DAY)
    agreed_on = forms.DateField(
        label=_("The applicant agreed on"),
        required=False,
        widget=DAY,
        help_text=_("Once it has accepted, the organization may look up name and phone; without this day it may not."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations_on(self.by.today, self.by).order_by("name")

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data.get("organization")) == bool(data.get("to_name")):
            text = _("Choose an organization of the register, or write the name of another; not both.")
            self.add_error("organization", text)
        return data

    def clean_wanted_by(self):
        day = self.cleaned_data["wanted_by"]
        if day and day < self.by.today:
            raise forms.ValidationError(_("This day is over; choose today or later."))
        return day


class SealedReferralForm(InputForm):
    """The organization is given the number of the case alone, once the applicant has agreed."""

    to_name = forms.CharField(label=_("Organization"), max_length=80)
    to_contact = forms.CharField(label=_("Contact"), max_length=80, required=False)
    reason = forms.CharField(label=_("What is asked of it"), max_length=200)
    agreed_on = forms.DateField(
        label=_("The applicant agreed on"),
        widget=DAY,
        help_text=_("Give the organization the number alone. What you ask is kept sealed; the trail does not name it."),
    )


class AdviceForm(InputForm):
    conclusion = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("What it rests on"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It stands on the paper for the civil-affairs bureau, and is kept sealed here."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = codes(CONCLUSIONS, place=self.by.place, on=self.by.today)
        self.fields["conclusion"].choices = [(code.code, str(code)) for code in known]


class AnswerForm(InputForm):
    accepted = forms.ChoiceField(
        label=_("Answer"),
        choices=(("yes", _("accepted")), ("no", pgettext_lazy("referral", "refused"))),
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label=_("Reason of a refusal"), max_length=200, required=False)
    channel = forms.ChoiceField(label=_("How it answered"), choices=KEYED, initial="phone")

    def clean(self):
        data = super().clean()
        if data.get("accepted") == "no" and not data.get("because"):
            self.add_error("because", _("Please give a reason."))
        return data


class WordsForm(InputForm):
    words = forms.CharField(max_length=1000, widget=LINES)

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class CloseForm(InputForm):
    words = forms.CharField(label=_("What came of it"), max_length=1000, widget=LINES)
    anyway_because = forms.CharField(
        label=_("Reason, if it is closed with a step undone"), max_length=200, required=False
    )

    def __init__(self, *args, left, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anyway_because"].help_text = _("Still to be done: %(step)s.") % {"step": "、".join(left)}
        if not left:
            del self.fields["anyway_because"]


class ResultForm(InputForm):
    result = forms.CharField(label=_("What the organization did"), max_length=1000, widget=LINES)
    channel = forms.ChoiceField(label=_("How it told the result"), choices=KEYED, initial="phone")


class CustodyForm(InputForm):
    name = forms.CharField(label=_("Document"), max_length=80)
    copies = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=1)


class ApplicantForm(InputForm):
    """What stands there is not shown again: who takes a correction need not see it."""

    applicant = forms.CharField(label=_("Name of the applicant"), max_length=60, required=False)
    phone = Phone(label=_("Phone"), required=False)

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Write the name or the phone as it should be."))
        return data


class HandOverForm(InputForm):
    """What else than the applicant's own words goes into their file: a named person chooses, piece by piece."""

    notes = forms.TypedMultipleChoiceField(
        label=_("Notes to hand over"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Reports of danger never go into this file. Choose nothing that would put somebody at risk."),
    )  # fmt: skip
    files = forms.TypedMultipleChoiceField(
        label=_("Names of files to hand over"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, notes, files, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("notes", notes), ("files", files)):
            self.fields[name].choices = choices
            if not choices:
                del self.fields[name]


class TransferForm(InputForm):
    to = forms.ModelChoiceField(label=_("Hand over to"), queryset=User.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues(self.by)


class SuccessorForm(InputForm):
    successor = forms.ModelChoiceField(label=_("Who assesses instead"), queryset=User.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = colleagues(self.by)


class RatingForm(InputForm):
    stars = forms.TypedChoiceField(
        label=_("How satisfied is the applicant?"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=(
            (5, _("very satisfied")),
            (4, _("satisfied")),
            (3, _("so-so")),
            (2, _("not satisfied")),
            (1, _("not at all")),
        ),
    )
    channel = forms.ChoiceField(label=_("How it was said"), choices=Case.Channel.choices, initial="window")


class PaperForm(InputForm):
    paper = AttachmentField(label=_("File"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].by = self.by


def colleagues(by):
    """The accounts of the centre's workers, without the actor's own."""
    return (
        User.objects.filter(
            appointments__place_id=by.place, appointments__role__in=("worker", "director"), is_active=True
        )
        .exclude(pk=by.user_id)
        .distinct()
        .order_by("name")
    )
