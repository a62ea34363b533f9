"""What is asked when an office file is handed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.handing_in import HandInForm

KINDS = [
    ("auto", _("by its headings")),
    ("roster", _("roster: one row a member")),
    ("ledger", _("ledger: one row a group")),
]


class UploadForm(HandInForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial="auto")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_of"].help_text = _("Memberships begin by this day, and stated ages hold on it.")
