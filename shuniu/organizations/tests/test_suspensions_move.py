"""What was suspended before suspensions were rows: moved forth with its history, and back without a loss."""

from datetime import date

import pytest

from shuniu.organizations.actions.directory import ask_for_change
from shuniu.organizations.actions.registering import record_life
from shuniu.organizations.models import ChangeRequest, Suspension
from shuniu.organizations.tests.cast import an_organization, seat
from tests.moving import moved

BEFORE = [("organizations", "0009_declarations_stay")]
AFTER = [("organizations", "0012_suspensions_stand_alone")]


def spans(of) -> list[tuple]:
    return list(Suspension.everything.filter(organization=of).order_by("since").values_list("since", "until"))


@pytest.mark.django_db(transaction=True)
def test_suspensions_go_back_into_their_column_and_forth_with_what_the_trail_tells():
    worker = seat("worker")
    resting, resumed = an_organization(), an_organization("复业服务社", number=2)
    for fact, day in (
        ("suspended_on", date(2024, 1, 10)),
        ("resumed_on", date(2024, 5, 1)),
        ("suspended_on", date(2026, 2, 1)),
    ):
        record_life(resting, fact=fact, on=day, by=worker)
    record_life(resumed, fact="suspended_on", on=date(2025, 3, 1), by=worker)
    record_life(resumed, fact="resumed_on", on=date(2025, 4, 1), by=worker)
    ask_for_change(resting, public_address="西康路1号", hours="每天", by=seat("contact", of=resting))
    stood = {one: spans(one) for one in (resting, resumed)}
    assert stood[resting] == [(date(2024, 1, 10), date(2024, 5, 1)), (date(2026, 2, 1), None)]
    try:
        old = moved(BEFORE)
        rows = old.get_model("organizations", "Organization").everything
        assert rows.get(pk=resting.pk).suspended_on == date(2026, 2, 1)
        assert rows.get(pk=resumed.pk).suspended_on is None
        asked = old.get_model("organizations", "ChangeRequest").everything.get()
        assert asked.proposed == {"address": "西康路1号", "hours": "每天"}
    finally:
        moved(AFTER)
    assert {one: spans(one) for one in (resting, resumed)} == stood
    assert ChangeRequest.everything.get().before == {"public_address": "", "hours": ""}
