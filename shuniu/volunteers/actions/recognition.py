"""Stars, honours and evaluations. Stars come from the hours of the ledger alone; a person awards them, after a notice."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.bars import may_be_recognized
from shuniu.volunteers.certifying import hours
from shuniu.volunteers.figures import minutes_of
from shuniu.volunteers.models import Evaluated, Evaluation, HourEntry, Post, Star, Volunteer, VolunteerHonour
from shuniu.volunteers.recognition import reached, what_stands_in_the_way
from shuniu.volunteers.recognition_workflow import STAR
from shuniu.volunteers.standing import SAID_ALREADY, acts_for, may_be_evaluated
from shuniu.volunteers.station import rules_of

PROPOSED = trail.entry_kind(
    "volunteers.stars_proposed", _("Proposed stars for {count} volunteers"), erasure=trail.Erasure.NOTHING_PERSONAL
)
HONOURED = trail.entry_kind(
    "volunteers.honoured", _("Noted the honour “{title}” of {day}"), erasure=trail.Erasure.NOTHING_PERSONAL
)
EVALUATED = trail.entry_kind(
    "volunteers.evaluated", _("Noted an evaluation of “{post}”"), erasure=trail.Erasure.NOTHING_PERSONAL
)


@action
def propose_stars(centre: Place, *, by: Actor) -> list[Star]:
    """Propose the highest level that each volunteer's hours reach and that is neither held nor on its way."""
    require(holds(by, permissions.CERTIFY))
    found = [
        Star(
            centre_id=centre.pk,
            volunteer_id=volunteer,
            level=level,
            minutes=minutes,
            asked_minutes=asked,
            proposed_on=by.today,
        )
        for volunteer, minutes, level, asked in reached(centre, by)
    ]
    for star in found:
        STAR.begin(star, by=by)
    rows = Star.objects.bulk_create(found)
    trail.record(PROPOSED, centre, by=by, facts={"count": len(rows)}, centre_id=centre.pk)
    return rows


@action
def put_up_star(star: Star, *, by: Actor) -> Star:
    """Show it in public for the workdays of the rule, the day itself not counted.

    Raises Refused where hours are doubtful, disputed or no longer there.
    """
    require(what_stands_in_the_way(star, by))
    minutes = minutes_of(star.volunteer)
    until = add_workdays(by.today, int(rules_of(star.centre_id, by.today)["stars.notice_workdays"]))
    facts = {"level": star.level, "hours": hours(minutes), "until": until.isoformat()}
    STAR.take("put_up", star, by=by, facts=facts, minutes=minutes, noticed_on=by.today, notice_until=until)
    return star


@action
def award_star(star: Star, *, by: Actor) -> Star:
    """Award it, after the notice and the answers; the hours must still be there."""
    require(what_stands_in_the_way(star, by))
    STAR.take("award", star, by=by, facts={"level": star.level}, awarded_on=by.today, awarded_by=by.name)
    return star


@action
def look_again_at_star(star: Star, *, reason: str, by: Actor) -> Star:
    """The notice ends here: its hours are looked at again, and it may be shown anew."""
    STAR.take("check_again", star, by=by, reason=reason, facts={"level": star.level})
    return star


@action
def refuse_star(star: Star, *, reason: str, by: Actor) -> Star:
    """Not to be awarded, for a reason that the volunteer reads."""
    STAR.take("refuse", star, by=by, reason=reason, facts={"level": star.level})
    return star


@action
def withdraw_star(star: Star, *, heard: Heard | None = None, by: Actor) -> Star:
    """The volunteer would rather not have it; at the window with how that came."""
    require_own_word(star, star.volunteer, heard, by=by)
    STAR.take("withdraw", star, by=by, facts={"level": star.level})
    return star


@action
def note_honour(
    volunteer: Volunteer, *, title: str, conferred_by: str, conferred_on: date, evidence: str, by: Actor
) -> VolunteerHonour:
    """An honour from elsewhere, or one of the centre's own, with its evidence."""
    require(holds(by, permissions.CERTIFY))
    if conferred_on > by.today:
        raise Refused(Denied(_("An honour is noted once it was conferred.")))
    require(may_be_recognized(volunteer, conferred_on))
    honour = VolunteerHonour(
        centre_id=volunteer.centre_id,
        volunteer=volunteer,
        title=title.strip(),
        conferred_by=conferred_by.strip(),
        conferred_on=conferred_on,
        evidence=evidence.strip(),
        noted_by=by.name,
    )
    try:
        with transaction.atomic():
            honour.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(_("This honour is on record already."))) from twice
    facts = {"title": honour.title, "day": conferred_on.isoformat()}
    trail.record(HONOURED, volunteer, by=by, facts=facts)
    return honour


@action
def note_evaluation(
    post: Post, *, side: str, rating: int, words: str = "", served_on: date, channel: str, by: Actor
) -> Evaluation:
    """What was said of a service, written down at the desk."""
    require(holds(by, permissions.EVALUATE))
    if served_on > by.today:
        raise Refused(Denied(_("A service is evaluated once it was done.")))
    row = Evaluation(
        centre_id=post.centre_id,
        post=post,
        team_id=post.team_id,
        side=side,
        rating=rating,
        words=words.strip(),
        served_on=served_on,
        channel=channel,
        noted_on=by.today,
        noted_by=by.name,
    )
    row.save(force_insert=True)
    trail.record(EVALUATED, post, by=by, facts={"post": post.title})
    return row


@action
def evaluate_own_service(entry: HourEntry, *, rating: int, words: str = "", by: Actor) -> Evaluation:
    """What a volunteer says of a service in the own hours, once. The row holds the day alone, and not who said it."""
    require(holds(by, permissions.SERVE))
    require(acts_for(entry.volunteer, by))
    require(may_be_evaluated(entry))
    post = entry.post
    try:
        with transaction.atomic():
            Evaluated(centre_id=entry.centre_id, entry=entry.first_of_service).save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(Denied(SAID_ALREADY)) from twice
    row = Evaluation(
        centre_id=entry.centre_id,
        post=post,
        team_id=post.team_id,
        side=Evaluation.Side.VOLUNTEERS,
        rating=rating,
        words=words.strip(),
        served_on=entry.day,
        channel=Evaluation.Channel.PAGE,
        noted_on=by.today,
    )
    row.save(force_insert=True)
    trail.record(EVALUATED, post, by=by, facts={"post": post.title})
    return row
