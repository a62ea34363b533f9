"""A signed text as it stands in a QR code: base 32 of `version | purpose | key id | payload | signature`.

    version     1 byte, 1
    purpose     1 byte, a capital letter: what the text is for. A certificate is never taken for a check-in code
    key id      4 bytes: how SHA-256 of the public key begins
    payload     what is said, up to 400 bytes
    signature   64 bytes, over SAID + everything before it

Base 32 (RFC 4648, without padding) because a QR code packs digits and capitals into 5.5 bits each, and addresses hold
them as they are. Without Django: this module and a file of public keys verify a paper anywhere.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from .algorithms import ALGORITHMS, SIGNATURE

VERSION = 1
HEAD = 6  # bytes before the payload
MOST = 400  # bytes of payload: more makes a QR code that a telephone does not read from paper
SAID = b"shuniu signed text\n"  # no other use of the key signs what begins so


@dataclass(frozen=True)
class PublicKey:
    algorithm: str
    public: bytes
    made_at: str = ""
    retired_at: str = ""

    @property
    def id(self) -> bytes:
        return sha256(self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key in groups of eight: what two people compare over the telephone."""
        text = sha256(self.public).hexdigest()
        return " ".join(text[start : start + 8] for start in range(0, len(text), 8))


@dataclass(frozen=True)
class SignedText:
    """What a token says, and the key that says it."""

    purpose: str
    payload: bytes
    key: PublicKey

    @property
    def lines(self) -> list[str]:
        return self.payload.decode(errors="replace").split("\n")


class NotSigned(ValueError):
    """The token does not hold: `problem` is one of `malformed`, `another purpose`, `unknown key`, `forged`."""

    def __init__(self, problem: str):
        super().__init__(problem)
        self.problem = problem


def seal_up(payload: bytes, *, purpose: str, algorithm: str, secret: bytes, key_id: bytes) -> str:
    """The token of a payload."""
    if not (len(purpose) == 1 and "A" <= purpose <= "Z"):
        raise ValueError(f"A purpose is one capital letter, not {purpose!r}.")
    if len(payload) > MOST:
        raise ValueError(f"A signed text holds {MOST} bytes; this one has {len(payload)}.")
    said = bytes((VERSION, ord(purpose))) + key_id + payload
    return _in_letters(said + ALGORITHMS[algorithm].sign(secret, SAID + said))


def open_up(token: str, keys: dict[bytes, PublicKey], *, purpose: str | None = None) -> SignedText:
    """What the token says. Raises NotSigned. `purpose` None takes any."""
    said, signature = _taken_apart(token)
    if purpose is not None and chr(said[1]) != purpose:
        raise NotSigned("another purpose")
    if (key := keys.get(said[2:HEAD])) is None:
        raise NotSigned("unknown key")
    if not ALGORITHMS[key.algorithm].verifies(key.public, SAID + said, signature):
        raise NotSigned("forged")
    return SignedText(chr(said[1]), said[HEAD:], key)


def key_id_of(token: str) -> bytes:
    """The id of the key that the token names. Raises NotSigned."""
    return _taken_apart(token)[0][2:HEAD]


def purpose_of(token: str) -> str:
    """What the token says it is for; nothing is verified. Raises NotSigned."""
    return chr(_taken_apart(token)[0][1])


def read_keys(text: str) -> dict[bytes, PublicKey]:
    """The published file of public keys. Raises ValueError where it is not one."""
    try:
        keys = [
            PublicKey(item["algorithm"], bytes.fromhex(item["public"]), item["made_at"], item["retired_at"])
            for item in json.loads(text)["keys"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"This is not a file of public keys ({error}).") from error
    if unknown := {key.algorithm for key in keys} - set(ALGORITHMS):
        raise ValueError(f"This program does not know the algorithm {', '.join(sorted(unknown))}.")
    return {key.id: key for key in keys}


def written_keys(keys: Iterable[PublicKey], *, origin: str) -> str:
    """The file that `read_keys` reads."""
    items = [
        {
            "id": key.id.hex(),
            "algorithm": key.algorithm,
            "public": key.public.hex(),
            "made_at": key.made_at,
            "retired_at": key.retired_at,
        }
        for key in keys
    ]
    return json.dumps({"origin": origin, "keys": items}, indent=1, ensure_ascii=False) + "\n"


def _in_letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def _taken_apart(token: str) -> tuple[bytes, bytes]:
    """What was said, and the signature. One spelling only: bits left over at the end must be nought."""
    letters = "".join(token.split()).upper()
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raise NotSigned("malformed") from None
    if len(data) < HEAD + SIGNATURE or len(data) > HEAD + MOST + SIGNATURE or data[0] != VERSION:
        raise NotSigned("malformed")
    if _in_letters(data) != letters:
        raise NotSigned("malformed")
    return data[:-SIGNATURE], data[-SIGNATURE:]
