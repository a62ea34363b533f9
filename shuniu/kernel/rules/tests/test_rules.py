"""A period that has begun is never rewritten; the nearest place wins; the calendar is kept before the year comes."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import translation

from shuniu.kernel.calendar import add_workdays
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.models import Code, DatedSetting, TrailEntry, Workday
from shuniu.kernel.permissions import ROLES, Refused
from shuniu.kernel.rules.actions import drop_day, end_code, end_value, keep_days, put_code, set_value, withdraw_value
from shuniu.kernel.rules.queries import setting_row, shown, year_without_holidays
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """Refusals are matched by their words."""
    with translation.override("en"):
        yield


TODAY = date(2026, 11, 23)
EVE = timedelta(days=1)
KEY, TABLE = "tests.days", "tests.kind"


@pytest.fixture
def rules():
    """What holds in the whole nation: five days, and a table of two mapped to a national one."""
    since = date(2020, 1, 1)
    DatedSetting.objects.create(place_id=0, key=KEY, value=5, source="nation", valid_from=since)
    for order, code in enumerate(["sports", "culture"]):
        Code.objects.create(place_id=0, table=TABLE, code=code, label=code, national="a", order=order, valid_from=since)
    Code.objects.create(place_id=0, table="tests.national", code="a", label="文体", valid_from=since)


@pytest.fixture
def director(act):
    return act("director", name="周建国")


def value(on, place=CENTRE):
    return setting(KEY, place=place, on=on)


class TestSettings:
    def test_a_new_value_ends_the_one_before_on_the_eve(self, rules, director):
        set_value(KEY, 7, since=TODAY, source="主任办公会", by=director)
        later = TODAY + timedelta(days=30)
        set_value(KEY, 9, since=later, source="街道通知", by=director)
        assert [value(TODAY - EVE), value(TODAY), value(later - EVE), value(later)] == [5, 7, 7, 9]
        assert value(later, place=NEIGHBOUR) == 5
        entry = TrailEntry.objects.filter(kind="kernel.setting_set").last()
        assert (entry.facts["before"], entry.facts["value"], entry.facts["since"]) == (7, 9, later.isoformat())

    def test_the_past_is_not_rewritten(self, rules, director):
        with pytest.raises(Refused, match="past"):
            set_value(KEY, 7, since=TODAY - EVE, source="x", by=director)
        row = set_value(KEY, 7, since=TODAY, source="x", by=director)
        with pytest.raises(Refused, match="begins on"):
            set_value(KEY, 8, since=TODAY, source="x", by=director)
        with pytest.raises(Refused, match="has begun"):
            withdraw_value(row, by=director)
        with pytest.raises(Refused, match="past"):
            end_value(row, until=TODAY - EVE, by=director)
        assert value(TODAY) == 7

    def test_a_coming_value_is_withdrawn_and_the_one_before_goes_on(self, rules, director):
        set_value(KEY, 7, since=TODAY, source="x", by=director)
        row = set_value(KEY, 9, since=TODAY + timedelta(days=9), source="x", by=director)
        withdraw_value(row, by=director)
        assert value(TODAY + timedelta(days=99)) == 7

    def test_after_the_own_value_the_place_above_decides(self, rules, director):
        row = set_value(KEY, 7, since=TODAY, source="x", by=director)
        end_value(row, until=TODAY + EVE, by=director)
        assert [value(TODAY + EVE), value(TODAY + 2 * EVE)] == [7, 5]
        row.refresh_from_db()
        with pytest.raises(Refused, match="without an end"):
            end_value(row, until=TODAY + 5 * EVE, by=director)

    def test_a_value_of_a_place_above_is_not_ended_here(self, rules, director):
        above = setting_row(KEY, place=CENTRE, on=TODAY)
        with pytest.raises(Refused, match="place above"):
            end_value(above, until=TODAY, by=director)

    def test_a_value_keeps_its_shape(self, rules, director):
        with pytest.raises(Refused, match="same kind"):
            set_value(KEY, "seven", since=TODAY, source="x", by=director)
        with pytest.raises(Refused, match="no such"):
            set_value("tests.nothing", 7, since=TODAY, source="x", by=director)

    @pytest.mark.parametrize("role", sorted(set(ROLES) - {"director"}))
    def test_only_the_director_sets(self, rules, act, role):
        with pytest.raises(Refused):
            set_value(KEY, 7, since=TODAY, source="x", by=act(role))

    @pytest.mark.parametrize(("value", "words"), [(5, "5"), (["a", "b"], "a、b"), ({"first": "full"}, "first: full")])
    def test_values_are_shown_in_words(self, value, words):
        assert shown(value) == words


class TestCodes:
    def labels(self, on, place=CENTRE):
        return [(c.code, c.label) for c in codes(TABLE, place=place, on=on)]

    def put(self, code, label, by, since=TODAY):
        return put_code(TABLE, code, label=label, label_en="", national="a", order=9, since=since, by=by)

    def test_the_first_own_entry_adopts_the_table(self, rules, director):
        self.put("dance", "舞蹈", director)
        assert self.labels(TODAY) == [("sports", "sports"), ("culture", "culture"), ("dance", "舞蹈")]
        assert self.labels(TODAY - EVE) == [("sports", "sports"), ("culture", "culture")]
        assert self.labels(TODAY, NEIGHBOUR) == [("sports", "sports"), ("culture", "culture")]
        assert TrailEntry.objects.get(kind="kernel.code_put").facts["adopted"] == 2

    def test_another_label_begins_on_a_day(self, rules, director):
        self.put("sports", "体育健身", director)
        later = TODAY + timedelta(days=40)
        self.put("sports", "体育", director, since=later)
        assert ("sports", "体育健身") in self.labels(later - EVE)
        assert ("sports", "体育") in self.labels(later)
        assert len(self.labels(later)) == 2

    def test_an_entry_ends_and_a_table_is_never_empty(self, rules, director):
        end_code(Code.objects.get(table=TABLE, code="culture"), until=TODAY, by=director)
        assert self.labels(TODAY + EVE) == [("sports", "sports")]
        own = Code.objects.get(table=TABLE, code="sports", place_id=CENTRE)
        with pytest.raises(Refused, match="one entry"):
            end_code(own, until=TODAY, by=director)

    def test_the_past_is_not_rewritten(self, rules, director):
        with pytest.raises(Refused, match="past"):
            self.put("dance", "舞蹈", director, since=TODAY - EVE)
        self.put("dance", "舞蹈", director)
        with pytest.raises(Refused, match="begins on"):
            self.put("dance", "跳舞", director)

    def test_a_table_nobody_keeps_is_not_made_here(self, rules, director):
        with pytest.raises(Refused, match="no such table"):
            put_code("tests.else", "a", label="a", label_en="", national="", order=1, since=TODAY, by=director)


class TestTheCalendar:
    def test_a_holiday_counts_in_time_limits(self, director):
        friday = date(2027, 2, 5)
        assert add_workdays(friday, 1) == date(2027, 2, 8)
        kept = keep_days(first=date(2027, 2, 6), last=date(2027, 2, 12), is_workday=False, name="春节", by=director)
        assert kept == 5  # its weekend is off anyway
        assert add_workdays(friday, 1) == date(2027, 2, 15)
        keep_days(first=date(2027, 2, 14), last=date(2027, 2, 14), is_workday=True, name="春节调休", by=director)
        assert add_workdays(friday, 1) == date(2027, 2, 14)
        assert TrailEntry.objects.filter(kind="kernel.workdays_kept", centre_id=0).count() == 2

    @pytest.mark.parametrize(
        ("first", "last", "reason"),
        [
            (TODAY - EVE, TODAY, "past"),
            (date(2027, 2, 12), date(2027, 2, 6), "first and a last"),
            (date(2027, 1, 1), date(2027, 12, 31), "month apart"),
            (date(2027, 2, 6), date(2027, 2, 7), "already"),
        ],
    )
    def test_days_that_make_no_sense_are_refused(self, director, first, last, reason):
        with pytest.raises(Refused, match=reason):
            keep_days(first=first, last=last, is_workday=False, name="x", by=director)

    def test_a_day_is_dropped_before_it_comes(self, director):
        keep_days(first=date(2027, 1, 1), last=date(2027, 1, 1), is_workday=False, name="元旦", by=director)
        drop_day(Workday.objects.get(day=date(2027, 1, 1)), by=director)
        assert not Workday.objects.filter(day__year=2027).exists()
        with pytest.raises(Refused, match="past"):
            drop_day(Workday.objects.get(day=date(2026, 10, 1)), by=director)

    @pytest.mark.parametrize(
        ("today", "year"),
        [(date(2026, 10, 31), None), (date(2026, 11, 1), 2027), (date(2027, 1, 5), 2027), (date(2026, 3, 1), None)],
    )
    def test_a_year_without_holidays_is_told(self, today, year):
        assert year_without_holidays(today) == year


# --- Pages ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def today(monkeypatch):
    """The pages' clock stands at the tests' day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def browser_of_director(client_as, rules, today):
    client = client_as("director")
    client.cookies["django_language"] = "en"
    return client


def test_a_value_is_set_on_its_page(browser_of_director):
    url = reverse("kernel:setting", args=[KEY])
    assert 'name="value" value="5"' in browser_of_director.get(url).content.decode()
    answer = browser_of_director.post(url, {"value": "7", "since": "2026-12-01", "source": "街道通知"}, follow=True)
    page = answer.content.decode()
    assert "coming" in page
    assert "街道通知" in page
    assert value(date(2026, 12, 1)) == 7
    again = browser_of_director.post(url, {"value": "8", "since": "2026-11-30", "source": "x"})
    assert again.status_code == 422
    assert "A period begins on 2026-12-01 already" in again.content.decode()
    coming = DatedSetting.objects.get(place_id=CENTRE)
    browser_of_director.post(reverse("kernel:withdraw_value", args=[coming.pk]))
    assert value(date(2026, 12, 1)) == 5


@pytest.mark.parametrize(
    ("current", "typed", "kept"),
    [
        (["leader"], "leader\nvenue\n", ["leader", "venue"]),
        ({"first": "full"}, '{"first": "notice"}', {"first": "notice"}),
        ("{place}备", "{place}案", "{place}案"),
        (True, "false", False),
    ],
)
def test_a_value_of_any_shape_is_typed(browser_of_director, current, typed, kept):
    DatedSetting.objects.create(place_id=0, key="tests.shape", value=current, valid_from=date(2020, 1, 1))
    url = reverse("kernel:setting", args=["tests.shape"])
    assert browser_of_director.get(url).status_code == 200
    browser_of_director.post(url, {"value": typed, "since": "2026-11-23", "source": "x"})
    assert setting("tests.shape", place=CENTRE, on=TODAY) == kept


@pytest.mark.parametrize("typed", ["{", "[]", '{"other": "full"}'])
def test_an_object_keeps_its_names(browser_of_director, typed):
    row = DatedSetting.objects.create(place_id=0, key="tests.x", value={"first": "a"}, valid_from=date(2020, 1, 1))
    url = reverse("kernel:setting", args=[row.key])
    assert browser_of_director.post(url, {"value": typed, "since": "2026-11-23", "source": "x"}).status_code == 422


def test_a_code_is_added_relabelled_and_ended(browser_of_director):
    new = reverse("kernel:new_code", args=[TABLE])
    told = {"code": "dance", "label": "舞蹈", "national": "a", "order": "3", "since": "2026-11-23"}
    assert browser_of_director.post(new, {**told, "national": ""}).status_code == 422  # the mapping is asked for
    assert browser_of_director.post(new, told).status_code == 302
    listed = browser_of_director.get(f"{reverse('kernel:codes')}?table={TABLE}&now=1").content.decode()
    assert "舞蹈" in listed
    row = Code.objects.get(code="dance")
    page = reverse("kernel:code", args=[row.pk])
    browser_of_director.post(page, {**told, "code": "other", "label": "广场舞", "since": "2026-12-01"})
    assert [c.label for c in codes(TABLE, place=CENTRE, on=date(2026, 12, 1))][-1] == "广场舞"
    relabelled = Code.objects.get(label="广场舞")
    assert relabelled.code == "dance"
    end = reverse("kernel:end_code", args=[relabelled.pk])
    assert browser_of_director.post(end, {"until": "2026-12-31"}).status_code == 302
    assert browser_of_director.get(reverse("kernel:new_code", args=["tests.national"])).status_code == 404


def test_the_calendar_tells_what_is_missing_and_takes_it(browser_of_director):
    url = reverse("kernel:workdays")
    assert "no holidays for 2027 yet" in browser_of_director.get(url).content.decode()
    told = {"name": "元旦", "is_workday": "no", "first": "2027-01-01", "last": "2027-01-03"}
    assert browser_of_director.post(reverse("kernel:new_workdays"), told).status_code == 302
    page = browser_of_director.get(url).content.decode()
    assert "no holidays for 2027" not in page
    day = reverse("kernel:workday", args=["2027-01-01"])
    assert day in page
    assert browser_of_director.get(day).status_code == 200
    assert browser_of_director.post(day).status_code == 302
    assert browser_of_director.get(reverse("kernel:workday", args=["nonsense"])).status_code == 404


def test_a_place_is_asked_for_what_it_alone_can_say_until_it_has_said_it(browser_of_director):
    """A telephone of the whole nation is none; it would stand so on papers and public pages."""
    phones = [reverse("kernel:setting", args=[key]) for key in ("groups.centre.phone", "casework.centre.phone")]
    waits = browser_of_director.get("/").content.decode()
    assert all(url in waits for url in phones)
    said = {"value": "021-54000001", "since": "2026-11-23", "source": "服务中心"}
    assert browser_of_director.post(phones[0], said).status_code == 302
    waits = browser_of_director.get("/").content.decode()
    assert [url in waits for url in phones] == [False, True]


@pytest.mark.parametrize("page", ["settings", "codes", "workdays", "new_workdays"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_the_director_comes_in(client_as, page, role):
    assert client_as(role).get(reverse(f"kernel:{page}")).status_code == (200 if role == "director" else 403)


def test_the_calendar_is_turned_page_by_page(browser_of_director, monkeypatch):
    """The key of its rows is a day."""
    url, seen = reverse("kernel:workdays"), set()
    monkeypatch.setattr("shuniu.kernel.rules.lists.Workdays.per_page", 30)
    while url:
        page = unescape(browser_of_director.get(url).content.decode())
        seen |= set(re.findall(r">(\d{4}-\d\d-\d\d) ", page))
        following = re.search(r'rel="next" href="([^"]+)"', page)
        url = following and following[1]
    assert seen == {day.isoformat() for day in Workday.objects.values_list("day", flat=True)}
    assert len(seen) > 60
