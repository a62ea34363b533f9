"""What the browser's printer gets: the paper, without the house around it."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.journeys.visits import TAI_CHI

pytestmark = pytest.mark.browser
FILED = "SELECT noun_id FROM kernel_document WHERE kind = 'filing certificate' AND revoked_at IS NULL"
AROUND = ("退出", "English", "菜单")  # the rail and its switches
PAPERS = {
    "group": (TAI_CHI, "", "夕阳红太极拳队"),
    "certificate": (FILED, "?as=page", "群众活动团队备案证"),
    "roster_paper": (TAI_CHI, "?as=page", "夕阳红太极拳队"),
    "blank_roster": (TAI_CHI, "", "夕阳红太极拳队"),
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_prints_without_the_house_around_it(enter, office, name):
    question, ask, says = PAPERS[name]
    page = enter("陈晓燕")
    page.goto(reverse(f"groups:{name}", args=[office.asked(question)]) + ask)
    page.emulate_media(media="print")
    assert not any(each.is_visible() for each in page.locator(".rail, .bar, .paper-tools, .no-print, .skip").all())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = normalize("NFKC", "".join(each.extract_text() for each in printed.pages))  # fonts share look-alike signs
    assert printed.pages
    assert says in "".join(text.split())
    assert [word for word in AROUND if word in text] == []
