"""What becomes of places by others' acts: who waits moves up where it still fits, who may no longer serve is taken off.

A sign-up is judged on its day; what it rested on may change before the shift. So nobody moves up unjudged, and a minor's
places end with the guardian's consent. Where a post asks more, a named person decides (`changes.py`). The phone shows it,
the desk calls who has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.acceptance import judge_sign_up
from shuniu.volunteers.actions.judging import keep
from shuniu.volunteers.fitting import misfits
from shuniu.volunteers.judgement import NOT_AGREED, Judgement
from shuniu.volunteers.models import ChangeNotice, Decision, Shift, SignUp
from shuniu.volunteers.models.change import UNDECIDED
from shuniu.volunteers.roster import UNREMINDED, UNTOLD

State = SignUp.State
NOUN = "volunteers.shift"
NOTHING = trail.Erasure.NOTHING_PERSONAL
TAKEN_OFF = trail.entry_kind(
    "volunteers.taken_off", _("Taken off the shift of {day}, which asks what is not on record"), erasure=NOTHING
)
NOT_AGREED_TO = trail.entry_kind(
    "volunteers.taken_off_unagreed",
    _("Taken off the shift of {day}, whose risks of today were not agreed to"),
    erasure=NOTHING,
)
CALLED = trail.entry_kind("volunteers.told_of_place", _("Was told of the place in the shift of {day}"), erasure=NOTHING)


@action
def note_call(place: SignUp, *, by: Actor) -> SignUp:
    """The desk has told the volunteer what became of the place, or that the shift is near."""
    require(holds(by, permissions.ARRANGE_SHIFTS))
    changes = {"told_at": by.at, "told_by": by.name}
    if not _every_place().filter(UNTOLD | UNREMINDED, pk=place.pk).update(**changes):
        raise Refused(Denied(_("The volunteer was told already.")))
    place.told_at, place.told_by = by.at, by.name
    trail.record(CALLED, place.volunteer, by=by, facts={"day": place.shift.day.isoformat(), "shift": place.shift_id})
    return place


# --- Inside an action -------------------------------------------------------------------------------------------------
def look_again(places: Iterable[SignUp], *, by: Actor) -> list[SignUp]:
    """Take off the coming shifts who no longer has what the law asks; who waits moves up. Returns who was taken off."""
    return take_off_places(misfits(places, by=by), by=by)


def take_off_places(lost: Iterable[tuple[SignUp, Judgement]], *, by: Actor) -> list[SignUp]:
    """End places, each with the judgement that says why; who waits moves up. Returns who was taken off."""
    off = []
    for place, judgement in lost:
        kept = _keep(judgement, place, by)
        end_place(place, judgement.said(), by, changed_at=by.at, judgement=kept, told_at=None, told_by="")
        facts = {"day": place.shift.day.isoformat(), "shift": place.shift_id, "decision": kept.pk}
        trail.record(NOT_AGREED_TO if judgement is NOT_AGREED else TAKEN_OFF, place.volunteer, by=by, facts=facts)
        off.append(place)
    for shift in {place.shift_id: place.shift for place in off}.values():
        move_up(shift, by)
    return off


def free_place(place: SignUp, reason: str, by: Actor) -> list[SignUp]:
    """End a place of whoever gave it up or serves no more, which is no news to call about; whoever waits moves up."""
    end_place(place, reason, by, changed_at=None)
    return move_up(place.shift, by)


def end_place(place: SignUp, reason: str, by: Actor, **more) -> None:
    changes = {"state": State.GIVEN_UP, "given_up_at": by.at, "given_up_because": reason.strip()[:200], **more}
    if not _every_place().filter(pk=place.pk).exclude(state=State.GIVEN_UP).update(**changes):
        raise Refused(Denied(_("This place has been given up already.")))
    for name, value in changes.items():
        setattr(place, name, value)


def move_up(shift: Shift, by: Actor) -> list[SignUp]:
    """Fill what has become free: the first backup comes onto the shift, the first who waits becomes a backup.

    Each is judged as on signing up; who no longer fits stays where she is, with the judgement, and is told. What a changed
    post asks passes nobody over: a named person decides that.
    """
    if shift.cancelled_at or shift.starts_at <= by.at:
        return []
    mine = _every_place().filter(shift=shift).exclude(state=State.GIVEN_UP).select_related("volunteer__person")
    moved, open_places, over = [], list(mine.order_by("pk")), set()
    for state, room in ((State.ON, shift.wanted), (State.BACKUP, shift.backups)):
        following = (State.BACKUP, State.WAITING) if state == State.ON else (State.WAITING,)
        room -= sum(place.state == state for place in open_places)
        queue = sorted((p for p in open_places if p.state in following), key=lambda p: (following.index(p.state), p.pk))
        for place in queue:
            if room <= 0:
                break
            if place.pk in over:
                continue
            if _still_fits(place, shift, by):
                place.state, room = state, room - 1
                moved.append(place)
            else:
                over.add(place.pk)
            place.save(update_fields=["state", "changed_at", "judgement", "told_at", "told_by"])
    return moved


def _still_fits(place: SignUp, shift: Shift, by: Actor) -> bool:
    judgement = judge_sign_up(place.volunteer, shift, now=by.at, today=by.today)
    place.judgement = _keep(judgement, place, by)
    place.changed_at, place.told_at, place.told_by = by.at, None, ""
    return not judgement.refuses or _is_decided_by_a_person(place, shift, judgement)


def _is_decided_by_a_person(place: SignUp, shift: Shift, judgement: Judgement) -> bool:
    """Whether she was asked about this very lack when the post changed, and it is not decided yet, or she was kept."""
    notices = ChangeNotice.objects.unscoped(because="the shift and the volunteer were scoped").filter(
        centre_id=place.centre_id,
        volunteer_id=place.volunteer_id,
        post_id=shift.post_id,
        state__in=(*UNDECIDED, "kept"),
    )
    return notices.filter(judgement__rule=judgement.rule, judgement__sentence=judgement.sentence).exists()


def _keep(judgement: Judgement, place: SignUp, by: Actor) -> Decision:
    told = {"noun": NOUN, "noun_id": place.shift_id, "volunteer": place.volunteer_id}
    return keep(judgement, centre_id=place.centre_id, **told, by=by)


def _every_place():
    return SignUp.objects.unscoped(because="the shift and the volunteer were scoped")
