"""What a case tells its applicant: never a report of danger, and of an assessment what a named person chose."""

import json

import pytest
from django.urls import reverse

from shuniu.casework.actions import matters, rights
from shuniu.casework.holdings import told_of_case
from shuniu.casework.models import Note
from shuniu.casework.tests.test_sealed import enter
from shuniu.kernel.models import TrailEntry
from shuniu.kernel.permissions import Refused

pytestmark = pytest.mark.django_db


def test_a_report_of_danger_is_never_told_to_the_applicant(case, colleague):
    by = colleague("陈晓燕")
    danger = matters.write_note(case, text="疑似虐待", kind="danger", reported_to="派出所", by=by)
    matters.write_note(case, text="已电话联系", by=by)
    told = json.dumps(told_of_case(case, by), ensure_ascii=False)
    assert "已电话联系" in told
    assert "疑似虐待" not in told
    with pytest.raises(Refused):
        rights.hand_over_case(case, notes=[danger.pk], by=by)
    assert "疑似虐待" not in json.dumps(told_of_case(case, by, notes=[danger.pk]), ensure_ascii=False)


def test_of_an_assessment_only_what_a_named_person_chose_is_handed_over(adoption, client):
    sealed, first, *_others = adoption
    for kind, text in (("danger", "疑似虐待"), ("interview", "邻居说他酗酒"), ("visit", "住房整洁")):
        matters.write_note(sealed, text=text, kind=kind, reported_to="派出所" if kind == "danger" else "", by=first)
    enter(client, first)
    address = reverse("casework:hand_over_case", args=[sealed.pk])
    page = client.get(address).content.decode()
    assert "疑似虐待" not in page
    assert "邻居说他酗酒" in page
    assert "checked" not in page
    nothing = client.post(address).content.decode()
    assert not any(text in nothing for text in ("疑似虐待", "邻居说他酗酒", "住房整洁"))
    visit = Note.objects.unscoped(because="test").get(kind="visit")
    some = client.post(address, {"notes": [visit.pk]}).content.decode()
    assert "住房整洁" in some
    assert "邻居说他酗酒" not in some
    assert TrailEntry.objects.filter(kind="casework.handed_over").latest("pk").facts["notes"] == [visit.pk]
    danger = Note.objects.unscoped(because="test").get(kind="danger")
    assert client.post(address, {"notes": [danger.pk]}).status_code == 422
