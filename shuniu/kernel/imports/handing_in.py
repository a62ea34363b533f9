"""The form with which an office file is handed in."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.limits import Limits
from shuniu.kernel.imports.typed import not_to_come

READ = ".xlsx,.xlsm,.xls,.et,.csv,.txt,.htm,.html,.xml"


class HandInForm(InputForm):
    """A file, and the day it speaks for: today, unless the page says another."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("The workbook as the office keeps it: .xlsx, .xls or .csv."),
        widget=forms.FileInput(attrs={"accept": READ}),
    )
    as_of = forms.DateField(label=_("The day it speaks for"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, by, **kwargs):
        kwargs.setdefault("initial", {"as_of": by.today})
        super().__init__(*args, by=by, **kwargs)

    def clean_file(self):
        file, most = self.cleaned_data["file"], Limits().file_bytes
        if file.size > most:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": most >> 20})
        return file

    def clean_as_of(self):
        return not_to_come(self.cleaned_data["as_of"], self.by)
