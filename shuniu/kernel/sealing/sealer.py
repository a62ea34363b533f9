"""Sealing and unsealing one value, and the blind index by which a sealed value is found.

A sealed value is `version | key id | nonce (12) | ciphertext and tag (16)`. What is authenticated beside the
text is those first two bytes, the purpose ("people.person.phone") and the centre: bytes moved to another column
or another centre do not open. Each purpose has a key of its own, derived from the ring's.

The blind index is a keyed hash of (centre, text), 16 bytes: equal texts of one purpose in one centre have equal
indexes, and nothing links them across purposes or centres. Give it the same normal form that is sealed.
"""

import os
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from django.conf import settings

from .keyring import Key, KeyRing
from .suites import NONCE, TAG

VERSION = 1
HEAD = 2  # version and key id


def seal(text: str, purpose: str, centre: int) -> bytes:
    """`text` under the active key. `centre` is its 12-digit code, 0 for what belongs to no centre."""
    return sealer_for(purpose, centre)(text)


def unseal(sealed: bytes, purpose: str, centre: int) -> str:
    """What `seal` was given. Raises Tampered (damaged, or of another column or centre) or UnknownKey."""
    sealed = bytes(sealed)  # PostgreSQL hands out memoryviews
    if len(sealed) < HEAD + NONCE + TAG or sealed[0] != VERSION:
        raise Tampered(f"A value of {purpose} is not in the sealed form.")
    head, nonce, body = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
    cipher = _cipher(_key(head[1]), purpose)
    try:
        text = cipher.decrypt(nonce, body, _bound(head, purpose, centre))
    except InvalidTag:
        raise Tampered(f"A value of {purpose} in centre {centre} was altered or sealed for another place.") from None
    return text.decode()


def blind(text: str, purpose: str, centre: int) -> bytes:
    """The 16 bytes by which an equal text is found."""
    return blinder_for(purpose, centre)(text)


def sealer_for(purpose: str, centre: int) -> Callable[[str], bytes]:
    """`seal` for many texts of one purpose and centre, safe in threads and after a fork. For one job."""
    return _sealer(ring().active, purpose, centre)


def blinder_for(purpose: str, centre: int) -> Callable[[str], bytes]:
    """`blind` for many texts of one purpose and centre."""
    return _blinder(ring().index, purpose, centre)


def staged_blinder_for(purpose: str, centre: int) -> Callable[[str], bytes]:
    """`blinder_for` under the index key that is being brought in."""
    return _blinder(ring().staged_index, purpose, centre)


@lru_cache(maxsize=1)
def ring() -> KeyRing:
    """The installation's key ring, read once a process; `forget_ring()` after it changed."""
    return KeyRing.open(ring_path(), settings.SHUNIU_SUITE)


def ring_path():
    return settings.SHUNIU_HOME / "keys" / "ring.json"


def forget_ring() -> None:
    """Read the ring again at the next use, and drop every key derived from the one in memory."""
    for cached in (ring, _cipher, _sealer, _blinder):
        cached.cache_clear()


class Tampered(ValueError):
    """The bytes do not open here: altered, cut, or carried over from another column or centre."""


class UnknownKey(LookupError):
    """The value was sealed under a key that this ring does not hold."""


def _key(number: int) -> Key:
    if number not in ring().by_id:
        forget_ring()  # another process may have rotated the keys since we read them
    try:
        return ring().by_id[number]
    except KeyError:
        raise UnknownKey(f"Key {number} is not in {ring_path()}. Restore the ring that held it.") from None


@lru_cache(maxsize=512)
def _sealer(key: Key, purpose: str, centre: int) -> Callable[[str], bytes]:
    head = bytes((VERSION, key.id))
    bound = _bound(head, purpose, centre)
    encrypt = _cipher(key, purpose).encrypt
    take = _nonces.pop

    def seal_one(text: str) -> bytes:
        try:
            nonce = take()
        except IndexError:
            nonce = _more_nonces()
        return head + nonce + encrypt(nonce, text.encode(), bound)

    return seal_one


@lru_cache(maxsize=512)
def _blinder(key: Key, purpose: str, centre: int) -> Callable[[str], bytes]:
    suite = key.suite
    digest = suite.keyed_hash(suite.derive(key.secret, f"shuniu blind {purpose}", 32), _centre(centre))
    return lambda text: digest(text.encode())


@lru_cache(maxsize=512)
def _cipher(key: Key, purpose: str):
    suite = key.suite
    return suite.cipher(suite.derive(key.secret, f"shuniu seal {purpose}", suite.key_size))


def _bound(head: bytes, purpose: str, centre: int) -> bytes:
    return head + _centre(centre) + purpose.encode()


def _centre(centre: int) -> bytes:
    return centre.to_bytes(8, "big")


# Random nonces are cut from large blocks: one call of the system for 512 values. `pop` and `extend` are each one
# step for other threads, so a nonce is handed out once; a child process must not repeat its parent's.
_nonces: list[bytes] = []
os.register_at_fork(after_in_child=_nonces.clear)


def _more_nonces() -> bytes:
    block = os.urandom(NONCE * 512)
    fresh = [block[start : start + NONCE] for start in range(0, len(block), NONCE)]
    nonce = fresh.pop()
    _nonces.extend(fresh)
    return nonce
