"""What a group asked for: this round's wishes, or the last season's, as the form and the paper begin with them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from shuniu.groups.public import Group, GroupTag, return_to
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.venues.forms.rounds import LENGTHS, TIMES, WishLimits, named
from shuniu.venues.models import Application, Round, Space, Wish
from shuniu.venues.papers.wish_form import WishPaper, WrittenWish
from shuniu.venues.queries import spaces_of_season
from shuniu.venues.words import clock

OFFICIAL = "zh-hans"  # the form is a Chinese paper


def asked_last(round_: Round, group: Group, most: int) -> tuple[Application, list[Wish]] | None:
    """A group's newest application up to a round, with its first wishes, `most` at most."""
    mine = Application.objects.unscoped(because="the group was scoped")
    last = mine.filter(centre_id=group.centre_id, group=group, round__first__lte=round_.first).order_by("-round__first")
    if (application := last.select_related("round").first()) is None:
        return None
    wishes = Wish.objects.unscoped(because="the group was scoped").filter(
        centre_id=group.centre_id, application=application
    )
    return application, list(wishes.order_by("rank")[:most])


def last_wishes(round_: Round, group: Group, *, by: Actor) -> dict:
    """What the form begins with."""
    if (found := asked_last(round_, group, WishLimits.of(by.place, by.today).wishes)) is None:
        return {}
    last, wishes = found
    begun = {name: getattr(last, name) for name in ("times", "persons", "minutes", "amplified", "equipment")}
    for wish in wishes:
        begun |= {named("place", wish.rank, number): place for number, place in enumerate(wish.places, 1)}
        for number, (hours, days) in enumerate(spells_of(wish), 1):
            spell = zip(TIMES, (days, *hours), strict=True)
            begun |= {named(name, wish.rank, number): value for name, value in spell}
    return begun


def spells_of(wish: Wish) -> list[tuple[tuple[str, str], list[int]]]:
    """The times of a wish as a form asks them: ((not before, not after), days), in the order of its liking."""
    spells: dict[tuple[str, str], list[int]] = {}
    for weekday, starts, ends in wish.spans:
        spells.setdefault((clock(starts), clock(ends)), []).append(weekday)
    return list(spells.items())


def wish_paper(round_: Round, group: Group | None, *, by: Actor) -> WishPaper:
    """The form on paper: blank, or for a group with its QR code and what it asked for before."""
    spaces = list(spaces_of_season(round_.first, round_.last, by))
    limits = WishLimits.of(by.place, by.today)
    found = asked_last(round_, group, limits.wishes) if group else None
    last, wishes = found or (None, [])
    with translation.override(OFFICIAL):
        lengths = tuple((str(label), last is not None and last.minutes == length) for length, label in LENGTHS)
        known = codes("venues.equipment", place=round_.centre_id, on=by.today)
        equipment = tuple((str(code), last is not None and code.code in last.equipment) for code in known)
    return WishPaper(
        return_to=return_to(round_.centre_id, by=by), printed_on=by.today, group=_tag(round_, group) if group else None,
        season=round_.title, closes_on=round_.closes_on, lengths=lengths, equipment=equipment,
        places=tuple((number, space.title, space.capacity) for number, space in enumerate(spaces, 1)),
        times=last.times if last else None, persons=last.persons if last else None,
        amplified=last.amplified if last else False, wishes=tuple(_written(wish, spaces) for wish in wishes),
        most=(limits.wishes, limits.places, limits.ranges),
    )  # fmt: skip


def _written(wish: Wish, spaces: list[Space]) -> WrittenWish:
    names = {space.pk: f"{number}　{space.title}" for number, space in enumerate(spaces, 1)}
    spells = tuple((tuple(days), *hours) for hours, days in spells_of(wish))
    return WrittenWish(tuple(names[key] for key in wish.places if key in names), spells)


def _tag(round_: Round, group: Group) -> GroupTag:
    """The corner of the paper that names its group and leads the desk's scanner to the page for keying it in."""
    url = settings.SHUNIU_ORIGIN + reverse("venues:wishes", args=[round_.pk, group.pk])
    return GroupTag(name=group.name, number=group.filing_number or "未备案", url=url)
