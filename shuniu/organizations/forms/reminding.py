"""What may be typed about a call: what came of it, by which channel, and whom it reached."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.organizations.actions.reminding import ACCOUNT
from shuniu.organizations.models import CallAttempt, Contact
from shuniu.organizations.queries import CHANNELS


class AttemptForm(InputForm):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=CallAttempt.Outcome.choices, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(label=_("Channel"), choices=())
    contact = forms.ModelChoiceField(
        label=_("Who answers for it"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("somebody else of it"),
    )

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        found = codes(CHANNELS, place=call.centre_id, on=self.by.today)
        self.fields["channel"].choices = [(code.code, str(code)) for code in found if code.code != ACCOUNT]
        mine = Contact.objects.visible_to(self.by).filter(organization_id=call.organization_id, until__isnull=True)
        self.fields["contact"].queryset = mine.order_by("pk")
        self.fields["contact"].label_from_instance = lambda contact: " · ".join(
            filter(None, (contact.name, contact.duty))
        )
        if (first := mine.order_by("pk").first()) is not None:
            self.initial.setdefault("contact", first.pk)
        self.initial.setdefault("channel", "phone")
