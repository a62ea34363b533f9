"""What is asked when a ledger is handed in."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.limits import Limits

from .register import DAY


class LedgerForm(InputForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("The workbook as the office keeps it: .xlsx, .xls or .csv."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv"}),
    )
    as_of = forms.DateField(label=_("The day it speaks for"), widget=DAY)

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
