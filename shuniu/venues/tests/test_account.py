"""The public account of a round: what it says, and that anybody can run the round again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from shuniu.groups.public import Group
from shuniu.groups.tests.factories import browser
from shuniu.venues.account import Account
from shuniu.venues.account import outcomes as outcomes_said
from shuniu.venues.actions.rounds import hand_in_wishes, publish_round, run_allocation
from shuniu.venues.allocation import VERSION, Applicant, Inputs, Span, Wish, allocate
from shuniu.venues.allocation import Space as Place
from shuniu.venues.allocation.__main__ import main as run_again
from shuniu.venues.measured import MEASURED
from shuniu.venues.models import Allocation, Judgement
from shuniu.venues.tests.cast import (
    CENTRE,
    PUBLISHED,
    a_hall,
    a_round,
    allocated,
    asking,
    director,
    filed_group,
    leader_of,
)

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_anybody_can_run_a_published_round_again_and_finds_the_published_digest(season, client, tmp_path, capsys):
    round_, _hall, _groups = allocated(season)
    url = reverse("venues:frozen_inputs", args=[round_.token])
    assert client.get(url).status_code == 404
    publish_round(round_, by=director(PUBLISHED))
    run = Allocation.everything.get()
    account = client.get(reverse("venues:account", args=[round_.token])).content.decode()
    for said in (run.digest, run.rule, round_.seed, url):
        assert said in account
    file = tmp_path / "inputs.json"
    file.write_bytes(client.get(url).content)
    run_again(str(file))
    told = json.loads(capsys.readouterr().out)
    assert (told["digest"], told["turns"]) == (run.digest, run.turns)
    assert len(told["decisions"]) == Judgement.everything.count()


def test_the_frozen_inputs_hold_numbers_codes_and_the_seed_and_no_name(season):
    """No string in them but the seed, the names of the fields and the codes of equipment."""
    allocated(season)

    def strings(found):
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict | list):
            for each in found.values() if isinstance(found, dict) else found:
                yield from strings(each)

    assert set(strings(json.loads(Allocation.everything.get().inputs))) == {"长寿路-2027"}


def test_a_leader_reads_the_seed_before_wishing_and_may_run_it_again_once_published(season, on_the_day):
    round_, _hall, groups = season
    phone = browser("leader", group=groups[0])
    page = reverse("venues:round", args=[round_.pk])
    assert page in phone.get(reverse("venues:mine")).content.decode()
    assert "长寿路-2027" in phone.get(page).content.decode()
    allocated(season)
    again = reverse("venues:run_again", args=[round_.pk])
    assert again not in phone.get(page).content.decode()
    assert phone.post(again).status_code == 404
    publish_round(round_, by=director(PUBLISHED))
    assert again in phone.get(page).content.decode()
    assert phone.post(again).status_code == 302


def test_the_account_counts_no_wish_as_asked_that_was_not_needed_and_says_what_counts_the_next_time(client):
    hall, round_, group = a_hall(), a_round(), filed_group()
    wished = asking(hall, weekdays=(2, 4))
    hand_in_wishes(
        round_, group=group, asking=replace(wished, wishes=wished.wishes * 2), channel="phone", by=leader_of(group)
    )
    run_allocation(round_, by=director())
    assert list(Judgement.everything.order_by("rank").values_list("outcome", flat=True)) == ["granted", "enough"]
    assert [(row.asked, row.granted) for row in Account(round_).by_rank()] == [(1, 1)]
    publish_round(round_, by=director(PUBLISHED))
    client.cookies["django_language"] = "en"
    text = client.get(reverse("venues:account", args=[round_.token])).content.decode()
    assert "in the last 2 seasons together" in text
    assert "docs/mechanisms/allocation.md" in text


def test_the_tables_of_the_account_agree_with_the_decisions_and_the_times_that_each_group_has(season):
    round_, _hall, groups = allocated(season)
    Group.everything.filter(pk=groups[0].pk).update(category="sports")
    Group.everything.filter(pk__in=[each.pk for each in groups[1:]]).update(category="culture")
    account = Account(round_)
    times = {each.application.group_id: (each.asked, each.granted) for each in account.served}
    assert set(times) == {group.pk for group in groups}
    rows = [(row.asked, row.granted) for row in account.by_category()]
    others = [times[group.pk] for group in groups[1:]]
    assert rows == [times[groups[0].pk], (sum(a for a, _g in others), sum(g for _a, g in others))]
    outcomes = list(Judgement.everything.values_list("outcome", flat=True))
    assert dict(account.by_outcome()) == {str(outcomes_said()[name]): outcomes.count(name) for name in outcomes}
    least = account.least_served()
    assert [each.share for each in least] == sorted(each.share for each in least)
    assert {each.application.group_id for each in least} == {pk for pk, (asked, has) in times.items() if has < asked}
    assert least


def test_a_newcomer_stands_behind_who_went_short_and_beside_who_was_given_all():
    morning = (Span(1, 480, 540),)

    def first(*pasts):
        applicants = [
            Applicant(n, 8, 1, (), False, past, (Wish(n, 1, 60, (1,), morning),)) for n, past in enumerate(pasts, 1)
        ]
        place = Place(1, (1,), 40, (), (Span(1, 480, 720),), None)
        (decision,) = [d for d in allocate(Inputs("s", 60, (place,), tuple(applicants))).decisions if d.holder]
        return decision.holder, decision.numbers["because"]

    assert first((0, 0), (2, 1)) == (2, "past")
    assert first((0, 0), (2, 2))[1] == "lot"


def test_the_account_is_public_once_published_and_not_before(season, client):
    round_, _hall, _groups = allocated(season)
    url, listed = reverse("venues:account", args=[round_.token]), reverse("venues:accounts_of", args=[CENTRE])
    assert client.get(url).status_code == 404
    assert round_.title not in client.get(listed).content.decode()
    publish_round(round_, by=director(PUBLISHED))
    assert f'<a href="{url}">{round_.title}</a>' in client.get(listed).content.decode()
    assert client.get(reverse("venues:accounts")).url == listed
    text = client.get(url).content.decode()
    for said in ("长寿路-2027", "第1愿望", "人工调整", "得到最少的团队", "新会合唱队"):
        assert said in text


def test_what_the_account_says_of_the_measurement_is_said_in_one_place_and_stands_in_the_table(season, client):
    round_, _hall, _groups = allocated(season)
    publish_round(round_, by=director(PUBLISHED))
    client.cookies["django_language"] = "en"
    text = client.get(reverse("venues:account", args=[round_.token])).content.decode()
    assert f"the average share stays up to {MEASURED.behind} and" in text
    assert f"served least up to {MEASURED.least_behind} behind" in text
    assert f"Measured on {MEASURED.on} with version {MEASURED.version} of the procedure" in text
    assert MEASURED.version <= VERSION
    for language in ("", ".zh"):
        table = (DOCS / f"mechanisms/allocation{language}.md").read_text(encoding="utf-8")
        assert str(MEASURED.of_optimum) in table
        assert f"{MEASURED.least_of_best:.2f}" in table
