"""The title of a report, and the service point of a board."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.forms import InputForm, row_key
from shuniu.volunteers.public import ServicePoint


class ReportForm(InputForm):
    title = forms.CharField(label=_("Title"), max_length=100)
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))


def service_points(actor: Actor) -> list[tuple[int, str]]:
    """The places of service that the actor may ask about."""
    return list(ServicePoint.objects.visible_to(actor).order_by("name").values_list("pk", "name"))


def service_point_asked(asked, actor: Actor) -> int | None:
    """The one in `?point=…`; None where it is missing or not the actor's to ask."""
    point = row_key(asked.get("point"))
    return point if point in dict(service_points(actor)) else None
