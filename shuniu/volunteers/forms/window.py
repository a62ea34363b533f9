"""What is chosen at the window for one volunteer: a team, a coming shift."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.db.models import Count
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.models import Shift, Team
from shuniu.volunteers.roster import ON, with_lack
from shuniu.volunteers.station import rules_of
from shuniu.volunteers.words import WEEKDAYS


class TeamChoiceForm(InputForm):
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.all())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = self.fields["team"].queryset.filter(closed_on__isnull=True).order_by("name")


class ShiftField(forms.ModelChoiceField):
    def label_from_instance(self, shift: Shift) -> str:
        begins, ends = localtime(shift.starts_at), localtime(shift.ends_at)
        when = f"{shift.day} {WEEKDAYS[shift.day.weekday()]} {begins:%H:%M}–{ends:%H:%M}"
        said = f"{when} {shift.post.title} · {shift.post.service_point.name}"
        lacking = with_lack(shift).lacking
        lack = ngettext("%(num)s is lacking", "%(num)s are lacking", lacking) % {"num": lacking}
        return f"{said} · {lack if lacking else _('complete')}"


class ShiftChoiceForm(InputForm):
    """The shifts of the coming weeks that have not begun; also full ones, for the waiting list."""

    shift = ShiftField(label=_("Shift"), queryset=Shift.objects.all())

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        weeks = int(rules_of(by.centre, by.today)["shifts.weeks_ahead"])
        coming = self.fields["shift"].queryset.filter(
            day__range=(by.today, by.today + timedelta(weeks=weeks)),
            starts_at__gt=by.at,
            cancelled_at__isnull=True,
        )
        coming = coming.select_related("post__service_point").annotate(on=Count("signups", filter=ON))
        self.fields["shift"].queryset = coming.order_by("starts_at", "pk")
