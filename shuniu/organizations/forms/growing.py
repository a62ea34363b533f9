"""What may be typed about settling, incubation, grades, lists and directory changes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.organizations.models import Listing, Organization

from .register import DAY


class SettlingForm(InputForm):
    papers = forms.MultipleChoiceField(
        label=_("Papers that are here"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    premises_on = forms.DateField(label=_("Premises ready on"), widget=DAY, required=False)
    agreement_on = forms.DateField(label=_("Agreement signed on"), widget=DAY, required=False)
    agreement_until = forms.DateField(label=_("Agreement until"), widget=DAY, required=False)

    def __init__(self, *args, settling, **kwargs):
        super().__init__(*args, **kwargs)
        found = codes("organizations.settling_paper", place=settling.centre_id, on=self.by.today)
        self.fields["papers"].choices = [(code.code, str(code)) for code in found]


class SettledForm(InputForm):
    on = forms.DateField(label=_("Moved in on"), widget=DAY)
    reason = forms.CharField(
        label=_("It settles without something because"), max_length=300, required=False,
        help_text=_("Only where a paper or the agreement is missing. Your name stands beside the reason."),
    )  # fmt: skip


class PlanForm(InputForm):
    plan = forms.CharField(label=_("Plan"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}))


class AdmitForm(InputForm):
    test_score = forms.IntegerField(label=_("Entry test (of 100)"), min_value=0, max_value=100)
    mentor = forms.CharField(label=_("Mentor"), max_length=60)
    until = forms.DateField(label=_("Incubated until"), widget=DAY)
    admitted_because = forms.CharField(
        label=_("It is admitted all the same because"), max_length=300, required=False,
        help_text=_("Only where the entry test was not passed. Your name stands beside the reason."),
    )  # fmt: skip


class ReviewForm(InputForm):
    capacity = forms.IntegerField(label=_("Capacity (1 to 5)"), min_value=1, max_value=5)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class GradeForm(InputForm):
    grade = forms.TypedChoiceField(label=_("Grade"), coerce=int, choices=[(n, f"{n}A") for n in range(5, 0, -1)])
    points = forms.IntegerField(label=_("Points"), min_value=0, max_value=1000, required=False)
    given_on = forms.DateField(label=_("Given on"), widget=DAY)
    given_by = forms.CharField(label=_("Given by"), max_length=60, required=False)
    anyway_because = forms.CharField(
        label=_("It was graded all the same because"), max_length=200, required=False,
        help_text=_("Only where the rules say that it could not be."),
    )  # fmt: skip


class ListingForm(InputForm):
    which = forms.ChoiceField(label=_("List"), choices=Listing.List.choices)
    ground = forms.CharField(label=_("Ground"), max_length=200)
    source = forms.CharField(label=_("As published by"), max_length=120)
    entered_on = forms.DateField(label=_("Entered on"), widget=DAY)


class RemovalForm(InputForm):
    on = forms.DateField(label=_("Removed on"), widget=DAY)
    because = forms.CharField(label=_("Removed because"), max_length=200)


class ObjectionForm(InputForm):
    words = forms.CharField(
        label=_("The organization's objection"), max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(InputForm):
    answer = forms.CharField(label=_("Answer"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    answered_by = forms.CharField(label=_("Whose answer"), max_length=80)
    on = forms.DateField(label=_("Answered on"), widget=DAY)


class EntryForm(InputForm, forms.ModelForm):
    """The directory entry as the organization would have it; what the registry registered is not asked here."""

    class Meta:
        model = Organization
        fields = ["about", "public_address", "hours", "public_phone", "website"]
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}

    def _post_clean(self):
        """The action compares with what stands there."""

    def save(self, *args, **kwargs):
        raise TypeError("Forms do not write. Pass cleaned_data to an action.")
