"""Kinds and referrals of before there were versions and answers: what the migration fills, holds, and takes back."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from tests.cast import CENTRE, NEIGHBOUR, NOW
from tests.moving import moved, taken_back

BEFORE = [("casework", "0012_leaving_the_list")]
AFTER = [("casework", "0016_versions_of_one_day")]
SINCE = datetime(2026, 3, 18, 6, 0, tzinfo=UTC)  # two in the afternoon in Shanghai, long before the tests' day


def rows(apps, name):
    return apps.get_model("casework", name)._base_manager


def a_kind(apps, code: str, year: int, *, centre: int = CENTRE, **more):
    told = {"centre_id": centre, "code": code, "name": f"{code}{year}", "limit_days": 5, "steps": []}
    return rows(apps, "CaseType").create(**told, valid_from=date(year, 1, 1), **more)


def referred(apps, kind, number: str, state: str, **ended):
    """A case of before in some state, and the referral it was given."""
    menu, _new = rows(apps, "Service").get_or_create(
        centre_id=CENTRE, case_type=kind, code="x", name="x", offered_from=date(2020, 1, 1)
    )
    case = rows(apps, "Case").create(
        centre_id=CENTRE, service=menu, case_type=kind, secrecy="open", number=number, intake_key=number,
        channel="window", taken_in_at=NOW, state=state, state_since=SINCE,
    )  # fmt: skip
    rows(apps, "Referral").create(
        centre_id=CENTRE, case=case, to_name="爱心社", reason="送餐", sent_on=date(2026, 3, 1), **ended
    )


@pytest.fixture
def old(transactional_db):
    """The program as it was before the migration."""
    return taken_back(BEFORE)


def test_what_was_written_down_twice_becomes_versions_in_their_order_and_goes_back_whole(old):
    for year in (2024, 2020, 2022):  # not in the order of their days
        a_kind(old, "agency", year)
    a_kind(old, "advice", 2021)
    a_kind(old, "agency", 2023, centre=NEIGHBOUR)
    told = list(rows(old, "CaseType").order_by("pk").values())
    apps = moved(AFTER)
    found = rows(apps, "CaseType").order_by("centre_id", "code", "version").values_list("centre_id", "name", "version")
    assert list(found) == [
        (NEIGHBOUR, "agency2023", 1),
        (CENTRE, "advice2021", 1),
        (CENTRE, "agency2020", 1),
        (CENTRE, "agency2022", 2),
        (CENTRE, "agency2024", 3),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        a_kind(apps, "agency", 2025, version=3)
    assert list(rows(moved(BEFORE), "CaseType").order_by("pk").values()) == told


def test_a_referral_left_behind_by_its_case_was_called_off_the_day_the_case_moved_on(old):
    kind, day = a_kind(old, "agency", 2020), date(2026, 3, 5)
    referred(old, kind, "waits", "referred")
    referred(old, kind, "withdrawn", "withdrawn")
    referred(old, kind, "accepted", "in_hand", accepted_on=day)
    referred(old, kind, "refused", "in_hand", refused_on=day, refused_because="人手不够")
    referred(old, kind, "done", "closed", accepted_on=day, result_on=day)
    told = list(rows(old, "Referral").order_by("pk").values())
    apps = moved(AFTER)
    assert dict(rows(apps, "Referral").values_list("case__number", "called_off_on")) == {
        "waits": None, "withdrawn": date(2026, 3, 18), "accepted": date(2026, 3, 18), "refused": None, "done": None,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        rows(apps, "Referral").filter(case__number="done").update(called_off_on=day)
    assert list(rows(moved(BEFORE), "Referral").order_by("pk").values()) == told


def test_versions_of_one_day_go_back_to_days_of_their_own(old):
    apps = moved(AFTER)
    for version in (1, 2, 3):
        a_kind(apps, "agency", 2024, version=version)
    back = rows(moved(BEFORE), "CaseType").order_by("valid_from").values_list("valid_from", flat=True)
    assert list(back) == [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)]
