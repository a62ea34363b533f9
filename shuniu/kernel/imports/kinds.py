"""The kinds of office file: each declared by the room that reads it, each with headings that only its tables have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .limits import Unreadable
from .vocabulary import heading_word

AUTO = "auto"  # the kind of whoever reads what nobody named
KINDS: dict[str, FileKind] = {}


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file.

    name      as `shuniu import --kind` says it
    what      in words, within a sentence
    headings  words above its columns that no other kind knows
    read      (path, *, name, as_of, by, kind, dry_run, accept_good, progress) -> what came of it, as `--json` prints it;
              raises Unreadable
    """

    name: str
    what: Promise
    headings: frozenset[str]
    read: Callable[..., dict]


class AnotherKind(Unreadable):
    """A file whose headings say that another room reads it."""

    def __init__(self, kind: FileKind):
        super().__init__(
            "another_kind",
            _("By its headings this is %(what)s, which is read elsewhere.") % {"what": kind.what},
            _("Hand it in there; or say what it is, if its headings mislead."),
        )
        self.kind = kind


def file_kind(name: str, what: Promise, read: Callable[..., dict], *, headings: Collection[str] = ()) -> FileKind:
    """Declare a kind of file."""
    if name in KINDS:
        raise ValueError(f"a kind of file is called {name} already")
    KINDS[name] = kind = FileKind(name, what, frozenset(map(heading_word, headings)), read)
    return kind


def kind_said_by(headings: Iterable[str]) -> FileKind | None:
    """The kind whose own headings stand among these; None where there is none, or more than one."""
    words = set(map(heading_word, headings))
    found = [kind for kind in KINDS.values() if kind.headings & words]
    return found[0] if len(found) == 1 else None
