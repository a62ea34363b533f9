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
    hints     words that say it too, where nothing in the file speaks for another kind
    read      (path, *, name, as_of, by, kind, dry_run, accept_good, progress) -> what came of it, as `--json` prints it;
              raises Unreadable
    """

    name: str
    what: Promise
    headings: frozenset[str]
    hints: frozenset[str]
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


def file_kind(
    name: str, what: Promise, read: Callable[..., dict], *, headings: Collection[str] = (), hints: Collection[str] = ()
) -> FileKind:
    """Declare a kind of file."""
    if name in KINDS:
        raise ValueError(f"a kind of file is called {name} already")
    KINDS[name] = kind = FileKind(name, what, _words(headings), _words(hints), read)
    return kind


def kind_said_by(headings: Iterable[str], *, by_hints: bool = False) -> FileKind | None:
    """The kind whose own headings stand among these; None where there is none, or more than one.

    by_hints: nothing speaks for the kind of whoever asks, so a hint is enough.
    """
    words = _words(headings)
    found = [kind for kind in KINDS.values() if kind.headings & words or (by_hints and kind.hints & words)]
    return found[0] if len(found) == 1 else None


def _words(headings: Iterable[str]) -> frozenset[str]:
    return frozenset(map(heading_word, headings))
