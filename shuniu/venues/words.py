"""Times, weekdays and decisions in the words that groups read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from shuniu.venues.allocation import Decision, Outcome
from shuniu.venues.allocation.outcome import Precedence
from shuniu.venues.models import WEEKDAYS, Judgement, UseNotice, Venue, minutes

NAMES = dict(WEEKDAYS)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def weekly(weekday: int, starts: int, ends: int) -> str:
    """Tuesday 09:00–11:00."""
    return _("%(day)s %(from)s–%(to)s") % {"day": NAMES[weekday], "from": clock(starts), "to": clock(ends)}


def weekly_of(row) -> str:
    """The same of a row with weekday, starts and ends."""
    return weekly(row.weekday, minutes(row.starts), minutes(row.ends))


def sound_of(venue: Venue) -> str:
    """Between which hours and how loud loudspeakers may be; "" where neither is laid down."""
    said = []
    if venue.loud_from is not None and venue.loud_until is not None:
        said.append(f"{venue.loud_from:%H:%M}–{venue.loud_until:%H:%M}")
    if venue.decibels is not None:
        said.append(_("at most %(loudest)s decibels") % {"loudest": venue.decibels})
    return " · ".join(said)


def sound_at(venues: Iterable[Venue]) -> str:
    """What a permit says of loudness: for each venue whether and when loudspeakers may be used, and how loud it may be."""
    said: dict[str, list[str]] = {}
    for venue in dict.fromkeys(venues):
        said.setdefault(_sound(venue), []).append(venue.name)
    if len(said) == 1:
        return next(iter(said))
    each = _("%(places)s: %(sound)s")
    return "；".join(each % {"places": "、".join(names), "sound": words} for words, names in said.items())


def _sound(venue: Venue) -> str:
    hours = _("no loudspeakers")
    if venue.loud_from is not None and venue.loud_until is not None:
        hours = _("loudspeakers %(hours)s only") % {"hours": f"{venue.loud_from:%H:%M}–{venue.loud_until:%H:%M}"}
    if venue.decibels is None:
        return hours
    return _("%(hours)s, at most %(loudest)s decibels") % {"hours": hours, "loudest": venue.decibels}


def told_of(judgement: Judgement, titles: Mapping[int, str]) -> str:
    """A kept decision as one sentence in the reader's language, said from its facts (ADR 0046).

    Ask for judgements with `space__venue`, `other` and `wish`: places and groups are called what they are called now.
    `titles`: of the centre's spaces.
    """
    decision = Decision(
        judgement.turn, judgement.group_id, judgement.wish_id, judgement.rank, Outcome(judgement.outcome),
        judgement.space_id, judgement.weekday, judgement.starts, judgement.ends, judgement.other_id, judgement.numbers,
    )  # fmt: skip
    space, holder = judgement.space, judgement.other
    return sentence_of(
        decision,
        spaces={space.pk: space.title} if space else {},
        groups={holder.pk: holder.name} if holder else {},
        wished=[titles[key] for key in judgement.wish.places if key in titles],
    )


def unused_said(notice: UseNotice) -> str:
    """How often a group did not come, in the reader's language."""
    counted = {"unused": notice.unused, "dates": notice.dates, "day": notice.since}
    return _("%(unused)s of %(dates)s times since %(day)s were not used.") % counted


def sentence_of(
    decision: Decision, *, spaces: Mapping[int, str], groups: Mapping[int, str], wished: Sequence[str] = ()
) -> str:
    """One plain sentence: granted, or who holds it and why they stood before; always with the place.

    `wished`: the places of the wish in its order, said where no single one decided.
    """
    said = {**decision.numbers, "turn": decision.turn}
    if decision.outcome == Outcome.TAKEN:
        return _taken(decision, said, spaces, groups)
    if decision.outcome in (Outcome.KEPT, Outcome.SHUT):
        return _kept(decision, said, spaces, groups)
    if decision.outcome == Outcome.GRANTED:
        return _granted(decision, said, spaces)
    why = _OTHERS[decision.outcome]() % said
    return _("%(held)s: %(why)s") % {"held": _(", ").join(wished), "why": why} if wished else why


def _granted(decision: Decision, said: dict, spaces) -> str:
    said |= {"place": spaces[decision.space], "time": weekly(decision.weekday, decision.starts, decision.ends)}
    if "moved_for" in decision.numbers:
        granted = _("Granted: %(place)s, %(time)s; moved there to make room for another time of the group.") % said
    elif "moved_in" in decision.numbers:
        granted = _("Granted: %(place)s, %(time)s; moved there to make room for another group.") % said
    else:
        granted = _("Granted in turn %(turn)s: %(place)s, %(time)s.") % said
    if "kept" not in decision.numbers:
        return granted
    return _but_for(decision.numbers) % {**said, "granted": granted}


def _but_for(numbers: dict) -> str:
    """On how many dates a granted time cannot be had."""
    if not numbers.get("shut"):
        return _("%(granted)s On %(kept)s of its %(dates)s dates the place is kept already.")
    if numbers["shut"] == numbers["kept"]:
        return _("%(granted)s On %(kept)s of its %(dates)s dates the place cannot be used.")
    return _("%(granted)s On %(kept)s of its %(dates)s dates the place is kept already or cannot be used.")


def _kept(decision: Decision, said: dict, spaces, groups) -> str:
    said |= {"place": spaces[decision.space], "time": weekly(decision.weekday, decision.starts, decision.ends)}
    if decision.outcome == Outcome.SHUT:
        return (
            _("%(place)s, %(time)s: the place cannot be used on %(shut)s of %(dates)s dates: "
              "it is closed, not offered, or its fire certificate has ended.")
            % said
        )  # fmt: skip
    if decision.numbers.get("shut"):
        return (
            _("%(place)s, %(time)s: the place is kept already or cannot be used on %(kept)s of %(dates)s dates.") % said
        )
    if decision.holder is None:
        return (
            _("%(place)s, %(time)s: the centre keeps the place for other uses then, %(kept)s of %(dates)s dates.")
            % said
        )
    if decision.holder == decision.group:
        return _("%(place)s, %(time)s: the group has it booked already, %(kept)s of %(dates)s dates.") % said
    said["holder"] = groups[decision.holder]
    return _("%(place)s, %(time)s: the place is kept for %(holder)s then, %(kept)s of %(dates)s dates.") % said


def _taken(decision: Decision, said: dict, spaces, groups) -> str:
    said |= {
        "place": spaces[decision.space],
        "time": weekly(decision.weekday, decision.starts, decision.ends),
        "holder": groups[decision.holder],
    }
    held = _("%(place)s, %(time)s is held by %(holder)s (turn %(holder_turn)s)") % said
    return _("%(held)s: %(why)s") % {"held": held, "why": _WHY[said["because"]]() % said}


_WHY = {
    Precedence.SEASON: lambda: _(
        "it had %(holder_had)s of its %(holder_times)s times then, this group %(had_then)s of %(times)s."
    ),
    Precedence.PAST: lambda: _("both had the same share this season, and it got less in the last seasons."),
    Precedence.LOT: lambda: _("both were served alike; the drawn order put it first."),
    Precedence.MOVED: lambda: _("it moved there to make room for a group whose turn it was."),
    Precedence.LATER: lambda: _("this group's turn came earlier, when that was not free."),
}
_OTHERS = {
    Outcome.ENOUGH: lambda: _("Not needed: the group has the %(times)s times it asked for."),
    Outcome.SAME_DAY: lambda: _("On the days that could be had the group has a time already; one a day for each."),
    Outcome.TOO_SMALL: lambda: _("The places wished for are too small for the people named."),
    Outcome.NO_EQUIPMENT: lambda: _("The places wished for lack the equipment asked for."),
    Outcome.QUIET: lambda: _("Amplified sound is not allowed there at the hours wished for."),
    Outcome.CLOSED: lambda: _("The places wished for are closed at these hours, or not open long enough."),
    Outcome.NOT_OFFERED: lambda: _("None of the places wished for is offered in this season."),
    Outcome.INCOMPLETE: lambda: _("Too little was said to decide: no place or no time."),
}
