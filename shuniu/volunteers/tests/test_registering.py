"""Becoming a volunteer: real names, a number, the guardian's consent."""

from dataclasses import replace
from datetime import date

import pytest

from shuniu.kernel.permissions import Refused
from shuniu.kernel.trail import of_thing
from shuniu.people.public import Person, record_person
from shuniu.volunteers.actions.conditions import withdraw_guardians_consent
from shuniu.volunteers.actions.registering import Offer, accept_volunteer, apply_as_volunteer
from shuniu.volunteers.models import Decision, Volunteer
from shuniu.volunteers.tests.cast import CENTRE, COMMITTEE, a_consent, a_person, a_volunteer, an_applicant, seat

pytestmark = pytest.mark.django_db


def test_an_applicant_has_no_number_until_accepted():
    applicant = an_applicant(offer=Offer(skill=("teaching",), service=("tutoring",)))
    assert applicant.number is None
    assert set(applicant.traits.values_list("table", "code")) == {
        ("volunteers.skill", "teaching"),
        ("volunteers.service", "tutoring"),
    }
    accept_volunteer(applicant, by=seat("worker"))
    assert applicant.number == "ZY310107015000001"


def test_nobody_is_a_volunteer_twice():
    volunteer = a_volunteer()
    with pytest.raises(Refused):
        apply_as_volunteer(
            Person.everything.get(pk=volunteer.person_id),
            Offer(),
            place_id=COMMITTEE,
            channel="paper",
            by=seat("worker"),
        )
    assert Volunteer.everything.count() == 1


def test_a_minor_without_consent_is_refused_in_a_row_and_nothing_else_is_written():
    assert an_applicant("周小宁", born=date(2011, 5, 1)) is None
    kept = Decision.everything.get()
    assert (kept.rule, kept.outcome, kept.numbers, kept.volunteer_id) == ("consent", "refused", {"limit": 18}, None)
    assert "guardian" in kept.sentence
    assert (Volunteer.everything.count(), Person.everything.count()) == (0, 0)
    assert of_thing(kept)[0].kind == "volunteers.not_registered"


def test_a_minor_with_consent_is_registered_together_with_it():
    minor = an_applicant("周小宁", born=date(2011, 5, 1), consent=a_consent())
    assert minor.guardianconsents.get().relation == "father"
    assert accept_volunteer(minor, by=seat("worker")).volunteer.state == "active"
    assert not Decision.everything.exists()


def test_a_minor_of_the_register_applies_with_consent_only():
    grown = {"place_id": COMMITTEE, "channel": "paper", "by": seat("worker")}
    person = record_person(
        a_person("周小宁", date(2011, 5, 1)), centre_id=CENTRE, by=replace(seat("worker"), permissions={"people.edit"})
    )
    assert apply_as_volunteer(person, Offer(), **grown).refusal.outcome == "refused"
    assert apply_as_volunteer(person, Offer(), consent=a_consent(), **grown).volunteer.state == "applied"


def test_a_minor_whose_guardian_withdrew_is_not_accepted_and_the_row_says_so():
    minor = an_applicant("周小宁", born=date(2011, 5, 1), consent=a_consent())
    withdraw_guardians_consent(minor.guardianconsents.get(), by=seat("worker"))
    answer = accept_volunteer(minor, by=seat("worker"))
    assert (answer.volunteer, answer.refusal.volunteer_id, answer.refusal.rule) == (None, minor.pk, "consent")
    minor.refresh_from_db()
    assert (minor.state, minor.number) == ("applied", None)


def test_somebody_of_unknown_age_is_not_accepted_unasked():
    answer = accept_volunteer(an_applicant("周小宁", born=None), by=seat("worker"))
    assert (answer.refusal.outcome, answer.volunteer) == ("too_little", None)
    assert "birth date" in answer.refusal.sentence
