"""The look: every base page renders, speaks Chinese throughout, keeps the CSP, and axe finds nothing on it."""

from __future__ import annotations

import mimetypes
import re
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from shuniu.kernel.environment import whole
from shuniu.kernel.tests import gallery

KERNEL_PAGES = ("gallery", "list", "form", "progress", "denied", "404", "500")
PAGES = [*(f"kernel/{name}.html" for name in KERNEL_PAGES), "phone_example.html", "paper_example.html"]
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(?:(?!</p>).)*</p>", re.DOTALL)
POSTS = re.compile(r"<form|post_button|step_button")
HOST = "http://shuniu.test"
WORN = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"')
COMPUTED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
DRESSED = re.compile(r"\.([a-z][\w-]*)")
EXTENDED = re.compile(r'\{% extends "(\w+)/')


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_renders_without_inline_script_or_style(page, language):
    html = render(page, language=language)
    assert "<script>" not in html
    assert " style=" not in html
    assert " onclick=" not in html


def test_fragments_stand_alone():
    """jinja2-fragments renders a block without what stands around it."""
    from jinja2_fragments import render_block

    env = gallery.environment()
    assert "<tbody>" in render_block(env, "kernel/list.html", "rows", **gallery.context())
    assert "<progress" in render_block(env, "kernel/progress.html", "progress", **gallery.context())


@pytest.mark.parametrize("said", ["2026-11-23", "2026-11-23 09:30", "2026-01-01 – 2026-12-31", "SQ2026-0068", "王福生"])
def test_a_date_a_number_and_a_name_stand_on_one_line(said):
    assert whole(said)


def test_longer_words_may_be_broken():
    assert not whole("社区文化活动中心203室")
    assert not whole(None)


def test_no_paragraph_holds_a_form():
    """HTML ends a paragraph where a form begins: the buttons would stand outside of what sets them apart."""
    holding = [
        f"{path.name}: {found[0][:60]}"
        for path in gallery.KERNEL.parent.rglob("jinja2/**/*.html")
        for found in PARAGRAPH.finditer(path.read_text())
        if POSTS.search(found[0])
    ]
    assert holding == []


def test_no_page_wears_what_only_another_room_has_in_its_sheet():
    """Such a class does nothing on that page: what two rooms wear belongs to the kernel's sheets."""
    rooms = {room.name: dressed(room) for room in gallery.KERNEL.parent.iterdir() if room.is_dir()}
    every = set().union(*rooms.values())
    bare = {}
    for path in gallery.KERNEL.parent.rglob("jinja2/**/*.html"):
        page = path.read_text()
        room = path.relative_to(gallery.KERNEL.parent).parts[0]
        own = rooms[room].union(rooms["kernel"], *(rooms.get(other, ()) for other in EXTENDED.findall(page)))
        worn = {name for names in WORN.findall(page) for name in COMPUTED.sub(" ", names).split()}
        if found := worn & every - own:
            bare[f"{room}/{path.name}"] = sorted(found)
    assert bare == {}


def dressed(room: Path) -> set[str]:
    """The classes that a room's style sheets know."""
    return {name for sheet in room.glob("static/*/*.css") for name in DRESSED.findall(sheet.read_text())}


def test_empty_list_says_what_to_do():
    context = {**gallery.context(), "listing": gallery.listing(empty=True)}
    assert "新备案" in gallery.environment().get_template("kernel/list.html").render(context)


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "type_size"), [(1280, ""), (390, ""), (390, "large"), (1280, "large")])
def test_axe_finds_nothing(browser, page, width, type_size):
    from axe_playwright_python.sync_playwright import Axe

    tab, complaints = opened(browser, page, width=width, type_size=type_size)
    result = Axe().run(tab)
    assert result.violations_count == 0, result.generate_report()
    assert complaints == []
    overflow = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, "the page is wider than the screen"
    tab.close()


@pytest.mark.browser
def test_stepper_confirm_and_menu_answer(browser):
    tab, _ = opened(browser, "kernel/gallery.html", width=390)
    tab.get_by_role("button", name="菜单").click()
    assert tab.get_by_role("link", name="群众团队").is_visible()
    tab.get_by_role("button", name="多一个：队会").click()
    assert tab.get_by_role("spinbutton", name="队会").input_value() == "0"
    tab.get_by_role("button", name="交给街道").click()
    assert tab.get_by_role("dialog").get_by_text("本月不能再改").is_visible()
    tab.close()


@pytest.mark.browser
def test_a_filter_asks_for_the_rows_alone_and_leaves_a_short_address(browser):
    tab, complaints = opened(browser, "kernel/list.html", width=1280)
    rows = render("kernel/list.html").split('<div id="rows"')[1].replace("夕阳红太极拳队", "晨光太极拳队")
    asked = []
    tab.route(
        f"{HOST}/groups?**", lambda route: (asked.append(route.request), route.fulfill(body='<div id="rows"' + rows))
    )
    tab.get_by_label("名称或负责人").fill("晨光")
    tab.get_by_role("link", name="晨光太极拳队").wait_for()
    assert asked[0].headers["hx-target"] == "rows"
    assert tab.url.endswith("?q=%E6%99%A8%E5%85%89&kind=sport&sort=name")
    assert complaints == []
    tab.close()


def opened(browser, page: str, *, width: int, type_size: str = "", language: str = "zh-hans"):
    """The page in a tab under the house's CSP, and the list its console complaints go to."""
    tab = browser.new_page(viewport={"width": width, "height": 900}, bypass_csp=False)
    complaints: list[str] = []
    tab.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    html = render(page, language=language, type_size=type_size)
    tab.route(f"{HOST}/**", lambda route: answer(route, html))
    tab.goto(f"{HOST}/{page}")
    return tab, complaints


def answer(route, html: str) -> None:
    path = urlsplit(route.request.url).path
    if not path.startswith("/static/"):
        headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
        return route.fulfill(body=html, headers=headers)
    file = static_file(path.removeprefix("/static/"))
    return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])


def static_file(path: str) -> Path:
    if path.startswith("django_htmx/"):
        return Path(find_spec("django_htmx").origin).parent / "static" / path
    return gallery.KERNEL / "static" / path


def render(page: str, *, language: str = "zh-hans", type_size: str = "") -> str:
    env = gallery.environment(language=language, type_size=type_size)
    return env.get_template(page).render(gallery.context())
