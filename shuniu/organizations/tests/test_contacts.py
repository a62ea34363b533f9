"""A contact gets a printed card from the organization's page, acts for that organization alone, and stops at once."""

import pytest
from django.test import Client

from shuniu.kernel.models import Appointment, PhoneCard, TrailEntry
from shuniu.kernel.permissions import Refused
from shuniu.kernel.signin.actions import appoint, open_account
from shuniu.kernel.signin.actions.cards import try_pin
from shuniu.kernel.signin.session import account_actor
from shuniu.organizations.actions.contacts import end_contact, give_access, note_contact
from shuniu.organizations.models import Organization
from shuniu.organizations.models.organization import NOUN
from shuniu.organizations.queries import acting_for
from shuniu.organizations.tests.cast import CENTRE, NOW, TODAY, an_organization, browser, seat

pytestmark = pytest.mark.django_db


def a_contact(organization: Organization | None = None, **facts):
    return note_contact(organization or an_organization(), name="顾美华", by=seat("worker"), **facts)


def entered(issued) -> Client:
    """A phone on which a printed card was scanned and its PIN typed."""
    phone = Client()
    phone.cookies["django_language"] = "zh-hans"
    assert phone.post(f"/enter/{issued.secret}/", {"pin": issued.pin}).status_code == 302
    return phone


def test_the_centre_prints_a_card_for_a_contact_once(on_the_day):
    at = f"/organizations/contacts/{a_contact().pk}/access/"
    assert browser("officer").get(at).status_code == 403
    worker = browser("worker")
    assert "顾美华" in worker.get(at).content.decode()
    printed = worker.post(at)
    assert "pin-digits" in printed.content.decode()
    assert "no-store" in printed.headers["Cache-Control"]
    assert worker.post(at).status_code == 422  # a second one is not printed by pressing twice
    assert PhoneCard.objects.count() == 1


def test_the_card_of_a_contact_opens_its_organization_and_no_other(on_the_day):
    mine, other = an_organization(), an_organization("另一家服务社", number=2)
    phone = entered(give_access(a_contact(mine), by=seat("worker")).issued)
    assert phone.get("/organizations/mine/").headers["Location"] == f"/organizations/{mine.pk}/"
    assert phone.get(f"/organizations/{mine.pk}/").status_code == 200
    assert phone.get(f"/organizations/{other.pk}/").status_code == 404
    assert phone.get("/organizations/").status_code == 403


def test_when_the_contact_ends_the_phone_is_signed_out_and_the_card_opens_nothing(on_the_day):
    contact = a_contact()
    seated = give_access(contact, by=seat("worker"))
    assert acting_for(contact.organization, on=TODAY) == {seated.user.pk}
    phone = entered(seated.issued)
    end_contact(contact, by=seat("worker"))
    assert phone.get(f"/organizations/{contact.organization_id}/").status_code == 302
    assert PhoneCard.objects.get(user=seated.user).revoked_at == NOW
    assert not try_pin(seated.issued.card, right=True, by=account_actor(seated.user, at=NOW)).right
    with pytest.raises(Refused):
        give_access(contact, by=seat("worker"))


def test_one_who_leaves_does_not_take_a_colleague_along():
    organization, worker = an_organization(), seat("worker")
    first, second = a_contact(organization), a_contact(organization)
    give_access(first, by=worker)
    stays = give_access(second, by=worker)
    end_contact(first, by=worker)
    assert PhoneCard.objects.get(user=stays.user).revoked_at is None


def test_one_person_of_two_organizations_has_one_card(on_the_day):
    first = a_contact()
    seated = give_access(first, by=seat("worker"))
    second = a_contact(an_organization("另一家服务社", number=2))
    page, at = browser("worker"), f"/organizations/contacts/{second.pk}/access/"
    assert seated.user.username not in page.get(f"/organizations/{first.organization_id}/").content.decode()
    assert f'value="{seated.user.pk}"' in page.get(at).content.decode()
    answer = page.post(at, {"account": seated.user.pk})
    assert answer.headers["Location"] == f"/organizations/{second.organization_id}/"
    assert PhoneCard.objects.filter(user=seated.user).count() == 1
    end_contact(first, by=seat("worker"))
    assert PhoneCard.objects.get(user=seated.user).revoked_at is None  # the other organization still needs it


def test_a_contact_appointed_by_the_office_loses_the_appointment_too():
    organization = an_organization()
    administrators = {"at": NOW, "name": "吴磊"}
    user, _password = open_account(username="gumh", name="顾美华", by=seat("system_administrator", **administrators))
    security = seat("security_administrator", **administrators)
    with pytest.raises(Refused):  # without a record a contact would see every organization
        appoint(user, role="contact", place=_place(), since=TODAY.replace(day=1), by=security)
    about = {"noun": NOUN, "noun_id": organization.pk}
    made = appoint(user, role="contact", place=_place(), since=TODAY.replace(day=1), by=security, **about)
    contact = a_contact(organization, account=user)
    end_contact(contact, by=seat("worker"))
    assert Appointment.objects.get(pk=made.pk).until < TODAY


def _place():
    from shuniu.kernel.models import Place

    return Place.objects.get(pk=CENTRE)


def test_a_contact_s_number_opens_to_who_says_why(on_the_day):
    organization = an_organization()
    contact = note_contact(organization, name="王敏", phone="13812345678", by=seat("worker"))
    page, address = browser("worker"), f"/organizations/contacts/{contact.pk}/phone/"
    own = page.get(f"/organizations/{organization.pk}/").content.decode()
    assert address in own
    assert "13812345678" not in own
    assert page.post(address, {"reason": ""}).status_code == 422
    assert not TrailEntry.objects.filter(kind="organizations.contact_looked").exists()
    shown = page.post(address, {"reason": "提醒年检"})
    assert "13812345678" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    entry = TrailEntry.objects.get(kind="organizations.contact_looked")
    assert (entry.noun_id, entry.facts["reason"]) == (organization.pk, "提醒年检")
    assert browser("officer").get(address).status_code == 403
