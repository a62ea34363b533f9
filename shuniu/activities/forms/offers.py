"""What a leader may type who signs the group up for a show, and what the desk answers."""

from __future__ import annotations

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from shuniu.activities.forms.programme import CLOCK
from shuniu.activities.models import Session
from shuniu.activities.queries import asking_for_acts
from shuniu.kernel.forms import InputForm, row_key


class OfferForm(InputForm):
    session = forms.ChoiceField(label=_("For which show"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Act"), max_length=80)
    minutes = forms.IntegerField(label=_("Lasts, in minutes"), min_value=1, max_value=60, initial=8)
    needs = forms.CharField(
        label=_("What you need"), max_length=200, required=False, help_text=_("Such as two microphones, or chairs.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = {str(row.pk): row for row in asking_for_acts(self.by)}
        self.fields["session"].choices = [(key, said_of(row)) for key, row in self.open.items()]

    def clean_session(self) -> Session:
        return self.open[str(row_key(self.cleaned_data["session"]))]


class TakeOfferForm(InputForm):
    starts = forms.TimeField(label=_("Begins at"), widget=CLOCK)
    minutes = forms.IntegerField(label=_("Lasts, in minutes"), min_value=1, max_value=600)
    stage = forms.CharField(
        label=_("Stage"), max_length=30, required=False, help_text=_("Only where there are several.")
    )


def said_of(session: Session) -> str:
    """A show as a leader chooses it: the day and the clock first."""
    day = f"{date_format(session.held_on, 'DATE_FORMAT')} {date_format(session.held_on, 'D')}"
    return f"{day} {session.starts:%H:%M} {session.activity.title} · {session.place}"
