"""A whole number that somebody types fits the column it is for: what does not is an error of ours on one engine only."""

from __future__ import annotations

import ast

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from shuniu.kernel.forms import InputForm, whole_number
from tests.house import modules, parsed

SMALL, LARGE = 2**15 - 1, 2**31 - 1
HOLDS = {
    models.PositiveSmallIntegerField: SMALL,
    models.SmallIntegerField: SMALL,
    models.PositiveIntegerField: LARGE,
    models.IntegerField: LARGE,
}


def all_forms() -> list[type[forms.Form]]:
    _ = get_resolver().url_patterns  # loads every view, and with it its forms
    found, ahead = [], [InputForm]
    while ahead:
        kind = ahead.pop()
        found.append(kind)
        ahead += kind.__subclasses__()
    return [
        kind
        for kind in dict.fromkeys(found)
        if kind.__module__.startswith("shuniu.") and ".tests." not in kind.__module__
    ]


def whole_numbers() -> list[tuple[type[forms.Form], str, forms.IntegerField]]:
    fields = ((kind, *item) for kind in all_forms() for item in kind.base_fields.items())
    return [(kind, name, field) for kind, name, field in fields if type(field) is forms.IntegerField]


def columns(kind: type[forms.Form], name: str) -> list[int]:
    """How much the columns that are called so hold: those of the file of models named like the form's, or of its room."""
    _house, room, *_between, file = kind.__module__.split(".")
    found = [
        (model.__module__.rpartition(".")[2], HOLDS[type(field)])
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.fields
        if field.name == name and type(field) in HOLDS
    ]
    return [most for where, most in found if where == file] or [most for _where, most in found]


def test_a_whole_number_that_is_typed_fits_every_column_of_its_name():
    asked = whole_numbers()
    wrong, compared = [], 0
    for kind, name, field in asked:
        holds = columns(kind, name)
        compared += bool(holds)
        if field.max_value is not None and any(field.max_value > most for most in holds):
            wrong.append(f"{kind.__module__}.{kind.__name__}.{name}: {field.max_value} of {min(holds)}")
    assert not wrong
    assert compared > len(asked) / 3  # the names of fields are those of columns, so that something was compared


def bounds(call: ast.Call, tree: ast.Module) -> bool:
    """Whether a call says the largest value, in its own words or in those of a dictionary that it spreads."""
    if any(each.arg == "max_value" for each in call.keywords):
        return True
    spread = {each.value.id for each in call.keywords if each.arg is None and isinstance(each.value, ast.Name)}
    return any(
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
        and any(isinstance(target, ast.Name) and target.id in spread for target in node.targets)
        and any(isinstance(key, ast.Constant) and key.value == "max_value" for key in node.value.keys)
        for node in ast.walk(tree)
    )  # fmt: skip


def unbounded(tree: ast.Module) -> list[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    asked = (each for each in calls if isinstance(each.func, ast.Attribute) and each.func.attr == "IntegerField")
    return [
        each.lineno for each in asked
        if isinstance(each.func.value, ast.Name) and each.func.value.id == "forms" and not bounds(each, tree)
    ]  # fmt: skip


def test_every_whole_number_of_a_form_has_a_largest_value():
    found = {str(path): unbounded(parsed(path)) for path in modules() if "tests" not in path.parts}
    assert not {path: lines for path, lines in found.items() if lines}


def test_a_whole_number_without_a_largest_value_is_found():
    assert unbounded(ast.parse("from django import forms\nx = forms.IntegerField(min_value=1)")) == [2]
    assert not unbounded(ast.parse("days = {'max_value': 9}\nx = forms.IntegerField(**days)"))


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("２０", 20), ("20000", 20_000), ("20001", None), ("9" * 5_000, None), ("²", None), ("", None)],
)
def test_a_count_in_a_line_is_whole_and_not_larger_than_its_column_holds(text, number):
    assert whole_number(text, most=20_000) == number
