"""The season in the reader's language: what is missing is named as the code table names it there."""

import pytest

from shuniu.kernel.attachments.types import judge
from shuniu.organizations.actions.inspections import hand_in_paper
from shuniu.organizations.tests.cast import CENTRE, PDF, TODAY, an_inspection, browser, seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.mark.parametrize(
    ("language", "named", "not_named"),
    [("en", "Yearly report", "年度检查报告书"), ("zh-hans", "年度检查报告书", "Yearly report")],
)
def test_the_season_names_missing_papers_in_the_readers_language(language, named, not_named):
    inspection = an_inspection()
    others = [kind for kind in inspection.cycle.papers if kind != "report"]
    for kind in others:  # where none is here yet, the page counts them
        paper = judge(f"{kind}.pdf", PDF, place=CENTRE, on=TODAY)
        hand_in_paper(inspection, paper=paper, kind=kind, by=seat("worker"))
    page = browser("worker", language=language).get("/organizations/inspections/").content.decode()
    assert named in page
    assert not_named not in page
