"""Signing and verifying with this installation's ring. What is signed, and for what, is declared by the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from .envelope import PublicKey, SignedText, key_id_of, open_up, seal_up
from .keyring import SigningRing


@dataclass(frozen=True)
class Purpose:
    """`letter` stands in the token; `opens` names the page (with the token as its argument) that a QR code leads to."""

    letter: str
    label: Promise
    opens: str | None = None


PURPOSES: dict[str, Purpose] = {}


def purpose(letter: str, label: Promise, *, opens: str | None = None) -> str:
    """Declare what signed texts are for. Returns the letter."""
    if not (len(letter) == 1 and "A" <= letter <= "Z"):
        raise ValueError(f"A purpose is one capital letter, not {letter!r}.")
    if letter in PURPOSES:
        raise ValueError(f"The purpose {letter} is declared twice")
    PURPOSES[letter] = Purpose(letter, label, opens)
    return letter


def sign(payload: bytes, *, purpose: str) -> str:
    """The token of a short payload: digits and capitals, for a QR code. The key is made at the first call."""
    if purpose not in PURPOSES:
        raise ValueError(f"The purpose {purpose} was not declared")
    key = ring().active
    return seal_up(
        payload,
        purpose=purpose,
        algorithm=key.algorithm,
        secret=bytes.fromhex(key.secret),
        key_id=key.published.id,
    )


def verify(token: str, *, purpose: str) -> SignedText:
    """What the token says, if one of this installation's keys said it for this purpose. Raises NotSigned."""
    keys = public_keys()
    if key_id_of(token) not in keys:
        forget_ring()  # another process may have rotated the keys since we read them
        keys = public_keys()
    return open_up(token, keys, purpose=purpose)


def address_of(token: str) -> str:
    """The address for a QR code, in capitals alone: so a code of 350 letters needs 61 modules and not 77."""
    return settings.SHUNIU_ORIGIN.upper() + reverse("kernel:signed", args=[token])


def public_keys() -> dict[bytes, PublicKey]:
    return ring().published


def ring() -> SigningRing:
    """The installation's ring, read again when the file has changed."""
    path = ring_path()
    stamp = _stamp(path)
    if _held.get("stamp") != (path, stamp) or stamp is None:
        _held["ring"] = SigningRing.open(path, settings.SHUNIU_SUITE)
        _held["stamp"] = (path, _stamp(path))
    return _held["ring"]


def forget_ring() -> None:
    _held.clear()


def ring_path() -> Path:
    return settings.SHUNIU_HOME / "keys" / "signing.json"


_held: dict = {}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino
