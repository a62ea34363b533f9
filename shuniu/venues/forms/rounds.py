"""What may be typed about a seasonal round: its dates, a group's wishes, a change by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.forms import InputForm
from shuniu.venues.actions.rounds import Asking, Wished
from shuniu.venues.forms.booking import CLOCK, DAY
from shuniu.venues.models import WEEKDAYS, Grant, Round, Space, minutes
from shuniu.venues.queries import spaces_of_season
from shuniu.venues.words import weekly_of

TIMES = ("days", "from", "until")
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


@dataclass(frozen=True, slots=True)
class WishLimits:
    """How much a wish may name (`venues.round.wish_limits`): wishes of a group, places and spells of time of a wish."""

    wishes: int
    places: int
    ranges: int

    @classmethod
    def of(cls, place: int, on: date) -> WishLimits:
        return cls(**setting("venues.round.wish_limits", place=place, on=on))


class WishForm(InputForm):
    """A group's wishes for a season: how often, how long, then its wishes by rank: places in order and spells of time.

    It shows one place and one spell of each; more of them open one after the other (`shown`). `place_2` is the first
    place of the second wish, `place_2_3` its third.
    """

    times = forms.IntegerField(label=_("Times a week"), min_value=1, max_value=7, initial=1)
    persons = forms.IntegerField(label=_("How many people"), min_value=1, max_value=2_000)
    minutes = forms.TypedChoiceField(label=_("How long each time"), choices=LENGTHS, coerce=int, initial=120)
    amplified = forms.BooleanField(label=_("With loudspeakers"), required=False)
    equipment = forms.MultipleChoiceField(label=_("Needed there"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, season: Round, **kwargs):
        super().__init__(*args, **kwargs)
        known = codes("venues.equipment", place=self.by.place, on=self.by.today)
        self.fields["equipment"].choices = [(code.code, str(code)) for code in known]
        self.limits = WishLimits.of(self.by.place, self.by.today)
        self.spaces = spaces_of_season(season.first, season.last, self.by)
        for rank in range(1, self.limits.wishes + 1):
            for number in range(1, self.limits.places + 1):
                self._add_place(rank, number)
            for number in range(1, self.limits.ranges + 1):
                self._add_times(rank, number)

    def _add_place(self, rank: int, number: int) -> None:
        label = _("Place liked best") if number == 1 else _("Place %(number)s") % {"number": number}
        needed = rank == number == 1
        self.fields[named("place", rank, number)] = SpaceChoice(label=label, queryset=self.spaces, required=needed)

    def _add_times(self, rank: int, number: int) -> None:
        needed = rank == number == 1
        more = "" if number == 1 else f" ({number})"
        self.fields[named("days", rank, number)] = forms.TypedMultipleChoiceField(
            label=format_lazy("{}{}", _("Days that suit"), more), choices=WEEKDAYS, coerce=int, required=needed,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        for name, label, clock in (("from", _("Not before"), "08:00"), ("until", _("Not after"), "18:00")):
            self.fields[named(name, rank, number)] = forms.TimeField(
                label=format_lazy("{}{}", label, more), widget=CLOCK, required=needed, initial=clock
            )

    # --- What the page shows --------------------------------------------------------------------------------------------
    def shown(self):
        """For each wish its rank, whether it is open, its places and its spells: each (open, fields)."""
        for rank in range(1, self.limits.wishes + 1):
            places = [self._part(("place",), rank, number) for number in range(1, self.limits.places + 1)]
            spells = [self._part(TIMES, rank, number) for number in range(1, self.limits.ranges + 1)]
            yield rank, any(open_ for open_, _fields in (*places, *spells)), _opened(places), _opened(spells)

    def _part(self, names: tuple[str, ...], rank: int, number: int):
        """A place or a spell: open where something stands in it or is wrong with it; hours stand there from the start."""
        fields = [self[named(name, rank, number)] for name in names]
        return bool(fields[0].value() or any(bound.errors for bound in fields)), fields

    # --- What is asked --------------------------------------------------------------------------------------------------
    def clean(self):
        data = super().clean()
        for rank in range(1, self.limits.wishes + 1):
            spells = [n for n in range(1, self.limits.ranges + 1) if data.get(named("days", rank, n))]
            if self._places(rank, data) and not spells and f"days_{rank}" not in self.errors:
                self.add_error(f"days_{rank}", _("Choose the days that suit."))
            if spells and not self._places(rank, data) and f"place_{rank}" not in self.errors:
                self.add_error(f"place_{rank}", _("Name a place for this wish, or leave its days empty."))
            for number in spells:
                self._check_spell(rank, number, data)
        return data

    def _check_spell(self, rank: int, number: int, data: dict) -> None:
        starts, ends = (data.get(named(name, rank, number)) for name in ("from", "until"))
        until = named("until", rank, number)
        if starts is None or ends is None:
            if not {until, named("from", rank, number)} & set(self.errors):
                self.add_error(until, _("Say between which hours."))
        elif minutes(ends) - minutes(starts) < (data.get("minutes") or 0):
            self.add_error(until, _("Between these hours there is not enough time."))

    def _places(self, rank: int, data: dict) -> tuple[int, ...]:
        """The places of a wish in its order, each once."""
        found = (data.get(named("place", rank, number)) for number in range(1, self.limits.places + 1))
        return tuple(dict.fromkeys(space.pk for space in found if space))

    def _spans(self, rank: int, data: dict) -> tuple[tuple[int, int, int], ...]:
        spans = []
        for number in range(1, self.limits.ranges + 1):
            for day in data.get(named("days", rank, number)) or ():
                hours = minutes(data[named("from", rank, number)]), minutes(data[named("until", rank, number)])
                spans.append((day, *hours))
        return tuple(dict.fromkeys(spans))

    def asking(self) -> Asking:
        data = self.cleaned_data
        wished = [(self._places(rank, data), self._spans(rank, data)) for rank in range(1, self.limits.wishes + 1)]
        wishes = [Wished(places, spans) for places, spans in wished if places]
        # Fewer wishes than times: the last one is meant for the rest too, on its other days.
        wishes += [wishes[-1]] * (data["times"] - len(wishes))
        return Asking(
            data["persons"], data["times"], data["minutes"], tuple(wishes), tuple(data["equipment"]), data["amplified"]
        )


def named(name: str, rank: int, number: int = 1) -> str:
    """What a part of a wish is called in the form."""
    return f"{name}_{rank}" if number == 1 else f"{name}_{rank}_{number}"


def _opened(parts: list) -> list:
    """A part is open too where a later one is: what is filled in is never hidden."""
    return [(any(open_ for open_, _f in parts[at:]), fields) for at, (_open, fields) in enumerate(parts)]


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

    def __init__(self, *args, season: Round, grants, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset, self.fields["take"].queryset = groups, grants
        self.fields["space"].queryset = spaces_of_season(season.first, season.last, self.by)
        self.fields["take"].label_from_instance = lambda g: f"{g.group.name} · {g.space.title} · {weekly_of(g)}"

    def clean(self):
        data = super().clean()
        if data.get("space") and not (data.get("weekday") and data.get("starts") and data.get("ends")):
            self.add_error("weekday", _("A place is given on a weekday, from and to an hour."))
        return data
