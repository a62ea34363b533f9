"""Becoming a volunteer: real names, a number, the guardian's consent."""

from datetime import date

import pytest

from shuniu.kernel.permissions import Refused
from shuniu.people.public import Person
from shuniu.volunteers.actions.registering import Offer, accept_volunteer, apply_as_volunteer
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.tests.cast import COMMITTEE, a_volunteer, an_applicant, seat

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


def test_a_minor_is_not_accepted_without_a_guardians_consent():
    minor = an_applicant("周小宁", born=date(2011, 5, 1))
    with pytest.raises(Refused, match="guardian"):
        accept_volunteer(minor, by=seat("worker"))


def test_somebody_of_unknown_age_is_not_accepted_unasked():
    with pytest.raises(Refused, match="birth date"):
        accept_volunteer(an_applicant("周小宁", born=None), by=seat("worker"))
