"""What stars ask, what evaluations come to, and what waits to be awarded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Exists, Max, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.volunteers.bars import bars_on, may_be_recognized
from shuniu.volunteers.figures import doubtful_between, minutes_of
from shuniu.volunteers.models import Evaluation, HourEntry, Inquiry, Objection, Post, Star, Volunteer
from shuniu.volunteers.models.inquiry import BARRING
from shuniu.volunteers.models.recognition import NOT_HELD
from shuniu.volunteers.recognition_workflow import STAR
from shuniu.volunteers.station import rules_of

EVER = (date(1900, 1, 1), date.max)


def levels(place: int, on: date) -> list[int]:
    """Minutes that each level asks, from one star upward (setting `volunteers.stars.hours`)."""
    return [int(hours) * 60 for hours in rules_of(place, on)["stars.hours"]]


def level_of(minutes: int, asked: list[int]) -> int:
    """The highest level that some minutes reach; 0 for none."""
    return sum(minutes >= each for each in asked)


def reached(centre: Place, by: Actor) -> Iterator[tuple[int, int, int, int]]:
    """(volunteer, minutes, level, minutes asked) of everybody in service whose hours reach a level that is not theirs.

    A level that was refused or not wanted is not proposed again in the same year, and nothing as long as a bar is in force.
    """
    asked = levels(centre.pk, by.today)
    alive = Volunteer.objects.visible_to(by).filter(centre_id=centre.pk, state__in=("active", "paused"))
    alive = alive.exclude(pk__in=bars_on(by.today, centre.pk).values("volunteer_id"))
    sums = HourEntry.objects.visible_to(by).filter(centre_id=centre.pk, volunteer__in=alive.values("pk"))
    sums = sums.order_by().values_list("volunteer").annotate(found=Sum("minutes")).filter(found__gte=asked[0])
    stars = Star.objects.visible_to(by).filter(centre_id=centre.pk)
    lately = Q(state__in=NOT_HELD) & Q(proposed_on__year=by.today.year)
    counting = stars.filter(~Q(state__in=NOT_HELD) | lately).order_by().values_list("volunteer")
    held = dict(counting.annotate(Max("level")))
    found: Iterable[tuple[int, int]] = sums.order_by("volunteer")
    for volunteer, minutes in found:
        level = level_of(minutes, asked)
        if level > held.get(volunteer, 0):
            yield volunteer, minutes, level, asked[level - 1]


def what_stands_in_the_way(star: Star, by: Actor) -> Allowed | Denied:
    """Whether the hours behind a star stand: there, undisputed, none of them doubtful; and no bar is in force."""
    if not (answer := may_be_recognized(star.volunteer, by.today)):
        return answer
    if minutes_of(star.volunteer) < star.asked_minutes:
        return Denied(_("The hours were corrected and no longer reach this level."))
    disputed = Objection.objects.unscoped(because="the star was scoped").filter(
        centre_id=star.centre_id, volunteer_id=star.volunteer_id, state__in=("raised", "verifying")
    )
    if disputed.exists():
        return Denied(_("The volunteer objects to some of these hours; decide on the objection first."))
    doubtful = doubtful_between(*EVER, by).filter(volunteer_id=star.volunteer_id)
    if count := doubtful.count():
        return Denied(_("%(count)s of these entries are doubtful; look into them first.") % {"count": count})
    return Allowed()


def stars_shown_on(day: date, centre: int) -> QuerySet[Star]:
    """What the centre shows in public on a day."""
    rows = Star.objects.unscoped(because="a public notice is for everyone").filter(centre_id=centre, state="noticed")
    rows = rows.filter(noticed_on__lte=day, notice_until__gte=day).select_related("volunteer__person")
    return rows.order_by("-level", "pk")


def stars_waiting_for(actor: Actor) -> QuerySet[Star]:
    """Levels to be shown in public; and those whose notice is over, to be awarded."""
    mine = Q(pk__in=())
    for state in STAR.states:
        if state.waits_for and actor.may(state.waits_for):
            mine |= (
                Q(state=state.name, notice_until__lt=actor.today) if state.name == "noticed" else Q(state=state.name)
            )
    rows = Star.objects.visible_to(actor).filter(mine).exclude(_withheld(actor.today))
    return rows.select_related("volunteer__person").order_by("due_on", "pk")


def _withheld(day: date) -> Exists:
    """A star of somebody whose new stars are withheld on a day waits for the date, not for a person."""
    bars = Inquiry.objects.unscoped(because="tied to the scoped star by centre and volunteer")
    in_force = bars.filter(state__in=BARRING, barred_from__lte=day, barred_until__gt=day)
    return Exists(in_force.filter(centre_id=OuterRef("centre_id"), volunteer_id=OuterRef("volunteer_id")))


def starred_on(day: date, actor: Actor) -> QuerySet[Volunteer]:
    """Volunteers in service with a star awarded by a day, with their highest level as `stars`."""
    rows = Star.objects.visible_to(actor).filter(state="awarded", awarded_on__lte=day)
    held = rows.filter(volunteer=OuterRef("pk"))
    top = Max("stars__level", filter=Q(stars__state="awarded", stars__awarded_on__lte=day))
    in_service = Volunteer.objects.visible_to(actor).filter(Exists(held)).exclude(state__in=("retired", "declined"))
    return in_service.annotate(star_level=top)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one side says of a post. Below the least number of answers there is no mean: too little data."""

    side: str
    answers: int
    mean: float | None


def opinions_of(post: Post, on: date) -> list[Opinion]:
    """Both sides, each with its mean from 1 to 5 where enough answered (setting `volunteers.evaluation.least`)."""
    least = int(rules_of(post.centre_id, on)["evaluation.least"])
    rows = Evaluation.objects.unscoped(because="the post was scoped").filter(centre_id=post.centre_id, post=post)
    found = {s: (n, m) for s, n, m in rows.order_by().values_list("side").annotate(Count("pk"), Avg("rating"))}
    return [
        Opinion(side.label, count, round(mean, 1) if count >= least else None)
        for side in Evaluation.Side
        for count, mean in [found.get(side.value, (0, 0))]
    ]
