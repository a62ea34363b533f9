"""The key ring: the secrets under which this installation seals personal data.

One JSON file, `<home>/keys/ring.json` (mode 0600, folder 0700), made at the first run and never in the database
or its backups: whoever holds one of the two alone reads nothing.

    {"active": 2, "keys": [{"id": 1, "suite": "aes", "secret": "<32 bytes, base64>", "made_at": "…"}, …],
     "index": {"suite": "aes", "secret": "…", "made_at": "…"}}

Rotation adds a key and keeps the old ones for reading. The index key, under which blind indexes are made, stays
when data keys rotate: a new one makes every stored index unfindable until all are computed again, so it has a
step of its own (`stage_index`, recompute, `promote_index`: see the command `rotate_keys --index`).
"""

import base64
import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from shuniu.kernel.key_files import RingRefused, changing, damaged, read_closed, write_closed

from .suites import SUITES, Suite

MOST_KEYS = 255  # the id is one byte of every sealed value


@dataclass(frozen=True)
class Key:
    id: int
    suite_name: str
    secret: bytes = field(repr=False)  # never in a log or a traceback
    made_at: str

    @property
    def suite(self) -> Suite:
        return SUITES[self.suite_name]

    @classmethod
    def make(cls, number: int, suite_name: str) -> "Key":
        if suite_name not in SUITES:
            raise RingRefused(f"SHUNIU_SUITE is {suite_name!r}; choose one of: {', '.join(SUITES)}.")
        if not 0 <= number <= MOST_KEYS:
            raise RingRefused(f"A key ring holds {MOST_KEYS} keys at most.")
        return cls(number, suite_name, secrets.token_bytes(32), datetime.now(UTC).isoformat(timespec="seconds"))


@dataclass(frozen=True)
class KeyRing:
    """Keys in the order they were made; the last is usually active. `staged_index` is only there while re-indexing."""

    keys: tuple[Key, ...]
    active_id: int
    index: Key
    staged_index: Key | None = None

    @cached_property
    def by_id(self) -> dict[int, Key]:
        return {key.id: key for key in self.keys}

    @property
    def active(self) -> Key:
        return self.by_id[self.active_id]

    @classmethod
    def open(cls, path: Path, suite_name: str = "aes") -> "KeyRing":
        """The ring at `path`, made there if there is none. Raises RingRefused."""
        try:
            return cls._load(path)
        except FileNotFoundError:
            made = cls((Key.make(1, suite_name),), 1, Key.make(0, suite_name))
        made._write(path, first=True)
        return cls._load(path)  # another process may have been first: its ring counts

    @classmethod
    def rotate(cls, path: Path, suite_name: str) -> "KeyRing":
        """Add a key, make it the active one, keep the others for reading."""
        with changing(path):
            ring = cls._load(path)
            key = Key.make(max(ring.by_id) + 1, suite_name)
            ring = replace(ring, keys=(*ring.keys, key), active_id=key.id)
            return ring._write(path)

    @classmethod
    def stage_index(cls, path: Path, suite_name: str) -> "KeyRing":
        """Lay a new index key beside the old one; a second call finds the first one's, so the work can resume."""
        with changing(path):
            ring = cls._load(path)
            return ring if ring.staged_index else replace(ring, staged_index=Key.make(0, suite_name))._write(path)

    @classmethod
    def promote_index(cls, path: Path) -> "KeyRing":
        """Once every index has been recomputed: the staged index key takes the place of the old one."""
        with changing(path):
            ring = cls._load(path)
            if not ring.staged_index:
                raise RingRefused("There is no staged index key to promote.")
            return replace(ring, index=ring.staged_index, staged_index=None)._write(path)

    @classmethod
    def _load(cls, path: Path) -> "KeyRing":
        text = read_closed(path)
        try:
            return cls._from_json(json.loads(text))
        except (KeyError, ValueError, TypeError) as error:
            raise damaged(path, error) from error

    @classmethod
    def _from_json(cls, data: dict) -> "KeyRing":
        ring = cls(
            tuple(_key(item) for item in data["keys"]),
            data["active"],
            _key(data["index"]),
            _key(data["staged_index"]) if data.get("staged_index") else None,
        )
        if ring.active_id not in ring.by_id or len(ring.by_id) != len(ring.keys):
            raise ValueError("the active key is missing, or two keys share a number")
        return ring

    def _write(self, path: Path, *, first: bool = False) -> "KeyRing":
        """Whole or not at all; with `first`, an existing ring is left as it is."""
        write_closed(path, json.dumps(self._as_json(), indent=1), first=first)
        return self

    def _as_json(self) -> dict:
        data = {"active": self.active_id, "keys": [_plain(key) for key in self.keys], "index": _plain(self.index)}
        return data | ({"staged_index": _plain(self.staged_index)} if self.staged_index else {})


def _key(item: dict) -> Key:
    secret = base64.b64decode(item["secret"], validate=True)
    if len(secret) != 32 or item["suite"] not in SUITES:
        raise ValueError(f"key {item['id']} is not one of ours")
    return Key(item["id"], item["suite"], secret, item["made_at"])


def _plain(key: Key) -> dict:
    secret = base64.b64encode(key.secret).decode()
    return {"id": key.id, "suite": key.suite_name, "secret": secret, "made_at": key.made_at}
