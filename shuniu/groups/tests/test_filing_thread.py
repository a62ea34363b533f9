"""The whole way of one group: entered, drafted, handed in, two opinions, numbered, certified, verified."""

from itertools import chain

import pytest
from django.test import Client

from shuniu.groups.actions.filing import approve_filing, begin_filing, give_opinion, submit_filing
from shuniu.groups.models import Group
from shuniu.groups.on_paper import certificate_in_force, certificate_of
from shuniu.groups.tests.cast import TODAY, a_group, seat
from shuniu.kernel import trail
from shuniu.kernel.papers import pdf

pytestmark = pytest.mark.django_db


def test_a_group_is_filed_and_its_certificate_verifies():
    group = a_group()
    filing = begin_filing(group, kind="first", by=seat("worker"))
    assert (filing.state, filing.number) == ("draft", "SQ2026-0001")

    submit_filing(filing, by=seat("worker"))
    give_opinion(filing, opinion="同意备案。", by=seat("committee"))
    approve_filing(filing, opinion="准予备案。", by=seat("officer"))

    group = Group.everything.get(pk=group.pk)
    assert group.filing_number == "长寿路备 2026-0001"
    assert (group.filed_on, group.filed_until.isoformat()) == (TODAY, "2029-11-17")
    assert group.filed_by(TODAY)

    paper = certificate_in_force(group)
    drawn = certificate_of(group, on=TODAY, paper=paper)
    assert pdf(drawn).startswith(b"%PDF")
    assert drawn.shows() == dict(paper.shows)

    page = Client().get(f"/v/{paper.token}/").content.decode()
    for text in (*chain.from_iterable(paper.shows), paper.number):
        assert text in page
    assert "王福生" not in page
    said = [trail.sentence(e) for e in trail.of_thing(group)]
    assert any("长寿路备 2026-0001" in line for line in said)
