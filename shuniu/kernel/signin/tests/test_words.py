"""Every string of signing in has its Chinese."""

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house import ROOT

KERNEL = ROOT / "shuniu" / "kernel"
TEMPLATES = ["kernel/signin", "account", "mfa"]
CALLS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def known() -> set[str]:
    found: set[str] = set()
    for catalogue in KERNEL.rglob("django.po"):
        with catalogue.open("rb") as file:
            found |= {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file, locale="zh_Hans") if m.string}
    return found


@pytest.mark.parametrize("folder", TEMPLATES)
def test_templates(folder, known):
    method = [("**.html", "jinja2.ext:babel_extract")]
    options = {"**.html": {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"}}
    assert strings(KERNEL / "jinja2" / folder, method, options_map=options) - known == set()


def test_python(known):
    assert strings(KERNEL / "signin", [("tests/**.py", "ignore"), ("**.py", "python")], keywords=CALLS) - known == set()


def strings(folder, method, **more) -> set[str]:
    found = extract_from_dir(folder, method_map=method, **more)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, *_rest in found}
