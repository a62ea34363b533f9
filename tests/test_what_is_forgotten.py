"""The laws of what the trail keeps: words about a person can be forgotten, and whatever says so is found to be forgotten."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.utils import translation

from shuniu.kernel.trail import KINDS, Erasure
from tests.house import modules, parsed

# Details that are forgotten otherwise than by the person they are about, or that name nobody on record.
FORGOTTEN_OTHERWISE = {
    "people.corrected": "a line about the person",
    "people.erasure_asked": "a line about the person",
    "casework.corrected": "a line about the case, forgotten with the case",
    "casework.enrolled_first": "a line about the place, forgotten with it",
    "casework.sealed_step": "a line about the case, forgotten with the case",
    "casework.step_overridden": "a line about the case, forgotten with the case",
    "casework.step_without_paper": "a line about the case, forgotten with the case",
    "casework.transferred": "a line about the case, forgotten with the case",
    "casework.service_revised": "the words of the menu",
    "activities.results_noted": "points by the key of a trainee, whose record is emptied",
    "activities.act_added": "performers as printed on the programme: groups, and people the centre has no record of",
    "activities.act_replaced": "performers as printed on the programme",
    "activities.crowd_plan_written": "who of the centre is in charge of a plan handed to the police",
    "groups.corrected": "the liaison of an office, in words",
    "kernel.account_opened": "the name of an account, forgotten with it",
    "kernel.locked_out": "a user name that was typed, forgotten with the account of that name",
    "kernel.attachment_kept": "what a file is called, forgotten with the record it hangs on",
    "venues.complaint_received": "what was said of a group; who said it is not written down",
}
# Details that stay, whoever is erased.
KEPT = {
    "organizations.address_changed": "where an organization was registered before, and by which paper it moved",
    "organizations.corrected": "what the register of an organization said before",
    "organizations.inspection_declared": "the name under a declaration",
    "organizations.listed": "the ground of a listing, heard and signed",
    "organizations.lived": "why an organization ended",
    "organizations.unlisted": "the ground of ending a listing",
}
# Words typed by hand that stay for ever in a line that says it holds nothing personal: they tell of a thing.
TYPED = re.compile(r"\{(reason|because|grounds?|says|words|finding|answer|remark|note|content)\}")
OF_A_THING = {
    "activities.act_withdrawn": "why an act is not played",
    "activities.attendance_taken_back": "why a count was wrong; the entry names nobody",
    "activities.course_moved": "told to the trainees of a course",
    "activities.lesson_moved": "told to the trainees of a course",
    "activities.publicity_corrected": "why a count of leaflets was wrong",
    "activities.session_cancelled": "told to everybody who signed up",
    "groups.flag_taken_back": "why a flag came back",
    "kernel.attachment_dropped": "why the content of a paper was deleted",
    "kernel.document_revoked": "stands on the page that verifies the paper",
    "venues.booking_cancelled": "told to the group",
    "venues.exception_set": "why a venue is closed, on its public page",
    "venues.given_up": "why a venue is no longer used",
    "venues.series_ended": "told to the group",
    "venues.offer_ended": "why an organization lends a room no more",
    "venues.space_ended": "why a space is no longer used",
    "venues.times_let_go": "why kept times were given back",
    "volunteers.shift_called_off": "told to everybody who took the shift",
    "volunteers.team_closed": "why a team ended",
}


def of_the_house(erasure: Erasure) -> dict:
    return {n: kind for n, kind in KINDS.items() if kind.erasure is erasure and not n.startswith("tests.")}


def recorded() -> Iterator[tuple[str, bool]]:
    """(kind, whether it says whom the detail is about) of every `trail.record(…, detail=…)` of the house."""
    for path in modules("shuniu"):
        for call in ast.walk(parsed(path)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "trail.record":
                given = {each.arg for each in call.keywords}
                if "detail" in given:
                    yield from ((kind, "about" in given) for kind in kinds_named(call.args[0], path))


def kinds_named(named: ast.expr, path: Path) -> list[str]:
    """What the first word of a call may be: a constant of the module, or a choice of two."""
    module = import_module(".".join(path.with_suffix("").parts))
    values = [getattr(module, each.id, None) for each in ast.walk(named) if isinstance(each, ast.Name)]
    return [value for value in values if isinstance(value, str) and value in KINDS]


def typed_for_ever() -> set[str]:
    with translation.override(None):
        kinds = of_the_house(Erasure.NOTHING_PERSONAL).items()
        return {name for name, kind in kinds if TYPED.search(str(kind.sentence))}


def test_a_detail_that_can_be_forgotten_says_whom_it_is_about():
    """Give `about=`, or say above how it is forgotten otherwise."""
    erasable = of_the_house(Erasure.FORGET_DETAIL)
    found = list(recorded())
    assert {kind for kind, says_whom in found if kind in erasable and not says_whom} == set(FORGOTTEN_OTHERWISE)
    assert len({kind for kind, says_whom in found if says_whom}) >= 8  # members, leaders, trainees, volunteers


def test_words_typed_by_hand_that_stay_for_ever_tell_of_a_thing():
    """A reason that tells of a person goes into the detail, and is forgotten with the person."""
    assert typed_for_ever() == set(OF_A_THING)


def test_a_detail_that_stays_is_named_with_its_reason():
    kept = of_the_house(Erasure.KEEP_BY_LAW)
    assert {kind for kind, _says_whom in recorded() if kind in kept} == set(KEPT)
