"""Where fonts are looked for, and in which order a character is."""

import shutil
import sys
from pathlib import Path

import pytest

from shuniu.kernel.papers import fonts

needs_debian = pytest.mark.skipif(not fonts.DEBIAN.is_dir(), reason="Debian's fonts-noto-cjk is not installed")


def test_the_homes_own_folder_is_looked_at_first(tmp_path: Path, settings):
    (tmp_path / "fonts").mkdir()
    settings.SHUNIU_HOME = tmp_path
    assert fonts.font_folders()[0] == tmp_path / "fonts"


def test_a_folder_named_in_the_environment_is_looked_at(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SHUNIU_FONTS", str(tmp_path))
    assert fonts.font_folders()[0] == tmp_path


def test_mplfonts_is_found_without_importing_it(tmp_path: Path, monkeypatch):
    (tmp_path / "mplfonts" / "fonts").mkdir(parents=True)
    (tmp_path / "mplfonts" / "__init__.py").write_text("raise ImportError('it was imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert fonts.font_folders()[-1] == tmp_path / "mplfonts" / "fonts"
    assert "mplfonts" not in sys.modules


@needs_debian
def test_one_family_is_enough(tmp_path: Path):
    shutil.copy(fonts.DEBIAN / "NotoSansCJK-Regular.ttc", tmp_path)
    shelf = fonts.shelf_of((tmp_path,))
    assert shelf.serif[0] == shelf.sans[0] == "Noto Sans CJK SC"


@needs_debian
def test_a_font_of_the_house_is_tried_after_noto(tmp_path: Path):
    shutil.copy(fonts.DEBIAN / "NotoSerifCJK-Bold.ttc", tmp_path)  # stands for a font of rare names: it has TC, JP …
    shelf = fonts.shelf_of((tmp_path, fonts.DEBIAN))
    assert shelf.serif[:2] == ("Noto Serif CJK SC", "Noto Sans CJK SC")
    assert "Noto Serif CJK TC" in shelf.serif[2:]
