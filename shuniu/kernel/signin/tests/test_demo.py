"""“Enter as …” exists in the demonstration alone."""

import pytest
from django.test import override_settings

from shuniu.kernel.models import TrailEntry


@pytest.fixture
def demo():
    with override_settings(SHUNIU_DEMO=True, LOGIN_URL="kernel:enter_as"):
        yield


def test_elsewhere_the_page_does_not_exist(client, person):
    appointment = person("worker").appointments.get()
    assert client.get("/enter-as/").status_code == 404
    assert client.post("/enter-as/", {"appointment": appointment.pk}).status_code == 404
    assert client.get("/settings/account/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.usefixtures("demo")
def test_who_comes_in_is_led_to_the_cast(client, person):
    person("worker")
    person("auditor", name="何静")
    answer = client.get("/cards/")
    assert answer.headers["Location"] == "/enter-as/?next=/cards/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "陈晓燕" in page
    assert "何静" in page


@pytest.mark.usefixtures("demo")
def test_enter_as_an_administrator_without_a_second_factor(client, person):
    user = person("system_administrator")
    answer = client.post("/enter-as/", {"appointment": user.appointments.get().pk, "next": "/administration/accounts/"})
    assert answer.headers["Location"] == "/administration/accounts/"
    assert client.get("/administration/accounts/").status_code == 200
    assert TrailEntry.objects.get(kind="kernel.entered_as").user_id == user.pk


@pytest.mark.usefixtures("demo")
def test_entering_as_another_leaves_nothing_of_the_first(client, person):
    first, second = person("worker").appointments.get(), person("auditor").appointments.get()
    client.post("/enter-as/", {"appointment": first.pk})
    assert client.get("/cards/").status_code == 200
    client.post("/enter-as/", {"appointment": second.pk})
    assert client.get("/cards/").status_code == 403
    assert client.post("/enter-as/", {"appointment": "x"}).status_code == 404
