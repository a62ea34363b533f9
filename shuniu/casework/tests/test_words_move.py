"""Rows of before: what stood in plain columns is under seal once the migrations ran, and comes back when they are undone."""

from datetime import date

import pytest

from shuniu.kernel.sealing.sealer import unseal
from tests.cast import CENTRE, NOW
from tests.moving import moved, taken_back

BEFORE, AFTER = [("casework", "0006_advice")], [("casework", "0009_reasons_under_seal")]


def cases_of_before(apps) -> dict:
    """An open case, one that was forgotten and a sealed one, each with a step, a referral and a reason to open it again."""
    get = apps.get_model
    kind = get("casework", "CaseType")._base_manager.create(
        centre_id=CENTRE, code="x", name="x", limit_days=5, steps=[], valid_from=date(2020, 1, 1)
    )
    menu = get("casework", "Service")._base_manager.create(
        centre_id=CENTRE, case_type=kind, code="x", name="x", offered_from=date(2020, 1, 1)
    )
    made = {}
    for name, secrecy, forgotten in (
        ("open", "open", None),
        ("gone", "open", date(2026, 1, 1)),
        ("sealed", "assessors", None),
    ):
        case = get("casework", "Case")._base_manager.create(
            centre_id=CENTRE, service=menu, case_type=kind, secrecy=secrecy, number=name, intake_key=name, channel="window",
            taken_in_at=NOW, state="in_hand", state_since=NOW, forgotten_on=forgotten,
        )  # fmt: skip
        get("casework", "StepDone")._base_manager.create(
            centre_id=CENTRE, case=case, step="a", done_on=NOW.date(), name="陈晓燕", out_of_order_because="家人病重"
        )
        get("casework", "Referral")._base_manager.create(
            centre_id=CENTRE, case=case, to_name="儿童医院", to_contact="李医生", sent_on=NOW.date()
        )
        get("kernel", "StepTaken")._base_manager.create(
            centre_id=CENTRE, noun="casework.case", noun_id=case.pk, turn=0, step="reopen", source="closed",
            target="in_hand", name="周建国", role="director", via="page", at=NOW, reason="其子欠债",
        )  # fmt: skip
        made[name] = case.pk
    return made


@pytest.mark.django_db(transaction=True)
def test_words_of_before_move_under_seal_and_back():
    made = cases_of_before(taken_back(BEFORE))
    apps = moved(AFTER)
    steps = {s.case.number: s for s in apps.get_model("casework", "StepDone")._base_manager.select_related("case")}
    sent = {r.case.number: r for r in apps.get_model("casework", "Referral")._base_manager.select_related("case")}
    because = {
        number: step.because and unseal(step.because, "casework.stepdone.because", CENTRE)
        for number, step in steps.items()
    }
    assert because == {"open": "家人病重", "gone": None, "sealed": "家人病重"}
    assert steps["gone"].forgotten_on == date(2026, 1, 1)
    assert unseal(sent["sealed"].sealed_to, "casework.referral.sealed_to", CENTRE) == "儿童医院\n李医生"
    plain = {number: (row.to_name, row.to_contact) for number, row in sent.items()}
    assert plain == {"open": ("儿童医院", "李医生"), "gone": ("儿童医院", ""), "sealed": ("", "")}
    taken = apps.get_model("kernel", "StepTaken")._base_manager.filter(noun_id__in=made.values())
    assert set(taken.values_list("reason", flat=True)) == {""}
    back = moved(BEFORE)
    rows = back.get_model("casework", "StepDone")._base_manager.order_by("case__number")
    assert list(rows.values_list("out_of_order_because", flat=True)) == ["", "家人病重", "家人病重"]
    assert back.get_model("casework", "Referral")._base_manager.get(case__number="sealed").to_contact == "李医生"


@pytest.mark.django_db(transaction=True)
def test_names_of_before_in_sealed_cases_move_under_seal_and_back():
    before, after = [("casework", "0009_reasons_under_seal")], [("casework", "0010_sealed_names")]
    cases_of_before(taken_back(BEFORE))
    apps = moved(before)
    for case in apps.get_model("casework", "Case")._base_manager.all():
        told = {"centre_id": CENTRE, "case": case}
        apps.get_model("casework", "Note")._base_manager.create(
            **told, kind="danger", reported_to="派出所", written_at=NOW, written_by="陈晓燕"
        )
        apps.get_model("casework", "CustodyItem")._base_manager.create(
            **told, name="户口簿", taken_on=NOW.date(), taken_by="陈晓燕"
        )
    apps = moved(after)
    notes = {n.case.number: n for n in apps.get_model("casework", "Note")._base_manager.select_related("case")}
    items = {i.case.number: i for i in apps.get_model("casework", "CustodyItem")._base_manager.select_related("case")}
    assert {number: note.reported_to for number, note in notes.items()} == {
        "open": "派出所", "gone": "派出所", "sealed": "–"
    }  # fmt: skip
    assert unseal(notes["sealed"].sealed_to, "casework.note.sealed_to", CENTRE) == "派出所"
    assert (items["sealed"].name, items["open"].name) == ("", "户口簿")
    back = moved(before)
    assert set(back.get_model("casework", "CustodyItem")._base_manager.values_list("name", flat=True)) == {"户口簿"}
    assert set(back.get_model("casework", "Note")._base_manager.values_list("reported_to", flat=True)) == {"派出所"}
