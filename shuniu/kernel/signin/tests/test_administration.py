"""System, security and audit administration restrain one another."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from shuniu.kernel.models import Appointment, Place, TrailEntry, User
from shuniu.kernel.permissions import APPOINT, EXCLUSIVE, MANAGE_ACCOUNTS, VIEW_TRAIL, Refused, permissions_of
from shuniu.kernel.signin.actions import (
    appoint,
    close_account,
    end_appointment,
    open_account,
    remove_second_factor,
    reopen_account,
    reset_password,
)
from shuniu.kernel.signin.session import account_actor
from shuniu.kernel.signin.tests.conftest import CENTRE, ELSEWHERE, PASSWORD, log_in

SINCE = date(2026, 1, 1)


def test_each_administration_holds_what_the_others_do_not():
    held = {role: permissions_of(role) & {MANAGE_ACCOUNTS, APPOINT, VIEW_TRAIL} for role in EXCLUSIVE}
    assert held == {
        "system_administrator": {MANAGE_ACCOUNTS},
        "security_administrator": {APPOINT},
        "auditor": {VIEW_TRAIL},
    }


@pytest.mark.parametrize("held", EXCLUSIVE)
@pytest.mark.parametrize("wanted", EXCLUSIVE)
@pytest.mark.parametrize(
    ("since", "until"),
    [(date(2026, 6, 1), None), (date(2025, 1, 1), date(2026, 3, 1)), (date(2026, 2, 1), date(2026, 2, 2))],
)
def test_the_three_exclude_one_another_on_any_common_day(person, act, centre, held, wanted, since, until):
    user = person(held, since=date(2026, 2, 1), until=date(2026, 12, 31))
    with pytest.raises(Refused, match=r"three people|三个人"):
        appoint(user, role=wanted, place=centre, since=since, until=until, by=act("security_administrator"))


def test_one_after_the_other_is_fine(person, act, centre):
    user = person("auditor", since=date(2025, 1, 1), until=date(2025, 12, 31))
    appoint(user, role="system_administrator", place=centre, since=SINCE, by=act("security_administrator"))
    appoint(user, role="worker", place=centre, since=SINCE, by=act("security_administrator"))


def test_the_database_holds_it_too(person, centre):
    user = person("auditor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=user, role="system_administrator", place=centre, since=SINCE)


def test_the_system_administrator_appoints_nobody(person, act, centre):
    with pytest.raises(Refused):
        appoint(person(), role="worker", place=centre, since=SINCE, by=act("system_administrator"))


@pytest.mark.parametrize("role", ["security_administrator", "auditor", "director"])
def test_only_the_system_administrator_touches_accounts(person, act, role):
    user, by = person("worker"), act(role)
    for attempt in (
        lambda: open_account(username="new", name="新人", by=by),
        lambda: close_account(user, by=by),
        lambda: reset_password(user, by=by),
    ):
        with pytest.raises(Refused):
            attempt()
    assert not User.objects.filter(username="new").exists()


def test_nobody_acts_upon_the_own_person(person, centre):
    system, security = person("system_administrator"), person("security_administrator")
    by_system, by_security = (account_actor(user, at=timezone.now()) for user in (system, security))
    for attempt in (
        lambda: close_account(system, by=by_system),
        lambda: reset_password(system, by=by_system),
        lambda: appoint(security, role="worker", place=centre, since=SINCE, by=by_security),
        lambda: remove_second_factor(security, by=by_security),
    ):
        with pytest.raises(Refused):
            attempt()


def test_appointing_stays_within_ones_own_place(person, act):
    elsewhere = Place.objects.get(pk=ELSEWHERE)
    with pytest.raises(Refused):
        appoint(person(), role="worker", place=elsewhere, since=SINCE, by=act("security_administrator"))


def test_a_leader_is_appointed_for_one_record(person, act, centre):
    by, user = act("security_administrator"), person()
    with pytest.raises(Refused):
        appoint(user, role="leader", place=centre, since=SINCE, by=by)
    made = appoint(user, role="leader", place=centre, since=SINCE, noun="groups.group", noun_id=7, by=by)
    assert (made.noun, made.noun_id) == ("groups.group", 7)


def test_an_end_is_not_put_off(person, act):
    appointment = person("worker").appointments.get()
    by = act("security_administrator")
    end_appointment(appointment, on=date(2026, 11, 30), by=by)
    with pytest.raises(Refused):
        end_appointment(appointment, on=date(2026, 12, 31), by=by)
    with pytest.raises(Refused):
        end_appointment(appointment, on=date(2025, 12, 31), by=by)


def test_an_account_from_opening_to_closing(act, client):
    by = act("system_administrator")
    user, password = open_account(username="Chen", name="陈晓燕", by=by)
    assert user.username == "chen"
    assert "陈晓燕" not in str(list(TrailEntry.objects.filter(kind="kernel.account_opened").values()))
    with pytest.raises(Refused):
        open_account(username="CHEN", name="另一位", by=by)
    assert log_in(client, "chen", password).status_code == 302
    again = reset_password(user, by=by)
    assert again != password
    close_account(user, by=by)
    assert log_in(client, "chen", again).headers["Location"] == "/accounts/inactive/"
    reopen_account(user, by=by)
    assert [e.centre_id for e in TrailEntry.objects.filter(noun_id=user.pk, kind="kernel.account_closed")] == [CENTRE]


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_printed_password_is_shown_once_and_not_kept(signed_in):
    admin = signed_in("system_administrator")
    paper = admin.post("/administration/accounts/new/", {"name": "陈晓燕", "username": "chen"})
    user = User.objects.get(username="chen")
    assert "no-store" in paper.headers["Cache-Control"]
    assert 'class="pin-digits"' in paper.content.decode()
    assert user.password_changed_at is None
    assert "pin-digits" not in admin.get(f"/administration/accounts/{user.pk}/").content.decode()
    assert admin.post("/administration/accounts/new/", {"name": "陈", "username": "chen"}).status_code == 422


def test_the_system_administrators_pages(signed_in, person):
    admin, user = signed_in("system_administrator"), person("worker")
    address = f"/administration/accounts/{user.pk}/"
    assert user.name in admin.get("/administration/accounts/").content.decode()
    assert admin.get(address).status_code == 200
    assert admin.post(f"{address}password/").status_code == 200
    admin.post(f"{address}close/")
    user.refresh_from_db()
    assert not user.is_active
    assert admin.get("/administration/accounts/?state=closed").status_code == 200
    admin.post(f"{address}reopen/")
    assert admin.get("/administration/appointments/").status_code == 403
    far = person("worker", username="far", place=ELSEWHERE)
    assert admin.get(f"/administration/accounts/{far.pk}/").status_code == 404


def test_the_security_administrators_pages(signed_in, person):
    security, user = signed_in("security_administrator"), person(username="chen")
    form = {"user": user.pk, "role": "worker", "place": CENTRE, "since": "2026-11-01", "until": ""}
    made = security.post("/administration/appointments/new/", form)
    assert made.status_code == 302
    assert security.get(made.headers["Location"]).status_code == 200
    assert user.name in security.get("/administration/appointments/?now=on&role=worker").content.decode()
    assert security.post(made.headers["Location"], {"on": "2026-12-31"}).status_code == 302
    assert security.post(made.headers["Location"], {"on": "2027-12-31"}).status_code == 422
    assert security.get("/administration/accounts/").status_code == 403


def test_two_administrations_are_refused_with_the_reason(signed_in, person):
    security, auditor = signed_in("security_administrator"), person("auditor")
    form = {"user": auditor.pk, "role": "system_administrator", "place": CENTRE, "since": "2026-11-01"}
    page = security.post("/administration/appointments/new/", form)
    assert page.status_code == 422
    assert "须由三个人分别担任" in page.content.decode()


def test_the_old_password_ends_with_the_new_paper(signed_in, person, client):
    user = person("worker")
    log_in(client, "worker")
    signed_in("system_administrator").post(f"/administration/accounts/{user.pk}/password/")
    assert client.get("/settings/account/").status_code == 302
    assert log_in(client, "worker", PASSWORD).status_code == 200


# --- The first three --------------------------------------------------------------------------------------------------

FIRST = ("--system-administrator", "wu=吴磊", "--security-administrator", "sun=孙敏", "--auditor", "he=何静")


def test_a_new_installation_begins_with_three_people(client, capsys):
    call_command("first_administrators", "310107015", *FIRST)
    printed = dict(line.split("\t")[1:] for line in capsys.readouterr().out.splitlines())
    assert printed.keys() == {"wu", "sun", "he"}
    assert log_in(client, "sun", printed["sun"]).status_code == 302
    assert client.get("/administration/appointments/").headers["Location"] == "/accounts/password/change/"
    with pytest.raises(CommandError, match="该中心已有管理员"):
        call_command("first_administrators", "310107015", *FIRST)


@pytest.mark.parametrize(("locale", "role"), [("en_GB.UTF-8", "System administrator"), ("zh_CN.UTF-8", "系统管理员")])
def test_first_passwords_are_told_in_the_language_of_the_terminal(db, locale, role, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", locale)
    call_command("first_administrators", "310107015", *FIRST)
    assert capsys.readouterr().out.startswith(f"{role}\t")


def test_they_are_three_people(db):
    with pytest.raises(Refused):
        call_command("first_administrators", "310107015", *FIRST[:3], "wu=吴磊", *FIRST[4:])
    assert not User.objects.filter(username="wu").exists(), "all or none"
