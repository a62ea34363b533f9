"""A saved view brings the same rows back, says itself in a sentence, and is its owner's alone."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from shuniu.kernel.models import SavedView, TrailEntry

pytestmark = pytest.mark.django_db

QUERY = "role=director&on_from=2026-11-01&sort=-at"


@pytest.fixture
def auditor(client_as):
    client = client_as("auditor")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def trail_list():
    return reverse("kernel:trail")


def asked(client, url) -> str:
    """Where “Save this view” leads from a list."""
    page = unescape(client.get(url).content.decode())
    start = page.index('href="/settings/views/new/') + len('href="')
    return page[start : page.index('"', start)]


def test_a_view_is_named_saved_and_brings_its_filters_back(auditor, trail_list):
    save = asked(auditor, f"{trail_list}?{QUERY}&cursor=x")
    assert parse_qs(urlsplit(save).query)["query"] == [QUERY]
    page = auditor.get(save).content.decode()
    assert "Role: Centre director; Date: 2026-11-01 to …" in page
    answer = auditor.post(save, {"title": "主任十一月"})
    assert answer.headers["Location"] == f"{trail_list}?{QUERY}"
    kept = SavedView.objects.get()
    assert (kept.title, kept.list_name, kept.query) == ("主任十一月", "kernel:trail", QUERY)
    listed = unescape(auditor.get(trail_list).content.decode())
    assert f'<a href="{trail_list}?{QUERY}">主任十一月</a>' in listed
    opened = unescape(auditor.get(f"{trail_list}?{QUERY}").content.decode())
    assert f'<a href="{trail_list}?{QUERY}" aria-current="page">主任十一月</a>' in opened
    assert '<option value="director" selected>' in opened
    assert 'value="2026-11-01"' in opened
    assert TrailEntry.objects.get(kind="kernel.view_saved").facts == {"list": "kernel:trail"}


def test_the_same_name_twice_is_refused_in_words(auditor, trail_list):
    save = asked(auditor, f"{trail_list}?{QUERY}")
    auditor.post(save, {"title": "十一月"})
    answer = auditor.post(save, {"title": "十一月"})
    assert answer.status_code == 422
    assert "You already have a view of this name." in answer.content.decode()
    assert auditor.post(save, {"title": " "}).status_code == 422


def test_twelve_are_enough(auditor, trail_list):
    save = asked(auditor, f"{trail_list}?{QUERY}")
    for number in range(12):
        assert auditor.post(save, {"title": f"{number}"}).status_code == 302
    assert "delete one first" in auditor.post(save, {"title": "12"}).content.decode()


def test_a_view_is_deleted_by_its_owner_only(auditor, client_as, trail_list):
    auditor.post(asked(auditor, f"{trail_list}?{QUERY}"), {"title": "十一月"})
    kept = SavedView.objects.get()
    delete = reverse("kernel:delete_view", args=[kept.pk])
    assert client_as("director").post(delete).status_code == 404
    assert auditor.post(delete, {"next": trail_list}).headers["Location"] == trail_list
    assert not SavedView.objects.exists()
    assert TrailEntry.objects.filter(kind="kernel.view_deleted").exists()


def test_only_what_the_list_knows_is_kept(auditor, trail_list):
    new = reverse("kernel:save_view")
    auditor.post(f"{new}?list=kernel:trail&next={trail_list}&query=role%3Ddirector%26evil%3D1", {"title": "x"})
    assert SavedView.objects.get().query == "role=director"


@pytest.mark.parametrize(
    "question",
    [
        "list=kernel:trail&next=https://elsewhere.example/&query=",
        "list=kernel:trail&next=/settings/account/&query=",
        "list=kernel:looks&next=/trail/&query=",
        "",
    ],
)
def test_what_is_no_list_is_not_there(auditor, question):
    assert auditor.get(f"{reverse('kernel:save_view')}?{question}").status_code == 404


def test_a_list_one_may_not_open_cannot_be_kept(client_as):
    new = reverse("kernel:save_view")
    assert client_as("worker").get(f"{new}?list=kernel:trail&next=/trail/&query=").status_code == 403
