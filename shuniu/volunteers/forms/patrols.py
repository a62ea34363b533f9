"""What may be typed about patrols: the sheet, an encounter, a report passed on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.volunteers.actions.patrols import HandedOver, Met, Sheet
from shuniu.volunteers.models import Encounter, MinorReport, Patrol, PatrolRoute, ServicePoint, Volunteer
from shuniu.volunteers.patrolling import by_number, outreach_volunteers, says_no_more_than_the_street

DAY = forms.DateInput(attrs={"type": "date"})
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def coded(by, table: str, *, empty: str | None = None) -> list[tuple[str, str]]:
    found = [(row.code, str(row)) for row in codes(table, place=by.centre or by.place, on=by.today)]
    return [("", empty), *found] if empty is not None else found


def open_points(by):
    return ServicePoint.objects.visible_to(by).filter(closed_on__isnull=True).order_by("name")


def street(text: str) -> str:
    if not (answer := says_no_more_than_the_street(text)):
        raise forms.ValidationError(answer.reason)
    return text


class RouteForm(InputForm):
    name = forms.CharField(label=_("Name of the route"), max_length=40)
    stretch = forms.CharField(
        label=_("Streets, in the order they are walked"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    walked = forms.CharField(label=_("Usually walked"), max_length=60, required=False)
    service_point = forms.ModelChoiceField(
        label=_("Sets out from"),
        queryset=ServicePoint.objects.none(),
        required=False,
        help_text=_("Figures of this service point count its patrols."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service_point"].queryset = open_points(self.by)


class SetOutForm(InputForm):
    service_point = forms.ModelChoiceField(
        label=_("Sets out from"), queryset=ServicePoint.objects.none(), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service_point"].queryset = open_points(self.by)


class VolunteerChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Volunteer) -> str:
        return f"{obj.person.name} {obj.number}"


class SheetForm(InputForm):
    """The head of a sheet, at the desk."""

    route = forms.ModelChoiceField(label=_("Route"), queryset=PatrolRoute.objects.none())
    day = forms.DateField(label=_("Day"), widget=DAY)
    starts = forms.TimeField(label=_("From"), widget=CLOCK)
    ends = forms.TimeField(label=_("To"), widget=CLOCK)
    leaflets = forms.IntegerField(label=_("Leaflets given out"), min_value=0, max_value=2000, initial=0)
    volunteers = VolunteerChoice(
        label=_("Who walked"), queryset=Volunteer.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("About the route, not about people"), max_length=200, required=False, validators=[street]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        open_ones = PatrolRoute.objects.visible_to(self.by).filter(closed_on__isnull=True)
        self.fields["route"].queryset = open_ones.order_by("name")
        if "volunteers" in self.fields:
            self.fields["volunteers"].queryset = outreach_volunteers(self.by)

    def clean(self):
        data = super().clean()
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("A patrol ends after it began, on the same day."))
        if data.get("day") and data["day"] > self.by.today:
            self.add_error("day", _("This patrol has not been walked yet."))
        return data

    @property
    def sheet(self) -> Sheet:
        data = self.cleaned_data
        return Sheet(data["day"], data["starts"], data["ends"], data["leaflets"], data["note"])

    @property
    def walkers(self) -> list[Volunteer]:
        return list(self.cleaned_data["volunteers"])


class PhoneSheetForm(SheetForm):
    """The same on the phone: the one who writes has walked, the others are told by their numbers."""

    volunteers = None
    companions = forms.CharField(
        label=_("Volunteer numbers of those who walked with you"),
        max_length=200,
        required=False,
        help_text=_("Separated by spaces."),
    )
    field_order = ("route", "day", "starts", "ends", "leaflets", "companions", "note")

    def clean_companions(self):
        numbers = list(
            dict.fromkeys(self.cleaned_data["companions"].upper().replace("，", " ").replace(",", " ").split())
        )
        found, nobody = by_number(numbers, self.by.centre)
        if nobody:
            said = "、".join(nobody)
            raise forms.ValidationError(_("Nobody active has this number: %(numbers)s.") % {"numbers": said})
        return found

    @property
    def walkers(self) -> list[Volunteer]:
        own = Volunteer.objects.visible_to(self.by).get(pk=self.by.subject[1])
        return [own, *(each for each in self.cleaned_data["companions"] if each.pk != own.pk)]


class EncounterForm(InputForm):
    """Somebody met: where, what, what was done, the own wish. There is no field for who it was."""

    at = forms.TimeField(label=_("Time"), widget=CLOCK)
    place = forms.CharField(
        label=_("Street or crossing"), max_length=100, validators=[street], help_text=_("Never a home.")
    )
    situation = forms.ChoiceField(label=_("Situation"))
    actions = forms.MultipleChoiceField(label=_("What was done"), required=False, widget=forms.CheckboxSelectMultiple)
    leaflet = forms.BooleanField(label=_("Took a leaflet"), required=False)
    wish = forms.ChoiceField(label=_("Own wish to be helped"), choices=Encounter.Wish.choices, widget=forms.RadioSelect)
    offered_name = forms.CharField(
        label=_("Name, only if it was offered"),
        max_length=40,
        required=False,
        help_text=_("Do not ask for it. It is kept sealed and deleted with the rest."),
    )
    first_aid_at = forms.TimeField(label=_("Emergency (120) called at"), widget=CLOCK, required=False)
    is_minor = forms.BooleanField(label=_("A minor"), required=False)
    danger = forms.ChoiceField(
        label=_("The minor is in danger"),
        required=False,
        help_text=_("Call 110 first. The report stands on the centre's desk at once."),
    )
    receiver = forms.ChoiceField(label=_("Handed over to"), required=False)
    handed_at = forms.TimeField(label=_("Handed over at"), widget=CLOCK, required=False)
    received_by = forms.CharField(label=_("Received by (office or post)"), max_length=40, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["situation"].choices = coded(self.by, "patrols.situation")
        self.fields["actions"].choices = coded(self.by, "patrols.action")
        self.fields["danger"].choices = coded(self.by, "patrols.danger", empty=_("no"))
        self.fields["receiver"].choices = coded(self.by, "patrols.receiver", empty=_("nobody"))

    def clean(self):
        data = super().clean()
        if data.get("danger"):
            data["is_minor"] = True
        if data.get("receiver") and not data.get("handed_at"):
            self.add_error("handed_at", _("Say when the hand-over was."))
        return data

    @property
    def met(self) -> Met:
        data = dict(self.cleaned_data)
        receiver, handed_at, received_by = (data.pop(name) for name in ("receiver", "handed_at", "received_by"))
        handover = HandedOver(receiver, handed_at, self.by.name, received_by) if receiver else None
        return Met(**data, handover=handover)


class MinorForm(InputForm):
    """The least that can be acted on: what danger, and where. The time is now where nobody says otherwise."""

    danger = forms.ChoiceField(label=_("Danger"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Street or crossing"), max_length=100, validators=[street], help_text=_("Never a home.")
    )
    seen = forms.TimeField(
        label=_("Seen at, where it is not now"),
        widget=CLOCK,
        required=False,
        help_text=_("A time that has not come yet today is of yesterday."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["danger"].choices = coded(self.by, "patrols.danger")

    @property
    def told(self) -> dict:
        """What the action is told, by name."""
        data = dict(self.cleaned_data)
        clock = data.pop("seen")
        return {**data, "seen_at": self._moment(clock) if clock else self.by.at}

    def _moment(self, clock) -> datetime:
        moment = timezone.make_aware(datetime.combine(self.by.today, clock))
        return moment if moment <= self.by.at else moment - timedelta(days=1)


class DeskMinorForm(MinorForm):
    """The same at the desk: it came in a call, or somebody walked in."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[each for each in MinorReport.Channel.choices if each[0] in ("call", "desk")],
    )
    called_by = forms.CharField(
        label=_("Number of the volunteer who called"), max_length=30, required=False, help_text=_("If it is known.")
    )
    told_to = forms.ChoiceField(label=_("Told already to"), required=False)
    field_order = ["danger", "place", "seen", "channel", "told_to", "called_by"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["told_to"].choices = coded(self.by, "patrols.authority", empty=_("nobody yet"))

    @property
    def told(self) -> dict:
        data = super().told
        told = data.pop("told_to")
        return {**data, "told": told}


class TieForm(InputForm):
    """The patrols walked within a day of a report."""

    patrol = forms.ModelChoiceField(label=_("Patrol"), queryset=Patrol.objects.none())

    def __init__(self, *args, report: MinorReport, **kwargs):
        super().__init__(*args, **kwargs)
        seen = timezone.localtime(report.seen_at).date()
        near = Patrol.objects.visible_to(self.by).filter(centre_id=report.centre_id).select_related("route")
        day = timedelta(days=1)
        self.fields["patrol"].queryset = near.filter(day__range=(seen - day, seen + day)).order_by("day", "starts")
        self.fields["patrol"].label_from_instance = lambda each: (
            f"{each.day} {each.starts:%H:%M}–{each.ends:%H:%M} {each.route.name}"
        )


class TellForm(InputForm):
    """Which authority was told, and when."""

    told = forms.ChoiceField(label=_("Which authority was told"))
    told_at = forms.TimeField(label=_("At what time today"), widget=CLOCK)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["told"].choices = coded(self.by, "patrols.authority")

    def clean_told_at(self):
        moment = timezone.make_aware(datetime.combine(self.by.today, self.cleaned_data["told_at"]))
        if moment > self.by.at:
            raise forms.ValidationError(_("This lies in the future."))
        return moment


class OutcomeForm(InputForm):
    words = forms.CharField(
        label=_("What came of it"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[street],
        help_text=_("About the help that was given, not about the person."),
    )
