"""Papers out: a record printed as an archival, accessible PDF by typst, or as an HTML page for the browser to print.

A room describes a paper as a frozen dataclass (see `Paper`), draws it once in typst and once in Jinja2, and asks for
`pdf(paper)`. Whoever serves the paper catches `NoPdf` and serves the HTML page with the reason instead.
"""

from shuniu.kernel.papers.engine import MissingGlyph, PaperFault, pdf, render_pdf
from shuniu.kernel.papers.fonts import NoFont, find_fonts
from shuniu.kernel.papers.paper import Box, Imprint, KeyedFromPaper, NoPdf, Paper, Section, paper_date, paper_moment
from shuniu.kernel.papers.qr import qr_svg

__all__ = [
    "Box",
    "Imprint",
    "KeyedFromPaper",
    "MissingGlyph",
    "NoFont",
    "NoPdf",
    "Paper",
    "PaperFault",
    "Section",
    "find_fonts",
    "paper_date",
    "paper_moment",
    "pdf",
    "qr_svg",
    "render_pdf",
]
