"""The code of a shift: what a QR code at the post says, signed by the centre's key, so that nobody else can make one.

A phone without a network keeps the code with the time at which it was held against it, and delivers both later.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.signing import NotSigned, public_keys, purpose, sign, verify
from shuniu.volunteers.models import CheckIn, Shift

CHECK_IN = purpose("K", _("check-in code of a shift"), opens="volunteers:check_in")
FORM = struct.Struct(">QQIIB")  # centre, shift, first and last second at which it holds, which move
MOVES = (CheckIn.Move.ARRIVE, CheckIn.Move.LEAVE)


@dataclass(frozen=True, slots=True)
class ShiftCode:
    """What a code says."""

    centre_id: int
    shift_id: int
    first: datetime
    last: datetime
    move: str

    @classmethod
    def of(cls, shift: Shift, move: str, *, early: int, late: int) -> ShiftCode:
        """The code of a shift; it holds from `early` minutes before the shift to `late` minutes after it."""
        first = shift.starts_at - timedelta(minutes=early)
        return cls(shift.centre_id, shift.pk, first, shift.ends_at + timedelta(minutes=late), move)

    def signed(self) -> str:
        first, last = (int(moment.timestamp()) for moment in (self.first, self.last))
        said = FORM.pack(self.centre_id, self.shift_id, first, last, MOVES.index(self.move))
        return sign(said, purpose=CHECK_IN)

    def holds_at(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last


def read_code(token: str) -> ShiftCode:
    """What a token says. Raises NotSigned."""
    return _read(token, tuple(public_keys()))


@lru_cache(maxsize=1_000)
def _read(token: str, keys: tuple[bytes, ...]) -> ShiftCode:
    """The code of a shift comes from many phones at once; its signature is looked at once, as long as the keys stay."""
    payload = verify(token, purpose=CHECK_IN).payload
    if len(payload) != FORM.size:
        raise NotSigned("malformed")
    centre, shift, first, last, move = FORM.unpack(payload)
    if move >= len(MOVES):
        raise NotSigned("malformed")
    return ShiftCode(centre, shift, _moment(first), _moment(last), MOVES[move])


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
