"""The ring of signing keys: `<home>/keys/signing.json`, made at the first signature, mode 0600, never in the database.

    {"keys": [{"algorithm": "ed25519", "public": "<hex>", "secret": "<hex>", "made_at": "…", "retired_at": ""}, …]}

The last key signs. Rotation retires it: its secret is thrown away, its public half stays for what it signed.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from shuniu.kernel.key_files import RingRefused, changing, damaged, read_closed, write_closed

from .algorithms import ALGORITHMS, OF_SUITE
from .envelope import PublicKey


@dataclass(frozen=True)
class SigningKey:
    algorithm: str
    public: str
    secret: str = field(repr=False)  # "" once it is retired
    made_at: str
    retired_at: str = ""

    @classmethod
    def make(cls, suite_name: str) -> "SigningKey":
        if suite_name not in OF_SUITE:
            raise RingRefused(f"SHUNIU_SUITE is {suite_name!r}; choose one of: {', '.join(OF_SUITE)}.")
        algorithm = ALGORITHMS[OF_SUITE[suite_name]]
        secret = algorithm.make_secret()
        return cls(algorithm.name, algorithm.public_of(secret).hex(), secret.hex(), _now())

    @property
    def published(self) -> PublicKey:
        return PublicKey(self.algorithm, bytes.fromhex(self.public), self.made_at, self.retired_at)


@dataclass(frozen=True)
class SigningRing:
    """Keys in the order they were made; the last signs."""

    keys: tuple[SigningKey, ...]

    @property
    def active(self) -> SigningKey:
        return self.keys[-1]

    @property
    def published(self) -> dict[bytes, PublicKey]:
        return {key.published.id: key.published for key in self.keys}

    @classmethod
    def open(cls, path: Path, suite_name: str = "aes") -> "SigningRing":
        """The ring at `path`, made there if there is none. Raises RingRefused."""
        try:
            return cls._load(path)
        except FileNotFoundError:
            cls((SigningKey.make(suite_name),))._write(path, first=True)
        return cls._load(path)  # another process may have been first: its ring counts

    @classmethod
    def rotate(cls, path: Path, suite_name: str) -> "SigningRing":
        """Retire the key that signs and make the next."""
        with changing(path):
            ring = cls._load(path)
            retired = replace(ring.active, secret="", retired_at=_now())
            return cls((*ring.keys[:-1], retired, SigningKey.make(suite_name)))._write(path)

    @classmethod
    def _load(cls, path: Path) -> "SigningRing":
        text = read_closed(path)
        try:
            ring = cls(tuple(SigningKey(**item) for item in json.loads(text)["keys"]))
            _refuse_nonsense(ring)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise damaged(path, error) from error
        return ring

    def _write(self, path: Path, *, first: bool = False) -> "SigningRing":
        write_closed(path, json.dumps({"keys": [asdict(key) for key in self.keys]}, indent=1), first=first)
        return self


def _refuse_nonsense(ring: SigningRing) -> None:
    if len(ring.published) != len(ring.keys):
        raise ValueError("two keys have one id")
    active = ring.active
    if ALGORITHMS[active.algorithm].public_of(bytes.fromhex(active.secret)).hex() != active.public:
        raise ValueError("the secret is not that of its public key")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
