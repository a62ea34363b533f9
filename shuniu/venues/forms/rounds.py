"""What may be typed about a seasonal round: its dates, a group's wishes, a change by hand."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.venues.actions.rounds import Asking, Wished
from shuniu.venues.forms.booking import CLOCK, DAY
from shuniu.venues.models import WEEKDAYS, Grant, Space, minutes
from shuniu.venues.queries import spaces_on
from shuniu.venues.words import weekly_of

WISHES = 3
LENGTHS = ((60, _("1 hour")), (90, _("1½ hours")), (120, _("2 hours")), (180, _("3 hours")))


class RoundForm(InputForm):
    title = forms.CharField(label=_("Title"), max_length=60)
    opens_on = forms.DateField(label=_("Wishes from"), widget=DAY)
    closes_on = forms.DateField(label=_("Wishes until"), widget=DAY)
    first = forms.DateField(label=_("Season from"), widget=DAY)
    last = forms.DateField(label=_("Season until"), widget=DAY)

    def clean(self):
        data = super().clean()
        days = [data.get(name) for name in ("opens_on", "closes_on", "first", "last")]
        if all(days) and not (days[0] <= days[1] < days[2] <= days[3]):
            self.add_error("first", _("First the wishes, then the season: the dates must follow each other."))
        return data


class SpaceChoice(forms.ModelChoiceField):
    def label_from_instance(self, space: Space) -> str:
        return f"{space.title} ({space.capacity})"


class WishForm(InputForm):
    """A group's wishes: how often and how long, then up to three wishes, each with places in order, days and hours."""

    times = forms.IntegerField(label=_("Times a week"), min_value=1, max_value=7, initial=1)
    persons = forms.IntegerField(label=_("How many people"), min_value=1, max_value=2_000)
    minutes = forms.TypedChoiceField(label=_("How long each time"), choices=LENGTHS, coerce=int, initial=120)
    amplified = forms.BooleanField(label=_("With loudspeakers"), required=False)
    equipment = forms.MultipleChoiceField(label=_("Needed there"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = codes("venues.equipment", place=self.by.place, on=self.by.today)
        self.fields["equipment"].choices = [(code.code, str(code)) for code in known]
        for rank in range(1, WISHES + 1):
            self._add_wish(rank)

    def _add_wish(self, rank: int) -> None:
        spaces, needed = spaces_on(self.by.today, self.by).order_by("venue__name", "order"), rank == 1
        self.fields[f"place_{rank}"] = SpaceChoice(label=_("Place liked best"), queryset=spaces, required=needed)
        self.fields[f"other_{rank}"] = SpaceChoice(label=_("Or else"), queryset=spaces, required=False)
        self.fields[f"days_{rank}"] = forms.TypedMultipleChoiceField(
            label=_("Days that suit"),
            choices=WEEKDAYS,
            coerce=int,
            required=needed,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"from_{rank}"] = forms.TimeField(
            label=_("Not before"), widget=CLOCK, required=needed, initial="08:00"
        )
        self.fields[f"until_{rank}"] = forms.TimeField(
            label=_("Not after"), widget=CLOCK, required=needed, initial="18:00"
        )

    def wish_fields(self):
        """(rank, its fields) for the page."""
        for rank in range(1, WISHES + 1):
            yield rank, [self[f"{name}_{rank}"] for name in ("place", "other", "days", "from", "until")]

    def clean(self):
        data = super().clean()
        for rank in range(1, WISHES + 1):
            if data.get(f"place_{rank}"):
                self._check_wish(rank, data)
        return data

    def _check_wish(self, rank: int, data: dict) -> None:
        starts, ends = data.get(f"from_{rank}"), data.get(f"until_{rank}")
        if not data.get(f"days_{rank}"):
            self.add_error(f"days_{rank}", _("Choose the days that suit."))
        if starts and ends and minutes(ends) - minutes(starts) < (data.get("minutes") or 0):
            self.add_error(f"until_{rank}", _("Between these hours there is not enough time."))

    def asking(self) -> Asking:
        data = self.cleaned_data
        wishes = []
        for rank in range(1, WISHES + 1):
            if place := data.get(f"place_{rank}"):
                places = dict.fromkeys(s.pk for s in (place, data.get(f"other_{rank}")) if s)
                hours = minutes(data[f"from_{rank}"]), minutes(data[f"until_{rank}"])
                wishes.append(Wished(tuple(places), tuple((day, *hours) for day in data[f"days_{rank}"])))
        # Fewer wishes than times: the last one is meant for the rest too, on its other days.
        wishes += [wishes[-1]] * (data["times"] - len(wishes))
        return Asking(
            data["persons"], data["times"], data["minutes"], tuple(wishes), tuple(data["equipment"]), data["amplified"]
        )


class ChangeForm(InputForm):
    """A change by hand: what is taken, what is given, why."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none())
    take = forms.ModelChoiceField(label=_("Time taken from it"), queryset=Grant.objects.none(), required=False)
    space = SpaceChoice(label=_("Place given to it"), queryset=Space.objects.none(), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Weekday"), choices=[("", "–"), *WEEKDAYS], coerce=int, empty_value=None, required=False
    )
    starts = forms.TimeField(label=_("From"), widget=CLOCK, required=False)
    ends = forms.TimeField(label=_("To"), widget=CLOCK, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It is published with your name."))
    agreed = forms.BooleanField(label=_("The group agrees"), required=False)

    def __init__(self, *args, grants, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset, self.fields["take"].queryset = groups, grants
        self.fields["space"].queryset = spaces_on(self.by.today, self.by).order_by("venue__name", "order")
        self.fields["take"].label_from_instance = lambda g: f"{g.group.name} · {g.space.title} · {weekly_of(g)}"

    def clean(self):
        data = super().clean()
        if data.get("space") and not (data.get("weekday") and data.get("starts") and data.get("ends")):
            self.add_error("weekday", _("A place is given on a weekday, from and to an hour."))
        return data
