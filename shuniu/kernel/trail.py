"""The trail: what happened, who did it, in words. Append-only, sealed by a hash chain, erasable where a person is meant.

An entry's `facts` hold nothing personal and stay for ever. What is personal goes into a sealed detail beside it, which
erasure may delete: the entry keeps the detail's salted digest, so the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from shuniu.kernel.actions import running_action
from shuniu.kernel.actor import Actor
from shuniu.kernel.models import TrailDetail, TrailEntry, TrailSeal
from shuniu.kernel.sealing import seal, unseal

# Facts that are words of the house ("filing certificate") and are told in the reader's language.
IN_WORDS = ("kind", "duty", "ending")
GENESIS = "0" * 64
PURPOSE = TrailDetail._meta.get_field("sealed").purpose
SEALED_AT_ONCE = 500  # a finding names the lines of one seal: the fewer, the nearer the place


class Erasure(Enum):
    """What erasing a person does to an entry of a kind."""

    NOTHING_PERSONAL = "the entry holds nothing personal and stays"
    FORGET_DETAIL = "the detail is deleted, the entry and its digest stay"
    KEEP_BY_LAW = "the detail must be kept: a signed decision, a look at personal data"


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    sentence: Promise
    erasure: Erasure


KINDS: dict[str, Kind] = {}
LISTENERS: dict[str, list[Callable[[TrailEntry], None]]] = {}


def entry_kind(name: str, sentence: Promise, *, erasure: Erasure) -> str:
    """Register a kind of entry; it cannot be added without saying how its personal data is erased.

    `sentence` may use the names of `facts` in braces: "Filed as {number}".
    """
    if name in KINDS:
        raise ValueError(f"{name} is registered twice")
    KINDS[name] = Kind(name, sentence, erasure)
    return name


def listener(kind: str):
    """Call `function(entry)` after an entry of this kind is committed: how an upper room hears of a lower one.

    What it does it does through an action of its own; its failure is logged and undoes nothing.
    """

    def declare(function):
        LISTENERS.setdefault(kind, []).append(function)
        return function

    return declare


def record(
    kind: str,
    thing,
    *,
    by: Actor,
    facts: Mapping | None = None,
    detail: Mapping | None = None,
    about: int | None = None,
    batch_id: int | None = None,
    centre_id: int | None = None,
) -> TrailEntry:
    """Write one line of the trail about `thing` (a model instance). Only from inside an action.

    facts: JSON, nothing personal. detail: JSON, personal; sealed, and erasable by the kind's rule. about: the key of the
    person on record whom the detail tells of, where `thing` is something else: erasing that person finds it by this.
    """
    run = running_action()
    rule = KINDS[kind]
    if detail and rule.erasure is Erasure.NOTHING_PERSONAL:
        raise ValueError(f"{kind} says it holds nothing personal, yet was given a detail")
    centre = centre_id if centre_id is not None else getattr(thing, "centre_id", None) or by.place
    plain = _canonical({"salt": secrets.token_hex(16), **detail}) if detail else ""
    entry = TrailEntry(
        centre_id=centre,
        at=by.at,
        user_id=by.user_id,
        name=by.name,
        role=by.role,
        via=by.via,
        action=run.name,
        kind=kind,
        noun=thing._meta.label_lower,
        noun_id=thing.pk,
        batch_id=batch_id,
        facts=dict(facts or {}),
        detail_digest=hashlib.sha256(plain.encode()).hexdigest() if plain else "",
    )
    _let_sealer_wait()
    entry.save(force_insert=True)
    if plain:
        _keep(entry, plain, about)
    run.lines += 1
    for function in LISTENERS.get(kind, ()):
        transaction.on_commit(partial(function, entry), robust=True)
    return entry


def _keep(entry: TrailEntry, plain: str, about: int | None) -> None:
    TrailDetail(
        entry=entry,
        centre_id=entry.centre_id,
        noun=entry.noun,
        noun_id=entry.noun_id,
        person_id=about,
        sealed=seal(plain, PURPOSE, entry.centre_id),
    ).save(force_insert=True)


def detail_of(entry: TrailEntry) -> dict | None:
    """The personal part of an entry, or None where there was none or it was erased."""
    try:
        found = entry.detail
    except TrailDetail.DoesNotExist:
        return None
    plain = json.loads(unseal(bytes(found.sealed), PURPOSE, found.centre_id))
    plain.pop("salt")
    return plain


def sentence(entry: TrailEntry) -> str:
    """What happened, in the reader's language."""
    kind = KINDS.get(entry.kind)
    if kind is None:
        return entry.kind
    text = str(kind.sentence)
    for name, value in entry.facts.items():
        text = text.replace(f"{{{name}}}", _in_words(name, str(value), entry.noun))
    return text


def _in_words(name: str, value: str, noun: str) -> str:
    if name != "columns" and name not in IN_WORDS:
        return value
    words = (_column(noun, each) if name == "columns" else _choice(noun, name, each) for each in value.split(", "))
    return pgettext("between words", ", ").join(filter(None, words))


def _column(noun: str, name: str) -> str:
    """What the forms call a column of a noun; the name itself where the noun has no such column any more."""
    try:
        return gettext(str(apps.get_model(noun)._meta.get_field(name).verbose_name))
    except (LookupError, FieldDoesNotExist):
        return name


def _choice(noun: str, name: str, value: str) -> str:
    """What a column of choices calls a value; the value's own translation where the noun has no such column."""
    try:
        return str(dict(apps.get_model(noun)._meta.get_field(name).flatchoices)[value])
    except (LookupError, FieldDoesNotExist):
        return gettext(value) if value else ""


def of_thing(thing, *, limit: int = 50, but: Collection[str] = ()) -> list[TrailEntry]:
    """The newest entries about one record, newest first, with the import that brought it. The caller has scoped it.

    but: kinds that the reader may not see.
    """
    mine = TrailEntry.objects.filter(centre_id=thing.centre_id)
    if but:
        mine = mine.exclude(kind__in=but)
    found = list(mine.filter(noun=thing._meta.label_lower, noun_id=thing.pk).order_by("-id")[:limit])
    if getattr(thing, "batch_id", None) and len(found) < limit:
        brought = mine.filter(noun="kernel.batch", noun_id=thing.batch_id).order_by("-id")
        found = sorted([*found, *brought[: limit - len(found)]], key=lambda entry: -entry.id)
    return found


def forget(*, centre_id: int, noun: str, noun_id: int) -> int:
    """Delete the erasable details about one record; returns how many. Only from inside an action."""
    return _forget(TrailDetail.objects.filter(centre_id=centre_id, noun=noun, noun_id=noun_id))


def forget_about(person_id: int, *, centre_id: int) -> int:
    """Delete the erasable details that tell of a person in lines about other records; returns how many."""
    return _forget(TrailDetail.objects.filter(centre_id=centre_id, person_id=person_id))


def _forget(details: QuerySet[TrailDetail]) -> int:
    running_action()
    erasable = [k.name for k in KINDS.values() if k.erasure is Erasure.FORGET_DETAIL]
    deleted, _by_model = details.filter(entry__kind__in=erasable).delete()
    return deleted


# --- The chain ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the trail, and where."""

    seal_id: int | None
    first_id: int
    last_id: int
    problem: str


def seal_trail(*, at) -> int:
    """Seal all committed entries not sealed yet; returns how many. Called by the scheduler, imports and `verify`."""
    sealed = 0
    while True:
        with transaction.atomic():
            _wait_for_writers()
            last = TrailSeal.objects.order_by("-id").first()
            entries = list(
                TrailEntry.objects.filter(id__gt=last.last_id if last else 0).order_by("id")[:SEALED_AT_ONCE]
            )
            if not entries:
                return sealed
            previous = last.digest if last else GENESIS
            TrailSeal.objects.create(
                first_id=(last.last_id if last else 0) + 1,
                last_id=entries[-1].id,
                entries=len(entries),
                sealed_at=at,
                previous=previous,
                digest=_link(previous, entries),
            )
        sealed += len(entries)


def verify_trail(*, progress: Callable[[int, int], None] = lambda done, total: None) -> list[Finding]:
    """Walk the whole chain. An empty list: every entry is as it was written, none is missing, none was slipped in, and
    whatever of the details the law keeps is there."""
    found: list[Finding] = []
    previous, reached = GENESIS, 0
    total = TrailSeal.objects.aggregate(top=Max("last_id"))["top"] or 0
    for link in TrailSeal.objects.order_by("id").iterator(500):
        entries = list(TrailEntry.objects.filter(id__range=(link.first_id, link.last_id)).order_by("id"))
        for problem in _problems(link, entries, previous, reached):
            found.append(Finding(link.id, link.first_id, link.last_id, problem))
        previous, reached = link.digest, link.last_id
        progress(reached, total)
    return [*found, *_changed_details(), *_lost_details()]


def _problems(link: TrailSeal, entries: list[TrailEntry], previous: str, reached: int) -> Iterator[str]:
    if link.previous != previous or link.first_id != reached + 1:
        yield "the chain is broken before this seal"
    if len(entries) != link.entries:
        yield f"{link.entries} entries were sealed, {len(entries)} are there"
    elif _link(link.previous, entries) != link.digest:
        yield "an entry was changed after it was sealed"


def _changed_details() -> list[Finding]:
    found = []
    for detail in TrailDetail.objects.select_related("entry").order_by("entry_id").iterator(2_000):
        try:
            plain = unseal(bytes(detail.sealed), PURPOSE, detail.centre_id)
            intact = hashlib.sha256(plain.encode()).hexdigest() == detail.entry.detail_digest
        except (ValueError, LookupError):  # tampered, unknown key, not JSON: any of them is the finding
            intact = False
        if not intact:
            found.append(Finding(None, detail.entry_id, detail.entry_id, "the detail of an entry was changed"))
    return found


def _lost_details() -> list[Finding]:
    """Details that may not be forgotten, and are gone. One that erasure may delete proves nothing by its absence."""
    kept = [kind.name for kind in KINDS.values() if kind.erasure is Erasure.KEEP_BY_LAW]
    lost = TrailEntry.objects.filter(kind__in=kept, detail__isnull=True).exclude(detail_digest="").order_by("id")
    return [Finding(None, pk, pk, "a detail that is kept by law is gone") for pk in lost.values_list("id", flat=True)]


def _link(previous: str, entries: list[TrailEntry]) -> str:
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        digest.update(hashlib.sha256(_face(entry).encode()).digest())
    return digest.hexdigest()


def _face(entry: TrailEntry) -> str:
    return _canonical(
        [
            entry.id,
            entry.centre_id,
            int(entry.at.timestamp() * 1_000_000),
            entry.user_id,
            entry.name,
            entry.role,
            entry.via,
            entry.action,
            entry.kind,
            entry.noun,
            entry.noun_id,
            entry.batch_id,
            entry.facts,
            entry.detail_digest,
        ]
    )


def _canonical(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# On PostgreSQL ids are given out before commit. Writers share a lock and the sealer takes it alone, so that no entry can
# arrive below an id that was sealed; writers never wait for one another. On SQLite there is one writer at a time anyway.
_LOCK = 0x5E_A1


def _let_sealer_wait() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])


def _wait_for_writers() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
