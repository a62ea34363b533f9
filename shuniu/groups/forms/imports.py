"""What is asked when an office file is handed in."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.limits import Limits

KINDS = [
    ("auto", _("by its headings")),
    ("roster", _("roster: one row a member")),
    ("ledger", _("ledger: one row a group")),
]


class UploadForm(InputForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("The workbook as the office keeps it: .xlsx, .xls or .csv."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv,.txt,.htm,.html,.xml"}),
    )
    as_of = forms.DateField(
        label=_("The day it speaks for"),
        help_text=_("Memberships begin by this day, and stated ages hold on it."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial="auto")

    def __init__(self, *args, by, **kwargs):
        kwargs.setdefault("initial", {"as_of": by.today, "kind": "auto"})
        super().__init__(*args, by=by, **kwargs)

    def clean_file(self):
        file, most = self.cleaned_data["file"], Limits().file_bytes
        if file.size > most:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": most >> 20})
        return file

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > self.by.today:
            raise ValidationError(_("This day has not come yet."))
        return day
