"""The figures of the outreach patrols come out exactly, and certificates stand in every state. Asked by test_built.py."""

from datetime import date

from demo.neighbourhood import CENTRE
from demo.tests.template import BUILT_AT
from shuniu.kernel.actor import system_actor
from shuniu.kernel.signing import verify
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.outcomes.queries import figures
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.models import (
    Certificate,
    Encounter,
    HandOver,
    MinorReport,
    Patrol,
    PatrolFigures,
    PatrolMember,
    PatrolRoute,
)

HOUSE = system_actor(place=CENTRE, via="test", at=BUILT_AT)


class OutreachAndCertificates:
    def test_fifty_volunteers_walked_eleven_hundred_times(self):
        by = system_actor(place=CENTRE, via="command", at=BUILT_AT)
        year = Period(date(BUILT_AT.year - 1, 1, 1), BUILT_AT.date(), by)
        told = {name: each.value(year) for name, each in INDICATORS.items() if name.startswith("patrols.")}
        assert told == {"patrols.person_times": 1112, "patrols.leaflets": 2000, "patrols.handovers": 200}
        assert PatrolMember.everything.values("volunteer").distinct().count() == 50
        assert Patrol.everything.count() == 278

    def test_figures_of_a_place_count_the_routes_that_set_out_there(self):
        first, last = date(BUILT_AT.year - 1, 1, 1), BUILT_AT.date()
        points = [route.service_point for route in PatrolRoute.everything.order_by("pk") if route.service_point]
        assert [point.name for point in points] == ["长寿公园志愿服务亭", "党群服务站"]
        for point in points:
            found = figures(first=first, last=last, actor=HOUSE, service_point=point.pk)
            walked = Patrol.everything.filter(route__service_point=point)
            assert (
                found["patrols.person_times"].value == PatrolMember.everything.filter(patrol__in=walked).count() > 200
            )
            assert found["patrols.leaflets"].value == sum(walked.values_list("leaflets", flat=True)) > 400

    def test_what_is_older_than_a_year_is_numbers_only(self):
        kept = list(PatrolFigures.everything.all())
        assert kept
        assert HandOver.everything.count() + sum(row.handovers for row in kept) == 200
        assert not Encounter.everything.filter(delete_on__lt=BUILT_AT.date()).exists()
        reports = [(each.state, each.patrol_id is None) for each in MinorReport.everything.all()]
        assert sorted(reports) == [
            ("closed", False),
            ("closed", True),
            ("open", False),
        ]  # one by telephone, of no patrol

    def test_certificates_stand_in_every_state(self):
        assert set(Certificate.everything.values_list("state", flat=True)) == set(CERTIFICATE.by_state)
        for certificate in Certificate.everything.filter(number__isnull=False):
            assert verify(certificate.signed, purpose="C").lines[0] == certificate.number
