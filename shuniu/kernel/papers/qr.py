"""QR codes as SVG: sharp at any size, free of inline styles (the CSP refuses them), read aloud by their title."""

import segno
from markupsafe import Markup


def qr_svg(text: str, *, title: str) -> Markup:
    """An inline SVG of `text` (UTF-8, error correction M, quiet zone of 2 modules) that names itself `title`.

    It carries no size and no style attribute: the page or the paper sizes it by its class `qr`.
    """
    drawn = segno.make(text, error="m", micro=False).svg_inline(
        title=title, svgclass="qr", lineclass=None, omitsize=True, border=2, light="#fff"
    )
    # segno escapes the title; all else in it is segno's own drawing.
    return Markup(drawn.replace("<svg ", '<svg role="img" xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S704
