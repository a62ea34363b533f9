"""The house speaks English in its source and Chinese on its pages, completely, and with one word for one thing."""

import re
from collections import defaultdict
from pathlib import Path

import allauth
import axes
import django
import pytest

from shuniu.kernel import catalogues

HAN = re.compile("[\u3400-\u9fff]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
EXAMPLES = {"男", "女", "岁", "姓名", "团队名称"}  # what an office's own table says, quoted in an English sentence
# Never said to or of a group; and words that were official once (docs/glossary.md).
SHUNNED = {"非法": "未备案", "义工": "志愿者", "民间组织": "社会组织", "个人隐私": "个人信息"}


def entries():
    """(catalogue, message) of everything translated, without the header."""
    for path in catalogues.catalogues():
        for message in catalogues.read(path):
            if message.id:
                yield path.relative_to(catalogues.HOUSE.parent), message


def forms(words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def placeholders(*texts: str) -> set[str]:
    return {found for text in texts for found in PLACEHOLDER.findall(text.replace("%%", ""))}


def test_every_string_has_its_chinese():
    assert catalogues.missing() == [], "python -m shuniu.kernel.catalogues missing"


def test_chinese_without_a_string_translates_a_package_in_use():
    theirs = {name for package in (allauth, axes, django) for name in _said_by(package)}
    assert set(catalogues.unused()) - theirs == set()


def _said_by(package) -> set[str]:
    """Every string of a package's own catalogues."""
    said = set()
    for path in Path(package.__file__).parent.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"):
        said |= {form for message in catalogues.read(path) for form in forms(message.id)}
    return said


def test_both_sides_name_the_same_placeholders():
    differing = [
        (str(path), message.id)
        for path, message in entries()
        if placeholders(*forms(message.id)) != placeholders(*forms(message.string))
    ]
    assert differing == []


def test_one_string_has_one_chinese_in_one_catalogue():
    """Django lays all catalogues over one another: of two, the one that wins would depend on the order of the rooms."""
    homes = defaultdict(list)
    for path, message in entries():
        homes[forms(message.id)[0], message.context].append(str(path))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_each_room_has_one_catalogue():
    signing_in = Path("kernel/signin")  # overrides allauth, so it is a catalogue of its own in LOCALE_PATHS
    kept = {path.relative_to(catalogues.HOUSE) for path in catalogues.HOUSE.rglob("*.po")}
    assert {path for path in kept if path.parts[1] != "locale" and not path.is_relative_to(signing_in)} == set()


def test_source_strings_are_english():
    chinese = {said for _file, said, _context in catalogues.said_in_source() if set(HAN.findall(said)) - EXAMPLES}
    assert chinese == set()


@pytest.mark.parametrize(("word", "instead"), SHUNNED.items())
def test_shunned_words_are_not_said(word, instead):
    saying = [(str(path), message.string) for path, message in entries() if word in "".join(forms(message.string))]
    assert saying == [], f"say {instead}"


def test_a_page_says_its_colons_in_its_language():
    """A colon between two words of a page is a word too: 风险：, not 风险: ."""
    pages = [path for room in catalogues.HOUSE.iterdir() for path in room.glob("jinja2/**/*.html")]
    assert [path.name for path in pages if re.search(r"\}\}: ?(\{|<)", path.read_text())] == []


def test_no_space_parts_chinese_from_figures():
    """As official papers are set (GB/T 15834, GB/T 15835): 第7行, not 第 7 行."""
    spaced = re.compile("[\u3400-\u9fff] +[0-9%{]|[0-9}] +[\u3400-\u9fff]")
    assert [text for _path, message in entries() for text in forms(message.string) if spaced.search(text)] == []
