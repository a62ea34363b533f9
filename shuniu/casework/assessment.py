"""The assessment of an adoption as a kind of case: what the rules ask of its steps, and what a centre may say itself.

Source: 收养评估办法（试行） 民发〔2020〕144号: consent, two assessors, integration, the report within its days, advice to
the civil-affairs bureau.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import Allowed, Denied

_KIND = json.loads((Path(__file__).parent / "data" / "assessment.json").read_text("utf-8"))
STEPS: tuple[dict, ...] = tuple(_KIND["steps"])
USUAL = {
    name: value for name, value in _KIND.items() if name != "steps"
}  # code, name, limit in workdays: to be changed
CLOCKS = ("not_before", "within")
RULES = (*CLOCKS, "paper")  # what a step carries that a centre does not change; its hands may only become more


def rests_on_rules(steps: Sequence[Mapping]) -> set[str]:
    """The codes of the steps that carry a rule, and of those from which one counts its days."""
    ruled = {step["code"] for step in steps if any(rule in step for rule in (*RULES, "hands"))}
    return ruled | {step[clock]["step"] for step in steps for clock in CLOCKS if clock in step}


def keeps_rules(before: Sequence[Mapping], after: Iterable[Mapping]) -> Allowed | Denied:
    """Whether a kind said anew leaves what rests on rules: those steps stay, with their clocks, hands and paper."""
    told, bound = {step["code"]: step for step in after}, rests_on_rules(before)
    for step in before:
        new = told.get(step["code"], {})
        changed = any(new.get(rule) != step.get(rule) for rule in RULES) or new.get("hands", 1) < step.get("hands", 1)
        if step["code"] in bound and (not new or changed):
            text = _("“%(step)s” rests on rules: the step stays, and at least as many people sign it.")
            return Denied(text % {"step": step["label"]})
    return Allowed()
