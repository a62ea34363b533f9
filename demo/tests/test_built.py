"""What stands in the register once the demo is built, on either engine."""

from collections import Counter
from datetime import date

from django.db.models import Count, Sum
from django.test import TestCase

from demo.build import BUILT_ALREADY, build, what_stands_here
from demo.chapters.venues import CLASSROOM, STAGE
from demo.neighbourhood import CENTRE, YEJIAZHAI
from demo.plan import TAI_CHI
from demo.tests.of_outreach import OutreachAndCertificates
from demo.tests.of_the_station import TheVolunteerStation
from demo.tests.of_the_trail import TheTrail
from demo.tests.template import BUILT_AT
from shuniu.activities.models import (
    Certificate,
    Course,
    Judgement,
    Lesson,
    Publicity,
    RetentionCheck,
    Session,
    Stand,
)
from shuniu.activities.public import holders_of_several
from shuniu.casework.public import Case, Service
from shuniu.groups.models import Branch, Excuse, Filing, Group, MonthlyReturn, VenuePermit
from shuniu.groups.queries import groups_on
from shuniu.groups.waiting import filings_waiting_for
from shuniu.groups.workflow import FILING
from shuniu.kernel.actor import Actor, system_actor
from shuniu.kernel.models import Appointment, Batch, TrailEntry
from shuniu.kernel.permissions import ROLES
from shuniu.kernel.signin.seat import actor_in
from shuniu.kernel.trail import verify_trail
from shuniu.organizations.public import Inspection
from shuniu.organizations.queries import change_requests_waiting_for
from shuniu.organizations.workflow import INSPECTION
from shuniu.outcomes.models import Report
from shuniu.outcomes.queries import figures
from shuniu.people.models import Duplicate, Erasure
from shuniu.people.queries import duplicates_open, erasures_waiting_for
from shuniu.venues.account import Account
from shuniu.venues.models import Application, Booking, Offer, Round, Telling, Venue
from shuniu.venues.results import to_be_told


def cast(name: str) -> Actor:
    seat = Appointment.objects.select_related("user").get(user__name=name)
    return actor_in(seat, at=BUILT_AT, via="page")


class TheBuiltDemo(TheVolunteerStation, OutreachAndCertificates, TheTrail, TestCase):
    """Built once for all that is asked of it, in a transaction that is rolled back in the end."""

    @classmethod
    def setUpTestData(cls):
        build(at=BUILT_AT, day=BUILT_AT.date())

    def test_the_figures_of_the_case(self):
        house = system_actor(place=CENTRE, via="test", at=BUILT_AT)
        values = {n: f.value for n, f in figures(first=date(2026, 1, 1), last=BUILT_AT.date(), actor=house).items()}
        expected = {
            "groups.total": 193,
            "groups.sports": 94,
            "groups.culture": 67,
            "groups.hobby": 21,
            "groups.public_service": 11,
            "groups.memberships": 4037,
            "groups.participants": 3862,
            "groups.aged_60_plus": 2397,
            "groups.aged_60_plus_share": 0.593758,
            "groups.branches": 10,
            "organizations.total": 95,
            "organizations.private_non_enterprise": 53,
            "organizations.inspected_on_time": 53,
            "organizations.settled": 53,
            "casework.adoption_assessments": 7,
            "casework.day_care_rooms": 4,
            "casework.day_care_places_taken": 124,
            "publicity.panels": 35,
            "publicity.leaflets": 5000,
            "publicity.shows": 12,
            "courses.trainees": 55,
            "courses.certificates": 20,
            "courses.double_certificates": 10,
            "courses.placed": 6,
        }
        assert {name: values[name] for name in expected} == expected
        assert 0.88 < values["groups.six_ones_done_share"] < 0.96
        assert 0.8 < values["groups.who_what_where_known_share"] < 1

    def test_the_window_s_year(self):
        worker, assessor = cast("陈晓燕"), cast("宋佳")
        found = Case.objects.visible_to(worker)
        assert {"in_hand", "closed"} <= set(found.values_list("state", flat=True))
        assert not found.filter(service__code="adoption").exists()
        assert Case.objects.visible_to(assessor).filter(service__code="adoption").count() == 8
        assert not Case.objects.visible_to(cast("周建国")).filter(service__code="adoption").exists()
        assert Service.objects.visible_to(worker).count() == 8

    def test_the_courses_and_the_fair_of_the_case(self):
        sizes = dict(Course.everything.values_list("kind").annotate(many=Count("trainees")))
        assert sizes == {"computer": 20, "handicraft": 35}
        held, to_come = Stand.everything.filter(arrived__isnull=False), Stand.everything.filter(arrived=None)
        assert (held.count(), held.filter(arrived=True).count(), to_come.count()) == (40, 39, 0)
        computer = Certificate.everything.filter(trainee__course__kind="computer")
        assert Counter(computer.values_list("kind", flat=True)) == {"computer": 10, "assistance": 10}
        assert holders_of_several(computer).count() == 10
        assert not Certificate.everything.exclude(pk__in=computer).exists()
        checks = Counter(RetentionCheck.everything.values_list("after_days", "answer"))
        assert checks == {(30, "at_work"): 6, (90, "at_work"): 4, (90, "left"): 1}
        assert Judgement.everything.filter(rule="crowd.permit", outcome="due").exists()

    def test_the_show_and_the_lessons_have_their_times_in_the_places_of_the_centre(self):
        shows = Session.everything.filter(activity__kind="show")
        assert (shows.count(), Lesson.everything.count()) == (43, 18)
        elsewhere = Lesson.everything.filter(place_hold="")
        assert {lesson.course.kind for lesson in elsewhere} == {
            "handicraft"
        }  # a course that moved out of the centre's rooms
        receipts = {
            *shows.values_list("place_hold", flat=True),
            *Lesson.everything.exclude(place_hold="").values_list("place_hold", flat=True),
        }
        kept = Booking.everything.filter(pk__in=receipts, cancelled_at=None, released_at=None)
        assert Counter(kept.values_list("space__venue__name", flat=True)) == {
            STAGE: 43,
            CLASSROOM: 18 - elsewhere.count(),
        }
        assert not kept.filter(day__lt=BUILT_AT.date(), checked_in_at=None).exists()

    def test_the_publicity_log_holds_its_pieces_sheets_and_times(self):
        counted = dict(Publicity.everything.values_list("kind").annotate(total=Sum("count")))
        assert counted == {"panel": 35, "leaflet": 5000, "show": 12}
        assert Publicity.everything.filter(corrects__isnull=False).count() == 1

    def test_every_state_and_every_kind_of_filing_is_there(self):
        found = Counter(Filing.everything.values_list("state", flat=True))
        assert set(found) == set(FILING.by_state)
        assert set(Filing.everything.values_list("kind", flat=True)) == set(Filing.Kind.values)

    def test_the_live_inspection_stands_in_every_state(self):
        live = Inspection.everything.filter(cycle__registry_by__gt=BUILT_AT.date())
        assert set(live.values_list("state", flat=True)) == set(INSPECTION.by_state)
        assert change_requests_waiting_for(cast("陈晓燕")).count() == 1

    def test_every_role_has_somebody_in_it(self):
        assert set(Appointment.objects.values_list("role", flat=True)) == set(ROLES)

    def test_work_waits_for_each_of_the_cast(self):
        assert filings_waiting_for(cast("林秀珍")).filter(group__place_id=YEJIAZHAI).count() >= 2
        reviews = filings_waiting_for(cast("赵明"))
        assert reviews.count() >= 3
        assert reviews.filter(due_on__lt=BUILT_AT.date()).count() == 1
        assert duplicates_open(cast("陈晓燕")) >= 3
        assert Batch.objects.visible_to(cast("陈晓燕")).filter(state=Batch.State.WAITING).count() == 1
        assert erasures_waiting_for(cast("周建国")).count() == 1
        assert not erasures_waiting_for(cast("赵明")).exists()  # has signed
        assert filings_waiting_for(cast("李桂芳")).filter(state="returned").count() == 1
        assert TrailEntry.objects.filter(kind="people.looked").count() > 20

    def test_last_month_s_return_of_the_tai_chi_group_is_still_to_be_filed(self):
        months = MonthlyReturn.everything.filter(group__name=TAI_CHI).values_list("month", flat=True)
        assert date(2026, 9, 1) in months
        assert date(2026, 10, 1) not in months

    def test_twelve_months_of_returns_with_gaps(self):
        by_month = Counter(MonthlyReturn.everything.values_list("month", flat=True))
        assert len(by_month) == 12
        assert all(160 < count < Group.everything.count() for count in by_month.values())
        assert Excuse.everything.count() > 10
        assert VenuePermit.everything.filter(valid_until__lt=BUILT_AT.date(), renewals=None).exists()

    def test_the_trail_is_whole_and_in_the_order_of_time(self):
        assert verify_trail() == []
        moments = list(TrailEntry.objects.order_by("id").values_list("at", flat=True))
        assert moments == sorted(moments)

    def test_a_season_round_of_all_groups_is_finished_and_compared_with_the_last(self):
        last, now, coming = Round.everything.order_by("first")
        assert coming.allocated_at is None
        account = Account(now)
        wished = {each.application.group_id: each.application.handed_in_at for each in account.served}
        stood = groups_on(max(wished.values()).date(), cast("周建国")).values_list("pk", flat=True)
        assert set(wished) == set(stood)  # whoever was there then; three groups were founded since
        assert len(wished) == groups_on(BUILT_AT.date(), cast("周建国")).count() - 3 == 190
        assert len(account.served) == Application.everything.filter(round=now, withdrawn_at=None).count()
        assert len(account.served) > 180
        assert account.last_round == last
        assert len(account.overrides) == len(account.objections) == 1
        assert {each.outcome for each in account.judgements} >= {"granted", "taken"}
        assert len(account.grants) == sum(each.granted for each in account.served)
        assert Booking.everything.filter(checked_in_at__isnull=False).count() > 2_000

    def test_about_a_third_of_the_groups_wish_on_their_phones_and_the_others_are_told_on_paper(self):
        for round_ in Round.everything.all():
            by = Counter(Application.everything.filter(round=round_).values_list("channel", flat=True))
            assert set(by) == {"phone", "paper"}
            assert 0.2 < by["phone"] / by.total() < 0.4
        now = Round.everything.get(opened_at__isnull=False)
        phones = Application.everything.filter(round=now, channel="phone").values("group_id")
        season = Booking.everything.filter(series__origin="season", refused="")
        assert set(season.filter(group__in=phones).values_list("on_paper", flat=True)) == {False}
        assert set(season.exclude(group__in=phones).values_list("on_paper", flat=True)) == {True}
        told = Counter(Telling.everything.filter(round=now).values_list("how", flat=True))
        assert told["letter"] > told["phone"] > 0
        paper = set(Application.everything.filter(round=now, channel="paper").values_list("group_id", flat=True))
        reached = set(Telling.everything.filter(round=now).values_list("group_id", flat=True))
        waiting = set(to_be_told(now, cast("陈晓燕")).values_list("group_id", flat=True))
        assert paper - reached == paper & waiting
        assert waiting

    def test_organizations_lend_rooms_and_one_more_is_offered(self):
        offers = Offer.everything.order_by("pk")
        assert [(each.channel, each.venue_id is not None) for each in offers] == [
            ("account", True), ("paper", True), ("account", False),
        ]  # fmt: skip
        assert Venue.everything.filter(organization__isnull=False).exclude(terms="").count() == 2

    def test_the_rest_of_the_year(self):
        assert Branch.everything.count() == 10
        assert Report.everything.count() >= 3
        assert Erasure.everything.get().state == "asked"
        assert set(Duplicate.everything.values_list("verdict", flat=True)) == {"open", "same", "different"}
        assert what_stands_here() == BUILT_ALREADY
