"""The pre-check of a yearly report: what is missing, what does not add up, what was never registered.

It judges and blocks nothing: each rule leaves a row, and a named person sends the report on, with a reason where
something does not fit. Rules watch duties of an organization, never anybody's opinions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from shuniu.kernel.attachments.keeping import attachments_of
from shuniu.kernel.dated import codes
from shuniu.organizations.form import answers_for, form_day, last_year, money, questions_of, told_in
from shuniu.organizations.models import Inspection, Licence, PreCheck, Premises
from shuniu.organizations.queries import licences_in_question, premises_in_question

FITS, FINDING, UNKNOWN = PreCheck.Outcome.FITS, PreCheck.Outcome.FINDING, PreCheck.Outcome.UNKNOWN
VERSION = 1
PAPERS = "organizations.paper"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one inspection."""

    rule: str
    outcome: str
    facts: dict = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return sentence(self.rule, self.outcome, self.facts)


def findings_of(inspection: Inspection, *, on: date) -> list[Finding]:
    """One finding a rule; nothing is written."""
    answers = answers_for(inspection, on=on)
    return [
        _papers(inspection),
        _questions(inspection, answers, on),
        _sums(answers),
        _opening(inspection, answers),
        *_unregistered(inspection, answers),
        _run_out(inspection, on),
        _statement(inspection),
    ]


def _papers(inspection: Inspection) -> Finding:
    here = set(attachments_of(inspection).values_list("kind", flat=True))
    missing = [code for code in inspection.cycle.papers if code not in here]
    return Finding("papers", FINDING if missing else FITS, {"missing": missing, "asked": len(inspection.cycle.papers)})


def _questions(inspection: Inspection, answers: dict, on: date) -> Finding:
    day = form_day(inspection, on=on)
    asked = [question for question in questions_of(inspection, on=day) if question.required]
    missing = [question.key for question in asked if answers.get(question.key) in (None, "")]
    return Finding("questions", FINDING if missing else FITS, {"missing": missing, "asked": len(asked)})


def _sums(answers: dict) -> Finding:
    """Opening net assets + income − expense = closing net assets."""
    names = ("opening_net", "income", "expense", "closing_net")
    told = {name: value for name in names if (value := money(answers.get(name))) is not None}
    if len(told) < len(names):
        return Finding("sums", UNKNOWN)
    should = told["opening_net"] + told["income"] - told["expense"]
    facts = {name: str(value) for name, value in told.items()} | {"should": str(should)}
    return Finding("sums", FITS if should == told["closing_net"] else FINDING, facts)


def _opening(inspection: Inspection, answers: dict) -> Finding:
    """This year's opening is last year's closing."""
    before = last_year(inspection)
    was, now = money(told_in(before).get("closing_net")) if before else None, money(answers.get("opening_net"))
    if was is None or now is None:
        return Finding("opening", UNKNOWN)
    return Finding("opening", FITS if was == now else FINDING, {"was": str(was), "now": str(now)})


def _unregistered(inspection: Inspection, answers: dict) -> Iterator[Finding]:
    """A leader or an address in the report that the register does not have: the change was never registered."""
    for column in ("legal_representative", "address"):
        known, said = getattr(inspection.organization, column), answers.get(column)
        if not known or not said:
            yield Finding(column, UNKNOWN)
        else:
            yield Finding(column, FITS if known == said else FINDING, {"known": known, "said": said})


def _run_out(inspection: Inspection, on: date) -> Finding:
    mine = {"centre_id": inspection.centre_id, "organization_id": inspection.organization_id}
    why = "the inspection itself was scoped"
    licences = licences_in_question(Licence.objects.unscoped(because=why).filter(**mine, valid_until__lt=on))
    rooms = premises_in_question(Premises.objects.unscoped(because=why).filter(**mine, until__lt=on))
    gone = list(licences.values_list("title", flat=True))
    gone += rooms.exclude(address="").values_list("address", flat=True)
    until = inspection.organization.certificate_until
    if until is not None and until < on:
        gone.insert(0, inspection.organization.certificate_number or "–")
    return Finding("run_out", FINDING if gone else FITS, {"gone": gone})


def _statement(inspection: Inspection) -> Finding:
    return Finding("statement", FITS if inspection.declared_by else FINDING, {"by": inspection.declared_by})


# --- In words ---------------------------------------------------------------------------------------------------------
RULES = {
    "papers": _("Papers to hand in"),
    "questions": _("Answers"),
    "sums": _("Net assets"),
    "opening": _("Opening net assets"),
    "legal_representative": _("Legal representative"),
    "address": _("Address"),
    "run_out": _("Certificates, licences and premises"),
    "statement": _("Statement of the legal representative"),
}
_FITTING = _("In order.")
_UNKNOWN = {
    "sums": _("It can be added up once opening net assets, income, expense and closing net assets are all filled in."),
    "opening": _(
        "Last year's closing net assets are not on record here, or this year's opening ones are not filled in."
    ),
    "legal_representative": _("The register or the report names no legal representative."),
    "address": _("The register or the report gives no address."),
}
_SAID = {
    "papers": _("Missing: %(missing)s."),
    "questions": _("Not answered: %(missing)s."),
    "sums": _("%(opening_net)s + %(income)s − %(expense)s makes %(should)s, but the report says %(closing_net)s."),
    "opening": _("Last year closed with %(was)s; this year opens with %(now)s."),
    "legal_representative": _("The report says %(said)s, the register %(known)s: has the change been registered?"),
    "address": _("The report says %(said)s, the register %(known)s: has the change been registered?"),
    "run_out": _("Run out: %(gone)s."),
    "statement": _("The legal representative has not declared the report true."),
}


def sentence(rule: str, outcome: str, facts: dict) -> str:
    """One plain sentence in the reader's language, from the numbers of that moment."""
    if outcome == FITS:
        return str(_FITTING)
    if outcome == UNKNOWN:
        return str(_UNKNOWN[rule])
    joined = pgettext("between words", ", ")
    return str(_SAID[rule]) % {k: joined.join(map(str, v)) if isinstance(v, list) else v for k, v in facts.items()}


def in_words(finding, inspection: Inspection, *, on: date) -> str:
    """The sentence with papers and questions called by their names."""
    facts = dict(finding.facts)
    if finding.rule == "papers":
        names = {code.code: str(code) for code in codes(PAPERS, place=inspection.centre_id, on=on)}
        facts["missing"] = [names.get(code, code) for code in facts["missing"]]
    if finding.rule == "questions":
        names = {question.key: question.said for question in questions_of(inspection, on=on)}
        facts["missing"] = [names.get(key, key) for key in facts["missing"]]
    return sentence(finding.rule, finding.outcome, facts)
