"""The auditor reads everything of the place and changes nothing; the director sees who looked; nobody else comes in."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.audit.queries import entries_for
from shuniu.kernel.keys import note_resealing
from shuniu.kernel.models import NumberSeries, TrailDetail, TrailEntry
from shuniu.kernel.permissions import ROLES, permissions_of
from tests.cast import CENTRE, NEIGHBOUR, NOW

pytestmark = pytest.mark.django_db

LOOKED = trail.entry_kind("tests.looked", "Looked at {columns}: {reason}", erasure=trail.Erasure.KEEP_BY_LAW)
FILED = trail.entry_kind("tests.filed", "Filed as {number}", erasure=trail.Erasure.FORGET_DETAIL)
SIGNED = trail.entry_kind("tests.signed", "Signed", erasure=trail.Erasure.KEEP_BY_LAW)


@action
def look(thing, *, by):
    return trail.record(LOOKED, thing, by=by, facts={"columns": "phone", "reason": "call the leader"})


@action
def file(thing, *, by, detail=None):
    return trail.record(FILED, thing, by=by, facts={"number": "长寿备 2026-0001"}, detail=detail)


@pytest.fixture
def lines(act) -> dict[str, TrailEntry]:
    here = NumberSeries.objects.create(centre_id=CENTRE, series="tests", year=2026)
    there = NumberSeries.objects.create(centre_id=NEIGHBOUR, series="tests", year=2026)
    return {
        "filed": file(here, by=act("worker", name="陈晓燕"), detail={"name": "王福生"}),
        "looked": look(here, by=act("director", name="周建国")),
        "elsewhere": file(there, by=act("worker", place=NEIGHBOUR, name="somebody next door")),
    }


PAGES = ["trail", "looks", "seals"]


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("page", PAGES)
def test_who_may_read_what(client_as, lines, page, role):
    status = client_as(role).get(reverse(f"kernel:{page}")).status_code
    may = role == "auditor" or (role == "director" and page == "looks")
    assert status == (200 if may else 403)


def test_the_auditor_reads_the_place_and_the_installation_and_no_other_place(client_as, lines, act):
    note_resealing(changed=1, unreadable=0, key=2, suite="sm", by=act("system_administrator", place=0))
    page = client_as("auditor").get(reverse("kernel:trail")).content.decode()
    assert "长寿备 2026-0001" in page
    assert "陈晓燕" in page
    assert "somebody next door" not in page
    assert TrailEntry.objects.get(kind="kernel.keys_rotated").centre_id == 0
    assert reverse("kernel:trail_entry", args=[TrailEntry.objects.get(kind="kernel.keys_rotated").pk]) in page
    other = client_as("auditor").get(reverse("kernel:trail_entry", args=[lines["elsewhere"].pk]))
    assert other.status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=晓燕", ["filed"]),
        ("kind=tests.looked", ["looked"]),
        ("role=director", ["looked"]),
        ("via=page", ["filed", "looked"]),
        ("via=job", []),
        ("noun=kernel.numberseries", ["filed", "looked"]),
        ("on_from=2026-11-23&on_to=2026-11-23", ["filed", "looked"]),
        ("on_to=2026-11-22", []),
    ],
)
def test_the_filters(client_as, lines, query, found):
    page = client_as("auditor").get(f"{reverse('kernel:trail')}?{query}")
    shown = {name for name in lines if f'"/trail/{lines[name].pk}/"' in page.content.decode()}
    assert shown == set(found)


def test_the_personal_part_is_not_shown(client_as, lines):
    auditor, url = client_as("auditor"), reverse("kernel:trail_entry", args=[lines["filed"].pk])
    page = auditor.get(url, headers={"accept-language": "en"}).content.decode()
    assert "王福生" not in page
    auditor.cookies["django_language"] = "en"
    assert "auditing does not open it" in auditor.get(url).content.decode()
    TrailDetail.objects.all().delete()
    assert "it was erased" in auditor.get(url).content.decode()


def test_a_detail_that_is_kept_by_law_and_gone_is_called_so(client_as, lines, act):
    @action
    def sign(thing, *, by):
        return trail.record(SIGNED, thing, by=by, detail={"reason": "heard"})

    line = sign(NumberSeries.objects.get(centre_id=CENTRE), by=act("officer"))
    TrailDetail.objects.all().delete()
    auditor = client_as("auditor")
    auditor.cookies["django_language"] = "en"
    page = auditor.get(reverse("kernel:trail_entry", args=[line.pk])).content.decode()
    assert "it is gone" in page
    assert "it was erased" not in page


def test_a_line_leads_to_the_record_where_the_reader_sees_it(client_as, lines, act):
    groups = apps.get_model("groups.Group")._base_manager
    told = {"recorded_on": NOW.date(), "changed_at": NOW}
    group, other = (
        groups.create(centre_id=centre, place_id=centre, name="合唱队", **told) for centre in (CENTRE, NEIGHBOUR)
    )
    line, astray = file(group, by=act("worker")), file(Astray(other), by=act("worker"))
    auditor = client_as("auditor")
    auditor.cookies["django_language"] = "en"
    assert f'href="{reverse("groups:group", args=[group.pk])}"' in page_of(auditor, line)
    for nowhere in (astray, lines["filed"]):
        assert "Open the record" not in page_of(auditor, nowhere)


class Astray:
    """Another centre's record, told of in a line of this one."""

    centre_id = CENTRE

    def __init__(self, thing):
        self.pk, self._meta = thing.pk, thing._meta


def page_of(browser, line) -> str:
    return browser.get(reverse("kernel:trail_entry", args=[line.pk])).content.decode()


def test_the_director_sees_who_looked_and_no_more(client_as, lines):
    page = client_as("director").get(reverse("kernel:looks")).content.decode()
    assert "周建国" in page
    assert "call the leader" in page
    assert "长寿备 2026-0001" not in page
    assert client_as("director").get(reverse("kernel:trail_entry", args=[lines["looked"].pk])).status_code == 403


def test_verifying_is_noted_and_shown(client_as, lines):
    trail.seal_trail(at=NOW)
    auditor = client_as("auditor")
    auditor.cookies["django_language"] = "en"
    answer = auditor.post(reverse("kernel:verify_trail"), follow=True)
    assert "Every sealed line is as it was written" in answer.content.decode()
    noted = TrailEntry.objects.get(kind="kernel.trail_verified")
    assert (noted.facts["findings"], noted.facts["seals"], noted.centre_id) == (0, 1, CENTRE)


def test_tampering_is_shown_with_its_place(client_as, lines):
    trail.seal_trail(at=NOW)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kernel_trailentry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER kernel_trailentry_no_update")
        cursor.execute("UPDATE kernel_trailentry SET name = 'x' WHERE id = %s", [lines["filed"].pk])
    auditor = client_as("auditor")
    auditor.cookies["django_language"] = "en"
    page = auditor.post(reverse("kernel:verify_trail"), follow=True).content.decode()
    assert "A line was changed after it was sealed." in page
    assert f"–{lines['elsewhere'].pk}" in page  # the seal that holds the line


@pytest.mark.parametrize("role", ["worker", "director", "system_administrator"])
def test_only_the_auditor_verifies(client_as, role):
    assert client_as(role).post(reverse("kernel:verify_trail")).status_code == 403
    assert not TrailEntry.objects.filter(kind="kernel.trail_verified").exists()


def test_the_auditor_only_reads():
    """Whatever room gives the auditor a permission, it is one to see something."""
    own_desk = {"desk.use"}
    rest = permissions_of("auditor") - own_desk
    assert {name for name in rest if not name.split(".")[1].startswith("view")} == set()


def test_a_narrow_appointment_reads_no_trail(lines, act):
    assert not entries_for(act("leader", subject=("groups.group", 1))).exists()
