"""The two algorithms of signatures: `ed25519` (RFC 8032) and `sm2` (GB/T 32918.2, with SM3 and the default signer's ID).

Both sign into 64 bytes. Without Django: whoever checks a paper offline needs this and a file of public keys.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from gmalg import SM2

SIGNATURE = 64  # bytes, of either
SIGNER = b"1234567812345678"  # GM/T 0009: the ID where the two sides agreed on none


@dataclass(frozen=True)
class Algorithm:
    """`sign(secret, text)`, `verifies(public, text, signature)`; secrets are 32 bytes."""

    name: str
    make_secret: Callable[[], bytes]
    public_of: Callable[[bytes], bytes]
    sign: Callable[[bytes, bytes], bytes]
    verifies: Callable[[bytes, bytes, bytes], bool]


def _ed25519_public(secret: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _ed25519_sign(secret: bytes, text: bytes) -> bytes:
    return _ed25519_signer(secret).sign(text)


@lru_cache(maxsize=8)
def _ed25519_signer(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


def _ed25519_verifies(public: bytes, text: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):  # ValueError: the public key is no point
        return False
    return True


def _sm2_public(secret: bytes) -> bytes:
    return SM2().generate_pk(secret)


def _sm2_secret() -> bytes:
    while True:
        secret = secrets.token_bytes(32)
        if 0 < int.from_bytes(secret, "big") < _SM2_ORDER - 1:
            return secret


def _sm2_sign(secret: bytes, text: bytes, *, random: Callable[[int], int] | None = None) -> bytes:
    """r and s, 32 bytes each, one after the other."""
    r, s = SM2(secret, SIGNER, _sm2_public_once(secret), rnd_fn=random).sign(text)
    return r.rjust(32, b"\0") + s.rjust(32, b"\0")


def _sm2_verifies(public: bytes, text: bytes, signature: bytes) -> bool:
    if len(signature) != SIGNATURE or not _on_the_curve(public):
        return False
    return SM2(uid=SIGNER, pk=public).verify(text, signature[:32], signature[32:])


@lru_cache(maxsize=8)
def _sm2_public_once(secret: bytes) -> bytes:
    return _sm2_public(secret)


@lru_cache(maxsize=256)
def _on_the_curve(public: bytes) -> bool:
    return len(public) == 65 and public[0] == 4 and SM2().verify_pk(public)


_SM2_ORDER = 0xFFFFFFFE_FFFFFFFF_FFFFFFFF_FFFFFFFF_7203DF6B_21C6052B_53BBF409_39D54123

ALGORITHMS = {
    "ed25519": Algorithm("ed25519", lambda: secrets.token_bytes(32), _ed25519_public, _ed25519_sign, _ed25519_verifies),
    "sm2": Algorithm("sm2", _sm2_secret, _sm2_public, _sm2_sign, _sm2_verifies),
}
OF_SUITE = {"aes": "ed25519", "sm": "sm2"}  # SHUNIU_SUITE → algorithm of the keys made from now on
