"""The figures of the outreach patrols come out exactly, and certificates stand in every state."""

from datetime import date

import pytest

from demo.neighbourhood import CENTRE
from shuniu.kernel.actor import system_actor
from shuniu.kernel.signing import verify
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.volunteers.models import Certificate, Encounter, HandOver, MinorReport, Patrol, PatrolFigures, PatrolMember
from demo.tests.fixtures import BUILT_AT

pytestmark = pytest.mark.usefixtures("built")


def test_fifty_volunteers_walked_eleven_hundred_times():
    by = system_actor(place=CENTRE, via="command", at=BUILT_AT)
    year = Period(date(BUILT_AT.year - 1, 1, 1), BUILT_AT.date(), by)
    told = {name: INDICATORS[name].value(year) for name in INDICATORS if name.startswith("patrols.")}
    assert told == {"patrols.person_times": 1112, "patrols.leaflets": 2000, "patrols.handovers": 200}
    assert PatrolMember.everything.values("volunteer").distinct().count() == 50
    assert Patrol.everything.count() == 278


def test_what_is_older_than_a_year_is_numbers_only():
    kept = PatrolFigures.everything.all()
    assert kept
    assert HandOver.everything.count() + sum(row.handovers for row in kept) == 200
    assert not Encounter.everything.filter(delete_on__lt=BUILT_AT.date()).exists()
    assert sorted(MinorReport.everything.values_list("state", flat=True)) == ["closed", "open"]


def test_certificates_stand_in_every_state():
    from shuniu.volunteers.certificate_workflow import CERTIFICATE

    assert set(Certificate.everything.values_list("state", flat=True)) == set(CERTIFICATE.by_state)
    for certificate in Certificate.everything.filter(number__isnull=False):
        assert verify(certificate.signed, purpose="C").lines[0] == certificate.number
