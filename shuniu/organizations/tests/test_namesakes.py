"""A contact of whom the name alone is left is shown to whoever handles an erasure, and emptied by nobody but a person."""

import pytest

from shuniu.kernel.actor import system_actor
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.sealing import conceal
from shuniu.organizations.actions.contacts import end_contact, forget_contact_by_hand, give_access, note_contact
from shuniu.organizations.tests.cast import CENTRE, NOW, an_organization, browser, seat
from shuniu.people.actions.erasure import ask_erasure, decide_erasure
from shuniu.people.actions.records import record_person
from shuniu.people.public import Particulars

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
NAME, PHONE = "顾美华", "13812575562"


@pytest.fixture
def asked():
    """She asks to be erased; her record says a number."""
    person = record_person(Particulars(name=NAME), centre_id=CENTRE, by=seat("worker"))
    conceal(person, "phone", PHONE)
    person.save()
    return ask_erasure(person, grounds="迁出", channel="window", by=seat("worker"))


@pytest.fixture
def left():
    """Who left an organization before, without an account: the number was forgotten on leaving."""
    contact = note_contact(an_organization(), name=NAME, phone=PHONE, by=seat("worker"))
    end_contact(contact, by=seat("worker"))
    return contact


def shown(asked) -> str:
    return browser("worker").get(f"/people/erasures/{asked.pk}/").content.decode()


def test_the_erasure_proposes_who_left_with_the_name_alone_and_a_person_takes_it_off(asked, left):
    address = f"/organizations/contacts/{left.pk}/erasures/{asked.pk}/"
    assert address in shown(asked)
    answer = browser("worker").post(address)
    assert (answer.status_code, answer.url) == (302, f"/people/erasures/{asked.pk}/")
    left.refresh_from_db()
    assert left.name == "×"
    assert address not in shown(asked)
    line = TrailEntry.objects.get(kind="organizations.contact_forgotten")
    assert (line.noun_id, line.facts) == (left.organization_id, {"contact": left.pk})


def test_who_still_answers_for_an_organization_loses_nothing_by_a_likeness(asked):
    contact = note_contact(an_organization(), name=NAME, phone="", by=seat("worker"))
    address = f"/organizations/contacts/{contact.pk}/erasures/{asked.pk}/"
    assert address not in shown(asked)
    assert browser("worker").post(address).status_code == 403
    contact.refresh_from_db()
    assert (contact.name, contact.until) == (NAME, None)


def test_the_erasure_itself_never_goes_by_the_name_alone(asked, left):
    decide_erasure(asked, "erase", by=seat("director"))
    decide_erasure(asked, "erase", by=seat("officer"))
    left.refresh_from_db()
    assert left.name == NAME
    with pytest.raises(Refused):
        forget_contact_by_hand(left, asked=asked, by=seat("worker"))


def test_the_program_does_not_decide_it(asked, left):
    with pytest.raises(Refused):
        forget_contact_by_hand(left, asked=asked, by=system_actor(place=CENTRE, via="job", at=NOW))
    left.refresh_from_db()
    assert left.name == NAME


@pytest.mark.parametrize("what", ["a number", "an account", "another name"])
def test_who_can_be_told_apart_is_not_shown_and_cannot_be_emptied_by_hand(asked, what):
    home, by = an_organization(), seat("worker")
    name = "顾美花" if what == "another name" else NAME
    contact = note_contact(home, name=name, phone="13993702683" if what == "a number" else "", by=by)
    if what == "an account":
        give_access(contact, by=by)
        end_contact(contact, by=by)
    assert "/erasures/" not in shown(asked).replace("/people/erasures/", "")
    with pytest.raises(Refused):
        forget_contact_by_hand(contact, asked=asked, by=by)
    contact.refresh_from_db()
    assert contact.name == name


def test_who_may_not_change_contacts_reads_of_them_without_a_button(asked, left):
    page = browser("officer").get(f"/people/erasures/{asked.pk}/").content.decode()
    assert str(left.organization) in page
    assert "/organizations/contacts/" not in page
