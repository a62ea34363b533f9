"""A trainee reads the own courses on the phone: let in with a card, and let out when leaving."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Trainee
from shuniu.activities.models.course import TRAINEE
from shuniu.activities.queries import seats_of_person
from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Denied, Refused, holds, require
from shuniu.kernel.signin.actions import Seat, end_seats, seat_leader

LET_IN = trail.entry_kind(
    "activities.trainee_let_in",
    _("Trainee number {number} reads the own courses on the phone"),
    erasure=trail.Erasure.NOTHING_PERSONAL,
)


@action
def let_trainee_in(trainee: Trainee, *, by: Actor) -> Seat:
    """An account with a printed card, for this and every other course of the person. Raises Refused."""
    require(holds(by, permissions.RUN_COURSES))
    if trainee.left_on is not None:
        raise Refused(Denied(_("This trainee has left already.")))
    if seats_of_person(trainee.person_id, by).exists():
        raise Refused(Denied(_("This trainee has a phone card already; it serves every course.")))
    seat = seat_leader(
        name=trainee.person.name, place=trainee.centre, noun=TRAINEE, noun_id=trainee.pk, role="trainee", by=by
    )
    trail.record(LET_IN, trainee, by=by, facts={"number": trainee.number, "user": seat.user.pk})
    return seat


def let_trainee_out(trainee: Trainee, *, by: Actor) -> None:
    """Who leaves a course reads it no more, unless another course of the person goes on."""
    others = Trainee.objects.visible_to(by).filter(person=trainee.person_id, left_on__isnull=True)
    if not others.exclude(pk=trainee.pk).exists():
        for seat in seats_of_person(trainee.person_id, by):
            end_seats(noun=TRAINEE, noun_id=seat.noun_id, by=by)
