"""What may be typed about flags, venue permits and branches."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.groups.forms.filing import DAY
from shuniu.groups.models import Branch
from shuniu.kernel.forms import InputForm


class RenewalForm(InputForm):
    """What a permit says of its end and its conditions; the end may be left to the place's usual months."""

    valid_until = forms.DateField(
        label=_("Valid until"), widget=DAY, required=False, help_text=_("Empty: as long as this place usually gives.")
    )
    sound = forms.CharField(
        label=_("Loudness"),
        max_length=300,
        required=False,
        help_text=_("Between which hours loudspeakers may be used, and how many decibels it may be at most."),
    )
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Most people, closing time, cleaning up."),
    )

    def __init__(self, *args, begins=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.begins = begins

    def clean(self):
        data = super().clean()
        begins = data.get("valid_from") or self.begins
        if data.get("valid_until") and begins and data["valid_until"] < begins:
            self.add_error("valid_until", _("A permit cannot end before it begins."))
        return data


class PermitForm(RenewalForm):
    """A permit: the paper number is given where it is left empty, the end where it is the place's usual one."""

    venue = forms.CharField(label=_("Venue"), max_length=100)
    times = forms.CharField(label=_("Times"), max_length=200)
    valid_from = forms.DateField(label=_("Valid from"), widget=DAY)
    number = forms.CharField(
        label=_("Permit number"), max_length=30, required=False, help_text=_("Empty: the next number is given.")
    )
    field_order = ("venue", "times", "valid_from", "valid_until", "sound", "conditions", "number")


class FlagForm(InputForm):
    number = forms.CharField(
        label=_("Flag number"), max_length=30, required=False, help_text=_("Empty: the next number is given.")
    )


class BranchForm(InputForm):
    """A branch's name and, where it may be chosen, the branch it hangs under."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=60)
    parent = forms.ModelChoiceField(
        label=_("Hangs under"), required=False, queryset=Branch.objects.none(), empty_label=_("the federation itself")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = open_branches(self.by)


class BranchChoice(InputForm):
    """One branch of those that are open."""

    branch = forms.ModelChoiceField(label=_("Branch"), queryset=Branch.objects.none())

    def __init__(self, *args, required: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["branch"].queryset = open_branches(self.by)
        self.fields["branch"].required = required


def open_branches(by):
    return Branch.objects.visible_to(by).filter(closed_on__isnull=True).order_by("path")
