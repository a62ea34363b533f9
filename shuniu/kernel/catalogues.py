"""The Chinese catalogues: compiled where they are stale, and compared with what the source says.

    python -m shuniu.kernel.catalogues compile     make each .mo that is older than its .po
    python -m shuniu.kernel.catalogues missing     name the strings without Chinese, and the Chinese without strings

Needs neither Django nor the gettext programs. A room keeps its own catalogue in `shuniu/<room>/locale/`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[1]
DEMO = HOUSE.with_name("demo")
LOCALE = "zh_Hans"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "_": None,
}
METHODS = [("**/tests/**", "ignore"), ("**.py", "python"), ("**/jinja2/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {"**/jinja2/**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"}}


def catalogues() -> list[Path]:
    return sorted(path for top in (HOUSE, DEMO) for path in top.glob(f"**/locale/{LOCALE}/LC_MESSAGES/django.po"))


def compile_stale() -> list[Path]:
    """Write the .mo files that are missing or older than their .po; returns those written."""
    written = []
    for path in catalogues():
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
            continue
        with made.open("wb") as file:
            write_mo(file, read(path))
        written.append(made)
    return written


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def said_in_source() -> Iterator[tuple[str, str, str | None]]:
    """(file, string, context) of everything marked for translation in the house and its demo."""
    for top in (HOUSE, DEMO):
        for file, _line, message, _comments, context in extract_from_dir(
            top, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
        ):
            name = file if top == HOUSE else f"{top.name}/{file}"
            yield name, message if isinstance(message, str) else message[0], context


def translated() -> dict[tuple[str, str | None], str]:
    """What has its Chinese, over all catalogues."""
    known = {}
    for path in catalogues():
        for message in read(path):
            text = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
            name = message.id if isinstance(message.id, str) else message.id[0]
            if name and text and not message.fuzzy:
                known[name, message.context] = text
    return known


def missing() -> list[tuple[str, str]]:
    """(file, string) of what has no Chinese."""
    known = translated()
    return sorted({(file, said) for file, said, context in said_in_source() if (said, context) not in known})


def unused() -> list[str]:
    """Chinese that no source string asks for any more."""
    said = {(text, context) for _file, text, context in said_in_source()}
    return sorted(name for name, context in translated() if (name, context) not in said)


def main(arguments: list[str]) -> int:
    if arguments == ["compile"]:
        for path in compile_stale():
            print(path.relative_to(HOUSE.parent), file=sys.stderr)
        return 0
    if arguments == ["missing"]:
        lacking = missing()
        for file, said in lacking:
            print(f"{file}: {said}")
        for said in unused():
            print(f"no longer said: {said}", file=sys.stderr)
        return 1 if lacking else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
