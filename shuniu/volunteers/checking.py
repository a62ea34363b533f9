"""Delivering check-ins, once more where another phone was faster by a moment: nothing is lost, nothing counts twice.

A shift begins for many at once. Phones that come while one is being written are written together with the next: one
transaction and one line in the trail for all of them, so the more come, the less each costs.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace

from django.db import IntegrityError

from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.at_work import Called, stepping_aside
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import holds, require
from shuniu.volunteers import permissions
from shuniu.volunteers.actions.checking_in import Delivery, check_in, deliver_check_ins
from shuniu.volunteers.models import CheckIn
from shuniu.volunteers.standing import acts_for

TRIES = 4
MOST_TOGETHER = 200
ROUNDS = 4  # one phone writes for the others before the next one's turn
MOMENT = 0.001  # seconds in which the next phone is expected
PATIENCE = 30  # seconds a phone waits for those before it


def deliver(deliveries: list[Delivery], *, centre: Place, by: Actor) -> list[CheckIn]:
    """The rows that say what came of each, in the order given."""
    for left in reversed(range(TRIES)):
        try:
            if len(deliveries) == 1:
                return [check_in(deliveries[0], by=by)]
            return deliver_check_ins(deliveries, centre=centre, by=by)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("the loop returns or raises")


@dataclass(eq=False, slots=True)
class _Phone:
    """One phone in the queue of its centre. `leads`: whether it is its turn to write for those who wait."""

    delivery: Delivery
    by: Actor
    row: CheckIn | None = None
    leads: bool = False
    called: Called = field(default_factory=Called)


class _Queue:
    """The phones of one centre that have come and are not written yet."""

    def __init__(self) -> None:
        self.lock, self.phones, self.is_led = threading.Lock(), deque(), False
        self.together = 1  # how many were written together the last time

    def come(self, phone: _Phone) -> None:
        with self.lock:
            self.phones.append(phone)
            phone.leads, self.is_led = not self.is_led, True

    def take(self) -> list[_Phone]:
        with self.lock:
            taken = [self.phones.popleft() for _n in range(min(len(self.phones), MOST_TOGETHER))]
            self.together = len(taken) or self.together
            return taken

    def pass_on(self) -> None:
        """Let the first who waits lead; where nobody waits, whoever comes next."""
        with self.lock:
            self.is_led = bool(self.phones)
            if self.phones:
                self.phones[0].leads = True
                self.phones[0].called.call()

    def leave(self, phone: _Phone) -> bool:
        """Whether the phone was still waiting, and waits no more."""
        with self.lock:
            waited = phone in self.phones and not phone.leads
            if waited:
                self.phones.remove(phone)
            return waited


_queues: dict[int, _Queue] = {}
_door = threading.Lock()


def hand_in(delivery: Delivery, *, centre: Place, by: Actor) -> CheckIn:
    """One phone's check-in, written together with those that come at the same moment."""
    require(holds(by, permissions.CHECK_IN))
    require(acts_for(delivery.volunteer, by))
    with _door:
        queue = _queues.setdefault(centre.pk, _Queue())
    phone = _Phone(replace(delivery, via=by.via, by=by.name), by)
    queue.come(phone)
    came = phone.leads or phone.called.wait(PATIENCE)
    if phone.leads:
        _let_others_come(queue)
    if not came and queue.leave(phone):
        return deliver([delivery], centre=centre, by=by)[0]
    if phone.leads and phone.row is None:
        _lead(queue, centre)
    return phone.row or deliver([delivery], centre=centre, by=by)[0]


def _let_others_come(queue: _Queue) -> None:
    """Those at the door come first. Where many came together the last time, wait for as many: while they keep coming."""
    with stepping_aside():
        before = 0
    while before < len(queue.phones) < queue.together:
        before = len(queue.phones)
        with stepping_aside():
            time.sleep(MOMENT)


def _lead(queue: _Queue, centre: Place) -> None:
    """Write for all that have come, some rounds of it; whoever could not be written so is told to try alone."""
    try:
        for _round in range(ROUNDS):
            if not (phones := queue.take()):
                break
            _write_together(phones, centre)
    finally:
        queue.pass_on()


def _write_together(phones: list[_Phone], centre: Place) -> None:
    try:
        for phone, row in zip(phones, _written(phones, centre), strict=True):
            phone.row = row
    finally:
        for phone in phones:
            if not phone.leads:
                phone.called.call()


def _written(phones: list[_Phone], centre: Place) -> list[CheckIn]:
    if len(phones) == 1:
        return deliver([phones[0].delivery], centre=centre, by=phones[0].by)
    last = max(phone.by.at for phone in phones)
    house = system_actor(place=centre.pk, via="phone", at=last, name="check-in")
    return deliver([phone.delivery for phone in phones], centre=centre, by=house)
