"""Figures are counted from their rows, open to them, and freeze."""

import io
import json

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from shuniu.kernel.models import Document
from shuniu.kernel.permissions import Refused
from shuniu.outcomes.actions import freeze_report
from shuniu.outcomes.frozen import digest_of
from shuniu.outcomes.indicators import INDICATORS, Period
from shuniu.outcomes.models import Report

pytestmark = pytest.mark.django_db
ASKED = {
    "groups.total", "groups.sports", "groups.culture", "groups.hobby", "groups.public_service", "groups.memberships",
    "groups.participants", "groups.aged_60_plus", "groups.aged_60_plus_share", "groups.branches",
    "groups.six_ones_done_share", "groups.who_what_where_known_share",
}  # fmt: skip


def test_the_command_prints_one_object(capsys):
    call_command("report", "outcomes", "--centre", "310107015000", "--to", "2026-11-23", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["centre"], told["from"], told["to"]) == ("310107015000", "2025-11-01", "2026-11-23")
    assert set(told["indicators"]) >= ASKED
    assert told["indicators"]["groups.total"] == {"value": 0, "unit": "groups"}
    assert told["indicators"]["groups.aged_60_plus_share"]["value"] is None


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_every_figure_opens_to_its_rows(client_as, name):
    assert client_as("director").get(reverse("outcomes:rows", args=[name])).status_code == 200


@pytest.mark.parametrize(
    "name", [n for n, each in INDICATORS.items() if each.unit in ("groups", "memberships", "branches")]
)
def test_a_count_is_the_number_of_its_rows(act, name):
    by = act("director")
    period = Period(by.today.replace(month=1, day=1), by.today, by)
    assert INDICATORS[name].value(period) == INDICATORS[name].rows(period).count()


def test_the_board(client_as):
    assert client_as("director").get("/outcomes/").status_code == 200
    assert client_as("leader", noun="groups.group", noun_id=1).get("/outcomes/").status_code == 403


def test_a_report_is_frozen_numbered_and_prints(client_as, act):
    by = act("director")
    report = freeze_report(title="十一月", first=by.today.replace(day=1), last=by.today, by=by)
    assert report.number == "CX-2026-001"
    assert Report.objects.visible_to(by).get().digest == digest_of(report.indicators)
    client = client_as("director")
    assert "十一月" in client.get(f"/outcomes/reports/{report.pk}/").content.decode()
    printed = client.get(f"/outcomes/reports/{report.pk}/pdf/")
    assert printed.content[:5] == b"%PDF-" or "SHA-256" in printed.content.decode()
    assert "SHA-256" in client.get(f"/outcomes/reports/{report.pk}/pdf/?as=page").content.decode()
    book = b"".join(client.get(f"/outcomes/reports/{report.pk}/xlsx/").streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(book)).active.max_row == len(INDICATORS) + 1
    token = Document.objects.unscoped(because="test").get().token
    assert "CX-2026-001" in client.get(f"/v/{token}/").content.decode()


def test_only_some_may_freeze(act):
    by = act("worker")
    with pytest.raises(Refused):
        freeze_report(title="x", first=by.today, last=by.today, by=by)
