"""Chinese fonts for PDF papers: where they may lie, and in which order a character is looked for in them.

Noto Serif CJK SC and Noto Sans CJK SC (SIL Open Font License) cover GB 18030's everyday part and the rare characters of
names that registries accept (𬭚 䶮 㛃). A font with still rarer ones goes into `$SHUNIU_HOME/fonts` and is tried last.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from shuniu.kernel.papers.paper import NoPdf

DEBIAN = Path("/usr/share/fonts/opentype/noto")
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")


class NoFont(NoPdf):
    """No Chinese font lies in `folders`."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        super().__init__(
            _(
                "No Chinese font for PDF is installed here, so this is the page to print from the browser. "
                "Any of these mends it: Debian's fonts-noto-cjk; Noto Sans CJK SC and Noto Serif CJK SC in the folder "
                "“fonts” of the program's home; the Python package mplfonts."
            )
        )


@dataclass(frozen=True)
class Shelf:
    """The fonts at hand. `serif` and `sans` are families in the order in which a character is looked for."""

    fonts: typst.Fonts
    serif: tuple[str, ...]
    sans: tuple[str, ...]


def find_fonts() -> Shelf:
    """The shelf of this installation, read once per process and set of folders. Raises NoFont."""
    return shelf_of(font_folders())


def font_folders() -> tuple[Path, ...]:
    """Existing folders, in order: `SHUNIU_FONTS` (setting or environment), `$SHUNIU_HOME/fonts`, Debian, mplfonts."""
    own = getattr(settings, "SHUNIU_FONTS", None) or os.environ.get("SHUNIU_FONTS")
    home = getattr(settings, "SHUNIU_HOME", None) or os.environ.get("SHUNIU_HOME")
    folders = [Path(own)] if own else []
    folders += [Path(home) / "fonts"] if home else []
    folders.append(DEBIAN)
    folders.extend(_mplfonts())
    return tuple(folder for folder in folders if folder.is_dir())


def _mplfonts() -> list[Path]:
    # Found, not imported: importing it would bring in matplotlib.
    spec = find_spec("mplfonts")
    return [Path(place) / "fonts" for place in (spec.submodule_search_locations or ())] if spec else []


@lru_cache(maxsize=4)
def shelf_of(folders: tuple[Path, ...]) -> Shelf:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders]
    )
    have = fonts.families()
    serif = tuple(family for family in SERIF if family in have)
    sans = tuple(family for family in SANS if family in have)
    if not serif and not sans:
        raise NoFont(folders)
    rare = _rare(fonts, folders, known={*serif, *sans})
    return Shelf(fonts, serif=serif + sans + rare, sans=sans + serif + rare)


def _rare(fonts: typst.Fonts, folders: tuple[Path, ...], *, known: set[str]) -> tuple[str, ...]:
    """Families of the installation's own folders. mplfonts ships SimHei too, which is not free: it is never named."""
    own = [str(folder) for folder in folders if folder != DEBIAN and folder not in _mplfonts()]
    found = {font.family for font in fonts.fonts() if font.path and any(font.path.startswith(place) for place in own)}
    return tuple(sorted(found - known))
