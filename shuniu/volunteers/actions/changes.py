"""A post that changed: who is signed up is told, answers, and a named person decides. Nobody loses a place unheard.

Until then the places stand and are marked; what risky work demands stops nobody but at the check-in (ADR 0079).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.bulk import hold
from shuniu.kernel.permissions import Denied, Refused
from shuniu.kernel.sealing import conceal
from shuniu.volunteers.actions.hearing import Heard, require_own_word
from shuniu.volunteers.actions.judging import keep
from shuniu.volunteers.actions.places import NOUN, free_place, take_off_places
from shuniu.volunteers.change_workflow import CHANGE
from shuniu.volunteers.fitting import Asked, coming_places, first_misfit, misfits
from shuniu.volunteers.judgement import NOT_AGREED
from shuniu.volunteers.models import ChangeNotice, Post, Volunteer
from shuniu.volunteers.models.change import UNDECIDED
from shuniu.volunteers.standing import decides_alone

BEGUN = trail.entry_kind(
    "volunteers.change_noticed",
    _("The post {post} changed: the volunteer is asked about {count} coming shifts"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
ALONE = trail.entry_kind(
    "volunteers.change_decided_alone",
    _("Who changed the post decided on its places, because nobody else of the centre may"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)
with translation.override(None):  # the trail keeps the source's words
    TOLD = {str(each): str(each.label) for each in ChangeNotice.Told}


class Way(models.TextChoices):
    """What a volunteer may answer."""

    AGREE = "agree", _("I agree to the risks as they are now, and want to stay")
    STAY = "stay", _("I want to stay, and have something to say")
    LEAVE = "leave", _("I give these places up")


@action
def tell_of_change(notice: ChangeNotice, *, told: str, by: Actor) -> ChangeNotice:
    """The volunteer was told, by call, at the desk or by letter: from today the days to answer count. Raises Refused."""
    if told not in TOLD:
        raise Refused(Denied(_("Say how the volunteer was told.")))
    facts = {"kind": TOLD[told]}
    CHANGE.take("tell", notice, by=by, facts=facts, told=told, told_on=by.today, told_by=by.name)
    return notice


@action
def answer_change(
    notice: ChangeNotice, *, way: str, words: str = "", heard: Heard | None = None, by: Actor
) -> ChangeNotice:
    """The volunteer's own word, on the phone or written down at the desk. way: `Way`. Raises Refused.

    Agreeing is enough where nothing else is asked; giving up takes effect at once; anything else a person decides on.
    """
    require_own_word(notice, notice.volunteer, heard, by=by)
    if way not in Way.values or (way == Way.AGREE and not notice.asks_agreement):
        raise Refused(Denied(_("Say whether you agree, want to stay or give the places up.")))
    if way == Way.STAY and not words.strip():
        raise Refused(Denied(_("Please write what you have to say.")))
    if words.strip():
        conceal(notice, "answer", words.strip())
    said = {"answer": notice.answer, "answered_on": by.today, "agrees": notice.agrees or way == Way.AGREE}
    hold(notice.centre_id)
    places = list(_places(notice, by))
    if way == Way.LEAVE:
        CHANGE.take("leave", notice, by=by, facts={"count": len(places)}, **said)
        for place in places:
            free_place(place, str(_("the post changed")), by)
    elif way == Way.AGREE and first_misfit(places, by=by) is None:
        CHANGE.take("agree", notice, by=by, **said)
    else:
        CHANGE.take("answer", notice, by=by, **said)
    return notice


@action
def keep_places(notice: ChangeNotice, *, reason: str, alone: str = "", by: Actor) -> ChangeNotice:
    """The places stand although the post asks more. What risky work demands is still asked for at the check-in.

    alone: why who changed the post decides, where the centre has nobody else who may.
    """
    _decide("keep", notice, reason, alone, by)
    _places(notice, by).update(changed_at=by.at, judgement=None, told_at=None, told_by="")  # who has no phone is called
    return notice


@action
def take_off(notice: ChangeNotice, *, reason: str, alone: str = "", by: Actor) -> ChangeNotice:
    """Take the volunteer off the coming shifts that she does not fit, or whose risks she has not agreed to.

    alone: as in `keep_places`. Raises Refused where nothing stands against the places any more.
    """
    hold(notice.centre_id)
    lost = list(misfits(_places(notice, by), by=by))
    if notice.lacks_agreement:
        unfit = {place.pk for place, _judgement in lost}
        lost += [(place, NOT_AGREED) for place in _places(notice, by) if place.pk not in unfit]
    if not lost:
        raise Refused(Denied(_("Nothing stands against these places any more: they stand.")))
    _decide("take_off", notice, reason, alone, by, count=len(lost))
    take_off_places(lost, by=by)
    return notice


@action
def lapse_change(notice: ChangeNotice, *, by: Actor) -> ChangeNotice:
    """No shift of the post is to come for this volunteer: there is nothing to ask any more."""
    CHANGE.take("lapse", notice, by=by)
    return notice


def _decide(step: str, notice: ChangeNotice, reason: str, alone: str, by: Actor, **facts) -> None:
    """By another person than who changed the post; or by that one, who says why, where there is no other (ADR 0089)."""
    decided = {"decided_on": by.today, "decided_by": by.name}
    if on_my_own := decides_alone(notice, by):
        decided["alone_because"] = alone.strip()[:300]
    CHANGE.take(step, notice, by=by, reason=reason, facts=facts, **decided)
    if not on_my_own:
        return
    if not alone.strip():
        raise Refused(Denied(_("You changed this post: say why it cannot wait for another person.")))
    trail.record(ALONE, notice, by=by)


# --- Inside an action -------------------------------------------------------------------------------------------------
def ask_about_change(asked: Iterable[Asked], post: Post, before: Post, *, by: Actor) -> list[ChangeNotice]:
    """Begin a notice for each; one that is open already is renewed, and what it asks is asked still."""
    still_open = {notice.volunteer_id: notice for notice in _open(post=post)}
    begun = []
    for each in asked:
        notice = ChangeNotice(centre_id=post.centre_id, volunteer=each.volunteer, post=post)
        notice.begun_by, notice.begun_by_id = by.name, by.user_id
        notice.asks_agreement = each.asks_agreement
        notice.risk_before, notice.risks_before = before.risk, before.risks
        if (earlier := still_open.pop(each.volunteer.pk, None)) is not None:
            if earlier.lacks_agreement:  # what she agreed to last is what the earlier notice says
                notice.asks_agreement = True
                notice.risk_before, notice.risks_before = earlier.risk_before, earlier.risks_before
            CHANGE.take("renew", earlier, by=by)
        if each.judgement is not None:
            judged = {"noun": NOUN, "noun_id": each.places[0].shift_id, "volunteer": each.volunteer.pk}
            notice.judgement = keep(each.judgement, centre_id=post.centre_id, **judged, by=by)
        CHANGE.begin(notice, by=by)
        notice.save(force_insert=True)
        trail.record(BEGUN, notice, by=by, facts={"post": post.title, "count": len(each.places)})
        begun.append(notice)
    _settle(still_open.values(), by)
    return begun


def settle_what_fits(volunteer: Volunteer, *, by: Actor) -> None:
    """What the post asks is on record by now: the notice ends, and the places stand."""
    _settle(_open(volunteer=volunteer), by)


def _settle(notices: Iterable[ChangeNotice], by: Actor) -> None:
    for notice in notices:
        if not notice.lacks_agreement and first_misfit(_places(notice, by), by=by) is None:
            CHANGE.take("settle", notice, by=by)


def _places(notice: ChangeNotice, by: Actor):
    return coming_places(by, volunteer=notice.volunteer_id, shift__post=notice.post_id)


def _open(**which):
    rows = ChangeNotice.objects.unscoped(because="the volunteer or the post was scoped")
    return rows.filter(state__in=UNDECIDED, **which).select_related("volunteer__person", "post").order_by("pk")
