"""The volunteer station of the demo: the case's figures, and something for everybody to do. Asked by test_built.py."""

import json
from datetime import date, timedelta
from io import StringIO

from django.core.management import call_command

from demo.neighbourhood import CENTRE
from demo.station import OUTREACH, OUTREACH_TEAM, RETIRED_TEACHER, SHOP
from demo.tests.template import BUILT_AT
from shuniu.kernel.actor import system_actor
from shuniu.outcomes.queries import figures
from shuniu.volunteers.models import (
    ChangeNotice,
    CheckIn,
    Decision,
    HourClaim,
    HourEntry,
    Inquiry,
    Objection,
    Shift,
    Team,
    Volunteer,
)
from shuniu.volunteers.roster import shortages

HOUSE = system_actor(place=CENTRE, via="test", at=BUILT_AT)


def asked(first: date, last: date, point: int | None = None) -> dict:
    found = figures(first=first, last=last, actor=HOUSE, service_point=point)
    return {name: figure.value for name, figure in found.items() if name.startswith("volunteers.")}


class TheVolunteerStation:
    def test_1825_volunteers_in_52_teams(self):
        values = asked(date(2026, 1, 1), BUILT_AT.date())
        assert (values["volunteers.total"], values["volunteers.teams"]) == (1825, 52)
        assert Team.everything.filter(leader__isnull=True).count() == 0
        assert Team.everything.get(name=OUTREACH_TEAM).memberships.filter(until__isnull=True).count() == OUTREACH

    def test_one_service_point_logged_1320_person_times_and_3960_hours_in_2006(self):
        shop = HourEntry.everything.filter(service_point__name=SHOP).first().service_point_id
        values = asked(date(2006, 1, 1), date(2006, 12, 31), shop)
        assert values["volunteers.person_times"] == 1320
        assert values["volunteers.hours"] == 3960
        assert values["volunteers.workdays"] == 495
        assert values["volunteers.doubtful_hours_share"] == 0  # the director went through the book
        elsewhere = asked(date(2006, 1, 1), date(2006, 12, 31), shop + 1)
        assert (elsewhere["volunteers.person_times"], elsewhere["volunteers.hours"]) == (0, 0)

    def test_the_command_answers_for_the_service_point(self):
        out = StringIO()
        period = ("--from", "2006-01-01", "--to", "2006-12-31", "--service-point", SHOP)
        call_command("report", "outcomes", "--centre", str(CENTRE), *period, "--json", stdout=out)
        told = json.loads(out.getvalue())["indicators"]
        assert told["volunteers.workdays"] == {"value": 495, "unit": "workdays"}

    def test_a_year_with_doubts_objections_and_a_second_hand(self):
        values = asked(date(2026, 1, 1), BUILT_AT.date())
        assert 0 < values["volunteers.doubtful_hours_share"] < 0.1
        assert set(Objection.everything.values_list("state", flat=True)) == {"raised", "corrected"}
        assert set(HourClaim.everything.values_list("state", flat=True)) == {"waiting", "seconded", "refused"}
        assert set(Decision.everything.filter(outcome="doubtful").values_list("rule", flat=True)) >= {
            "daily",
            "late",
            "late_bulk",
        }
        assert CheckIn.everything.filter(answer="counted").exists()
        assert HourEntry.everything.filter(channel="check_in").exists()

    def test_shifts_to_come_some_of_which_lack_people(self):
        actor = system_actor(place=CENTRE, via="test", at=BUILT_AT)
        assert shortages(actor, days=14)
        coming = Shift.everything.filter(day__gte=BUILT_AT.date())
        assert coming.filter(day__gt=BUILT_AT.date() + timedelta(days=20)).exists()
        assert Volunteer.everything.filter(state="applied").count() == 2

    def test_one_pauses_and_what_was_refused_has_its_row(self):
        assert Volunteer.everything.filter(state="paused").count() == 1
        assert set(CheckIn.everything.exclude(answer="counted").values_list("answer", flat=True)) == {
            "duplicate",
            "forged",
        }
        refused = Decision.everything.filter(rule="consent", outcome="refused")
        assert [row.volunteer_id for row in refused] == [None]

    def test_one_volunteer_is_asked_about_doubtful_hours_and_nothing_follows(self):
        inquiry = Inquiry.everything.get()
        assert (inquiry.state, inquiry.entries.count()) == ("noticed", 3)
        assert not inquiry.bars_on(BUILT_AT.date())

    def test_notices_of_changed_posts_stand_at_every_turn_and_the_teacher_is_to_answer(self):
        states = set(ChangeNotice.everything.values_list("state", flat=True))
        assert states >= {"begun", "told", "heard", "kept", "left"}
        mine = ChangeNotice.everything.get(volunteer__person__name=RETIRED_TEACHER)
        assert (mine.state, mine.asks_agreement, mine.judgement) == ("begun", True, None)
