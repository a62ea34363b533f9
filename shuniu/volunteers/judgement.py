"""What an automatic judgement is, before it becomes a row, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from shuniu.volunteers.models import Decision

Outcome = Decision.Outcome
RULES = {
    "consent": gettext_lazy("no minor without a guardian's consent"),
    "acceptance": gettext_lazy("who may be put on a shift"),
    "agreement": gettext_lazy("nobody serves at risks that were not agreed to"),
    "hours": gettext_lazy("hours that cannot be"),
    "delivered": gettext_lazy("check-in delivered late"),
    "conditions": gettext_lazy("without what the post asks"),
    "daily": gettext_lazy("more than the daily limit"),
    "overlap": gettext_lazy("at the time of a shift"),
    "twice": gettext_lazy("perhaps keyed in twice"),
    "late": gettext_lazy("keyed in late"),
    "late_bulk": gettext_lazy("many keyed in late at once"),
    "one_clerk": gettext_lazy("one clerk for all"),
}
NUMBERS = {
    "age": gettext_lazy("the age"),
    "from": gettext_lazy("the time it began"),
    "limit": gettext_lazy("the limit"),
    "minutes": gettext_lazy("minutes of service"),
    "most": gettext_lazy("the most by one hand"),
    "needed": gettext_lazy("entries needed to judge"),
    "rows": gettext_lazy("entries written down"),
    "share": gettext_lazy("share of one hand"),
    "shifts": gettext_lazy("shifts of the week"),
    "to": gettext_lazy("the time it ended"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The rule and its version, what came out, one sentence with the names of `numbers` in braces, and the numbers."""

    rule: str
    version: str
    outcome: str
    sentence: str
    numbers: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        return self.outcome in (Outcome.REFUSED, Outcome.TOO_LITTLE)

    def said(self) -> str:
        return told(self.sentence, self.numbers)


NOT_AGREED = Judgement(
    "agreement", "1", Outcome.REFUSED, gettext_noop("The post has other risks by now, which were not agreed to.")
)


def said(decision: Decision) -> str:
    """The sentence of a kept judgement, in the reader's language."""
    return told(decision.sentence, decision.numbers)


def rule_said(decision: Decision) -> str:
    return str(RULES.get(decision.rule, decision.rule))


def told(sentence: str, numbers: Mapping[str, int | str]) -> str:
    text = gettext(sentence)
    for name, value in numbers.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
