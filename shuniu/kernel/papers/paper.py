"""The words every paper speaks: its imprint, its boxes, its dates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

from shuniu.kernel.papers.qr import qr_svg


class NoPdf(Exception):
    """This paper cannot be a PDF here; `str()` is a sentence for the reader of the HTML page served in its place."""


class Paper(Protocol):
    """What `pdf()` asks of a paper.

    `template`: typst source, relative to the package, e.g. "groups/papers/roster.typ".
    `page`: Jinja2 template of the same paper for the browser.
    `to_data()`: the paper as JSON types; holds "title" (str) and "date" ([year, month, day], the PDF's own date).
    `to_html_context()`: the context of `page`: the same data, and the dataclass itself as `paper`.
    """

    template: ClassVar[str]
    page: ClassVar[str]

    def to_data(self) -> dict[str, Any]: ...

    def to_html_context(self) -> dict[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class KeyedFromPaper:
    """Typed in by staff from a sheet of paper: who did it, and when."""

    by: str
    on: date

    def __str__(self) -> str:
        return f"按纸质件录入　{self.by}　{paper_date(self.on)}"


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """The foot of a numbered paper.

    `url` is the public page that the QR code opens; `code` the token typed there, without separators: it is printed in
    fours. `keyed` marks a paper whose facts were typed in from a sheet.
    """

    number: str
    code: str
    url: str
    printed_on: date
    keyed: KeyedFromPaper | None = None

    def to_data(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "code": in_fours(self.code),
            "url": self.url,
            "printed_on": paper_date(self.printed_on),
            "keyed": str(self.keyed) if self.keyed else "",
            "qr": qr_svg(self.url, title=f"扫码核验 {in_fours(self.code)}" if self.code else "扫码打开网页"),
        }

    def to_html_context(self) -> dict[str, Any]:
        """What `kernel/paper.html` draws at the head of the page."""
        foot = self.to_data()
        return {"imprint": foot, "number": self.number, "qr_svg": foot["qr"], "verify_url": self.url}


@dataclass(frozen=True)
class Box:
    """A labelled box of a form. A `tall` one leaves room for a paragraph; a `signed` one for a hand and a seal."""

    label: str
    value: str = ""
    tall: bool = False
    signed: str = ""

    def to_data(self) -> dict[str, Any]:
        return {"label": self.label, "value": self.value, "tall": self.tall, "signed": self.signed}


@dataclass(frozen=True)
class Section:
    """Rows of one to three boxes, with an optional heading that runs down their side."""

    rows: tuple[tuple[Box, ...], ...]
    heading: str = ""

    def to_data(self) -> dict[str, Any]:
        return {"heading": self.heading, "rows": [[box.to_data() for box in row] for row in self.rows]}


def paper_date(day: date | None) -> str:
    """2026年3月5日, as official papers write dates; empty for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def paper_moment(moment: datetime) -> str:
    """2026年3月5日 09:07, in the zone that `moment` is given in."""
    return f"{paper_date(moment)} {moment:%H:%M}"


def in_fours(code: str) -> str:
    """7K3M-92QF-ABCD: what is read aloud over a telephone."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def date_parts(day: date) -> list[int]:
    """[year, month, day]: how a paper hands its own date to typst."""
    return [day.year, day.month, day.day]
