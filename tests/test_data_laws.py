"""The laws of what is stored: keys begin with the centre, entries can be erased and read, beliefs are not asked."""

import ast
import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.db import models
from django.utils import translation

from shuniu.kernel.actions import ACTIONS
from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import BlindIndexField, SealedField
from shuniu.kernel.trail import KINDS, Erasure
from tests.house import ROOT, modules, parsed, rooms

OURS = [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith(("shuniu.", "demo."))]
NAMES = [model._meta.label for model in OURS]

# --- Keys -------------------------------------------------------------------------------------------------------------
BEGINS_OTHERWISE = {
    ("kernel.Code", "code_once"): "a code belongs to a place of any level, and the place is its centre's path",
    ("kernel.DatedSetting", "setting_once"): "a setting belongs to a place of any level",
    ("kernel.Appointment", "one_administration_a_person"): "an account may be appointed in several centres",
    ("kernel.User", "username"): "one signs in before anybody knows where",
    ("kernel.TrailSeal", "first_id"): "one chain for the installation",
    ("kernel.TrailSeal", "last_id"): "one chain for the installation",
}


@pytest.mark.parametrize("model", OURS, ids=NAMES)
def test_every_unique_key_begins_with_the_centre(model):
    """So that an installation that outgrows one PostgreSQL is distributed by centre without a rewrite."""
    keys = {
        constraint.name: (constraint.fields or (str(constraint.expressions[0]),))[0]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    }
    keys |= {f.name: f.name for f in model._meta.local_fields if f.unique and not f.primary_key}
    if isinstance(model._meta.pk, models.CompositePrimaryKey):
        keys["pk"] = model._meta.pk.field_names[0]
    wrong = {name for name, first in keys.items() if first not in ("centre", "centre_id")}
    assert {(model._meta.label, name) for name in wrong} <= set(BEGINS_OTHERWISE)


@pytest.mark.parametrize("model", OURS, ids=NAMES)
def test_every_row_of_a_room_carries_its_centre(model):
    if model._meta.app_label not in rooms():
        pytest.skip("the kernel's own and the demo's are named above")
    carried = {field.attname: field for field in model._meta.local_concrete_fields}
    assert not carried["centre_id"].null
    derived = isinstance(model._meta.pk, models.CompositePrimaryKey)  # grams, which are asked through their noun alone
    assert issubclass(model, CentreRow) or derived


# --- What is sealed ---------------------------------------------------------------------------------------------------
OPEN_BYTES = {
    "people.Person.print_index": "a keyed digest: under a new index key it equals nothing, and the next import compares",
    "groups.Group.print_index": "the same, of a group",
}


def test_bytes_are_sealed_where_a_change_of_keys_finds_them():
    """What is sealed outside a sealed field would be lost with the old key."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.BinaryField) and not isinstance(field, SealedField | BlindIndexField)
    }
    assert found == set(OPEN_BYTES)


# --- What happens -----------------------------------------------------------------------------------------------------
def test_every_action_says_who_acts():
    found = [
        name
        for name, function in ACTIONS.items()
        if inspect.signature(function).parameters["by"].kind is not inspect.Parameter.KEYWORD_ONLY
        or inspect.signature(function).parameters["by"].default is not inspect.Parameter.empty
    ]
    assert found == []
    assert len(ACTIONS) > 30


def house_kinds() -> dict:
    return {name: kind for name, kind in KINDS.items() if not name.startswith("tests.")}


def test_every_kind_of_entry_says_how_it_is_erased():
    assert {name for name, kind in house_kinds().items() if not isinstance(kind.erasure, Erasure)} == set()


def test_every_process_knows_every_kind():
    """A worker that never loads the pages must know what erasure may delete and how a line reads."""
    ask = (
        "import django; django.setup();"
        "from shuniu.kernel.trail import KINDS; early = set(KINDS);"
        "import shuniu.config.urls;"
        "print(*sorted(set(KINDS) - early))"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "shuniu.config.settings"}
    environment = {**os.environ, **settings}
    late = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert late.stdout.split() == []


def catalogue() -> dict[str, str]:
    """Every translated message of the house, English to Chinese."""
    found: dict[str, str] = {}
    for path in (*(ROOT / "shuniu").rglob("*.po"), *(ROOT / "demo").rglob("*.po")):
        with path.open("rb") as file:
            found |= {
                m.id: m.string for m in read_po(file) if isinstance(m.id, str) and m.id and m.string and not m.fuzzy
            }
    return found


def test_every_kind_of_entry_reads_in_chinese():
    known = catalogue()
    with translation.override(None):
        sentences = {name: str(kind.sentence) for name, kind in house_kinds().items()}
    missing = {f"{name}: {text}" for name, text in sentences.items() if text not in known}
    assert sorted(missing) == []
    blanks = re.compile(r"\{\w+\}")
    unlike = {n for n, text in sentences.items() if set(blanks.findall(text)) != set(blanks.findall(known[text]))}
    assert unlike == set()


# --- The fence --------------------------------------------------------------------------------------------------------
AROUND = {"everything", "_base_manager", "_default_manager"}
STEPS_AROUND = {
    "shuniu/groups/completeness.py": "sub-selects inside a scoped query, tied by centre and group",
    "shuniu/groups/lists/month.py": "rows of the groups on one scoped page",
    "shuniu/groups/queries.py": "sub-selects inside a scoped query, tied by centre and group",
    "shuniu/groups/sixones.py": "sub-selects inside a scoped query, tied by centre and group",
    "shuniu/people/relations.py": "what refers to people that were scoped, in whatever room",
}


def test_no_query_of_a_room_goes_around_the_fence():
    """`.everything` is for models; elsewhere a query says `.visible_to(actor)` or `.unscoped(because=…)`."""
    found = {
        str(path)
        for path in modules(*(f"shuniu/{room}" for room in rooms()), "demo")
        if "models" not in path.parts and path.stem != "models"
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Attribute) and node.attr in AROUND) or is_raw(node)
    }
    assert found == set(STEPS_AROUND) & found, f"not named with a reason: {sorted(found - set(STEPS_AROUND))}"
    assert set(STEPS_AROUND) == found, f"no longer needed: {sorted(set(STEPS_AROUND) - found)}"


def is_raw(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("raw", "extra")


def test_an_unscoped_query_says_why():
    reasons = [
        (path, node.lineno, keyword.value)
        for path in modules("shuniu", "demo")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "unscoped"
        for keyword in node.keywords
        if keyword.arg == "because"
    ]
    short = [
        f"{path}:{line}" for path, line, value in reasons if isinstance(value, ast.Constant) and len(value.value) < 12
    ]
    assert short == []
    assert len(reasons) > 5


# --- What is not asked ------------------------------------------------------------------------------------------------
# PIPL art. 28 and the purpose of the register: nothing of what a person believes or thinks, nor of which people one is.
UNASKED = re.compile(
    r"religio|belief|\bfaith|\bethnic|\bnationalit|\brace\b|politic|\bopinion|\bparty\b|partisan|\bcreed\b"
    r"|宗教|信仰|民族|政治|党派|党员|观点"
)
NAMED_EXCEPTIONS = {
    ("groups.Group", "party_members"): "a count, which the filing form asks for; never who",
    ("groups.Filing", "community_opinion"): "the residents' committee's word on a filing, an office's act",
    ("groups.Filing", "community_opinion_by"): "the same",
    ("groups.Filing", "community_opinion_at"): "the same",
    ("groups.Filing", "review_opinion"): "the subdistrict's word on a filing, an office's act",
    ("groups.Filing", "review_opinion_by"): "the same",
    ("groups.Filing", "review_opinion_at"): "the same",
    ("organizations.Organization", "party_members"): "a count, which the yearly report asks for; never who",
    (
        "organizations.Organization",
        "party_branch",
    ): "the name of a structure, which the yearly report asks for; no persons",
    ("organizations.Inspection", "supervisor_opinion"): "the supervisor's word on a report, an office's act",
    ("groups.Filing", "route"): "names the step of the residents' committee",
}

PRINTED_EMPTY = "groups.filing.form,"  # rows a place's own paper may print; what is written there is not stored


def test_no_field_asks_what_a_person_believes():
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            words = " ".join(said_of(field))
            if UNASKED.search(words.replace("_", " ").lower()):
                found.add((model._meta.label, field.name))
    assert found == set(NAMED_EXCEPTIONS), found ^ set(NAMED_EXCEPTIONS)


def said_of(field: models.Field):
    """A field's name and all it is called, in both languages."""
    yield field.name
    for language in (None, "zh-hans"):
        with translation.override(language):
            yield str(field.verbose_name)
            yield str(field.help_text)
            yield from (str(label) for _value, label in field.flatchoices or ())


@pytest.mark.parametrize("noun", ["groups.Group", "organizations.Organization"])
def test_members_of_the_party_are_a_count_and_nothing_else(noun):
    assert isinstance(apps.get_model(noun)._meta.get_field("party_members"), models.PositiveSmallIntegerField)


@pytest.mark.parametrize("table", sorted((ROOT / "shuniu").rglob("data/*.csv")), ids=lambda path: path.name)
def test_no_seeded_code_names_it_either(table: Path):
    lines = (line.lower() for line in table.read_text().splitlines() if not line.startswith(PRINTED_EMPTY))
    assert [line for line in lines if UNASKED.search(line) and "opinion" not in line] == []
