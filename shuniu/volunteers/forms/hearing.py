"""What the desk is asked where it writes down a volunteer's word."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.actions.hearing import Channel, Heard


class HeardForm(InputForm):
    """How a volunteer's word came and what shows it; on the volunteer's own phone neither is asked."""

    heard_by = forms.ChoiceField(label=_("How the volunteer said it"), choices=Channel.choices)
    heard_evidence = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        help_text=_("The signed sheet, the letter, or the call: when, and who took it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = [self.fields.pop(name) for name in ("heard_by", "heard_evidence")]
        if self.by.subject is None:  # behind what was said
            self.fields["heard_by"], self.fields["heard_evidence"] = asked

    def heard(self) -> Heard | None:
        if "heard_by" not in self.cleaned_data:
            return None
        return Heard(self.cleaned_data["heard_by"], self.cleaned_data["heard_evidence"])
