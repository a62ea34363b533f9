"""The columns that the office chose stay with the view it saved, and a view may be everybody's at the centre."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from shuniu.kernel.models import SavedView
from shuniu.organizations.actions.registering import correct_organization
from shuniu.organizations.lists.organizations import ALL
from shuniu.organizations.tests.cast import NEIGHBOUR, TODAY, an_organization, browser, code, seat

pytestmark = pytest.mark.django_db
LIST = "/organizations/"
NEW_VIEW = "/settings/views/new/"


def links_of(page, address: str = LIST) -> list[str]:
    """Every address that a page links to."""
    return [part.split('"')[0] for part in unescape(page.get(address).content.decode()).split('href="')[1:]]


def saved(page, title: str, query: str = "columns=code,name&sort=-name", **more) -> SavedView:
    new = next(link for link in links_of(page, f"{LIST}?{query}") if link.startswith(NEW_VIEW))
    assert page.post(new, {"title": title, **more}).status_code == 302
    return SavedView.objects.get(title=title)


def opened(page, view: SavedView) -> list[str]:
    """The addresses above the list that open a view."""
    return [link for link in links_of(page) if link == f"{LIST}?{view.query}"]


def exported(page, address: str) -> list[str]:
    return b"".join(page.get(address).streaming_content).decode("utf-8-sig").splitlines()


def test_a_saved_view_exports_its_columns_in_their_order(on_the_day):
    an_organization()
    page = browser("worker")
    view = saved(page, "报送区民政局")
    assert parse_qs(view.query) == {"columns": ["code,name"], "sort": ["-name"]}
    (address,) = opened(page, view)
    (file,) = [link for link in links_of(page, address) if "export=csv" in link]
    assert parse_qs(urlsplit(file).query)["columns"] == ["code,name"]
    heading, row = exported(page, file)
    assert heading == "统一社会信用代码,社会组织"
    assert row.startswith(code(1))


def test_a_filter_keeps_the_columns_that_were_chosen(on_the_day):
    an_organization()
    page = unescape(browser("worker").get(f"{LIST}?columns=code,name").content.decode())
    assert '<input type="hidden" form="filters" name="columns" value="code,name">' in page


def test_a_shared_view_is_found_by_colleagues_and_by_no_other_centre(on_the_day):
    an_organization()
    own, shared = saved(browser("worker"), "我的"), saved(browser("worker"), "大家的", "columns=name", shared="on")
    director = browser("director")
    assert opened(director, shared)
    assert not opened(director, own)
    assert not opened(browser("officer", place=NEIGHBOUR), shared)
    heading, _row = exported(director, f"{LIST}?{shared.query}&export=csv")
    assert heading == "社会组织"


def test_who_may_not_share_is_not_asked_and_does_not(on_the_day):
    committee = browser("committee")
    assert (
        'name="shared"' not in committee.get(f"{NEW_VIEW}?list=organizations:list&next={LIST}&query=").content.decode()
    )
    assert not saved(committee, "居委的", shared="on").shared


def test_a_shared_view_is_deleted_by_who_saved_it_or_a_director(on_the_day):
    first, second = (saved(browser("director"), "主任的", shared="on"), saved(browser("worker"), "大家的", shared="on"))
    worker, form = browser("worker"), f"{NEW_VIEW}?list=organizations:list&next={LIST}&query="
    page = worker.get(form).content.decode()
    assert f"/views/{second.pk}/delete/" in page
    assert f"/views/{first.pk}/delete/" not in page
    assert worker.post(f"/settings/views/{first.pk}/delete/").status_code == 403
    assert browser("officer", place=NEIGHBOUR).post(f"/settings/views/{first.pk}/delete/").status_code == 404
    assert browser("director").post(f"/settings/views/{second.pk}/delete/").status_code == 302
    assert list(SavedView.objects.all()) == [first]


def test_a_centre_shares_twelve_views_of_a_list(on_the_day):
    for number in range(12):
        saved(browser("worker"), f"{number}", shared="on")
    new = f"{NEW_VIEW}?list=organizations:list&next={LIST}&query="
    assert browser("director").post(new, {"title": "再一个", "shared": "on"}).status_code == 422
    assert browser("director").post(new, {"title": "再一个"}).status_code == 302


def test_the_file_tells_of_money_staff_and_the_party_branch(on_the_day):
    one = an_organization()
    told = {
        "staff_part": 4, "funds_unrestricted": "120000.50", "funds_restricted": "30000.00", "figures_on": TODAY,
        "party_branch": "第一党支部",
    }  # fmt: skip
    correct_organization(one, **told, by=seat("worker"))
    names = "staff_part,funds_unrestricted,funds_restricted,figures_on,party_branch"
    assert exported(browser("worker"), f"{LIST}?columns={names}&export=csv") == [
        "兼职人员数,非限定性净资产（元）,限定性净资产（元）,数据截至,党组织",
        f"4,120000.50,30000.00,{TODAY},第一党支部",
    ]
    assert set(names.split(",")) <= {column.name for column in ALL}
