"""typst as a printing press: a template, data as JSON, a PDF out.

Data never becomes typst source: it travels as one JSON string in `sys.inputs`, so `#read("/etc/passwd")` in a group's
name prints as those characters. Templates see no file outside the package and no system font. Every paper leaves as
PDF/A-2a (ISO 19005-2, for the archive) and PDF/UA-1 (ISO 14289-1, for screen readers); both standards forbid a
character without a glyph, so a rare name is printed or refused, never dropped.
"""

import json
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils.translation import gettext as _

from shuniu.kernel.papers.fonts import Shelf, find_fonts
from shuniu.kernel.papers.paper import NoPdf, Paper

PACKAGE = Path(__file__).resolve().parents[2]
STANDARDS = ["a-2a", "ua-1"]


class PaperFault(Exception):
    """A template that does not compile, or compiles with a warning: a defect of the program, not of the data."""


class MissingGlyph(NoPdf):
    """No font at hand draws `text`: a character, or its code (U+E000) where it has no shape to show."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "No installed font can draw “%(text)s”, so this is the page to print from the browser. "
                "A font that has it can be put into the folder “fonts” of the program's home."
            )
            % {"text": text}
        )


def pdf(paper: Paper) -> bytes:
    """`paper` as PDF. The same paper gives the same bytes. Raises NoPdf (NoFont, MissingGlyph) and PaperFault."""
    return render_pdf(paper.template, paper.to_data())


def render_pdf(template: str | Path, data: dict[str, Any]) -> bytes:
    """The typst file `template` (relative to the package, or a path inside it) drawn with `data` (JSON types)."""
    shelf = find_fonts()
    inputs = {"data": json.dumps(data, ensure_ascii=False), "fonts": _families(shelf)}
    press, busy = _press(shelf)
    try:
        with busy:
            drawn, warnings = press.compile_with_warnings(
                input=str(PACKAGE / template), format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS
            )
    except typst.TypstError as error:
        raise _refusal(template, error) from error
    if warnings:  # an unknown font is only a warning to typst; to an office it is a page of empty boxes
        raise PaperFault(f"{template}: " + "; ".join(warning.message for warning in warnings))
    return drawn


def _families(shelf: Shelf) -> str:
    return json.dumps({"serif": shelf.serif, "sans": shelf.sans}, ensure_ascii=False)


@lru_cache(maxsize=4)
def _press(shelf: Shelf) -> tuple[typst.Compiler, Lock]:
    """One compiler per process keeps its fonts open and its memory of earlier papers; it draws one paper at a time."""
    nowhere = str(PACKAGE / "kernel/papers/no-packages")
    press = typst.Compiler(
        root=str(PACKAGE),
        font_paths=shelf.fonts,
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    return press, Lock()


def _refusal(template: str | Path, error: typst.TypstError) -> Exception:
    glyph = re.search(r"the text `\"(.*)\"` could not be displayed", error.message, re.DOTALL)
    if glyph:
        return MissingGlyph(re.sub(r"\\u\{(\w+)\}", lambda code: f"U+{code[1].upper():0>4}", glyph[1]))
    return PaperFault(f"{template}: {error.diagnostic or error.message}")
