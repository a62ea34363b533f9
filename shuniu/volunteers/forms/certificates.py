"""What may be typed about certificates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.forms.hearing import HeardForm

DAY = forms.DateInput(attrs={"type": "date"})


class RequestForm(InputForm):
    """Over which period, and for what."""

    first = forms.DateField(label=_("From"), widget=DAY)
    last = forms.DateField(label=_("To"), widget=DAY)
    purpose = forms.CharField(
        label=_("For what"),
        max_length=60,
        required=False,
        help_text=_("It is printed under “other remarks”: school, job, settling points."),
    )

    def clean(self):
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            self.add_error("last", _("The period ends before it begins."))
        if data.get("last") and data["last"] > self.by.today:
            self.add_error("last", _("The period ends today at the latest."))
        return data


class ReasonForm(InputForm):
    words = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label=None, most: int = 300, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].max_length = most
        if label is not None:
            self.fields["words"].label = label


class AnswerForm(ReasonForm, HeardForm):
    """What the volunteer answers; at the desk with how it came."""


class CopyForm(InputForm):
    """A paper copy that was handed out."""

    reason = forms.CharField(
        label=_("Why on paper"), max_length=200, help_text=_("No smartphone, the school asks for a seal, …")
    )
    count = forms.IntegerField(label=_("Copies"), min_value=1, max_value=20, initial=1)
    filed_as = forms.CharField(
        label=_("The centre's copy is filed under"), max_length=60, help_text=_("Year, box, page: 2026-3-17.")
    )


class CheckForm(InputForm):
    """What stands on a certificate: the code beside the square, or what a scanner read from it."""

    words = forms.CharField(
        label=_("Verification code, or the text of the QR code"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
