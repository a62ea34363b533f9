"""What may be handed in as a sign-in list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm


class ListForm(InputForm):
    file = forms.FileField(
        label=_("Sign-in list"),
        help_text=_("As the office keeps it: .xlsx, .xls or .csv, with a heading above the names."),
    )
