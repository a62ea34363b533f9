"""The season in the reader's language: what is missing is named as the code table names it there."""

import pytest

from shuniu.organizations.tests.cast import an_inspection, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.mark.parametrize(
    ("language", "named", "not_named"),
    [("en", "Yearly report", "年度检查报告书"), ("zh-hans", "年度检查报告书", "Yearly report")],
)
def test_the_season_names_missing_papers_in_the_readers_language(language, named, not_named):
    an_inspection()
    page = browser("worker", language=language).get("/organizations/inspections/").content.decode()
    assert named in page
    assert not_named not in page
