"""The advice to the civil-affairs bureau: a numbered paper, sealed like the case in which it is given."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shuniu.casework.actions.cases import do_step, may_sign
from shuniu.casework.actions.matters import write_note
from shuniu.casework.advice import CONCLUSIONS, SEALED_PAPER, advice_in_force, advice_step
from shuniu.casework.models import Case, Note
from shuniu.casework.queries import may_act_in
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes
from shuniu.kernel.documents import issue, revoke
from shuniu.kernel.models import Document
from shuniu.kernel.numbers import next_number
from shuniu.kernel.permissions import Denied, Refused, require


@action
def give_advice(case: Case, *, conclusion: str, grounds: str, by: Actor) -> Document:
    """Sign the step that gives the paper, keep its words sealed, and issue it; one given before is out of force.

    conclusion: a code of the table `casework.adoption.conclusion`. The number is of its own series and the public page
    shows nothing but it. Raises Refused before the steps that come first are done.
    """
    require(may_act_in(case, by))
    rule, known = advice_step(case), {code.code: code for code in codes(CONCLUSIONS, place=by.place, on=by.today)}
    if rule is None:
        raise Refused(Denied(gettext_lazy("This kind of case ends in no paper.")))
    if conclusion not in known or not grounds.strip():
        raise Refused(Denied(gettext_lazy("Choose a conclusion and say what it rests on.")))
    require(
        may_sign(case, by)
    )  # at a second advice too: its step is signed already, and its giver may be new in the case
    write_note(case, text=f"{known[conclusion].label}\n{grounds.strip()}", kind=Note.Kind.ADVICE, by=by)
    number = f"MJ{by.today.year}-{next_number('casework paper', centre_id=case.centre_id, year=by.today.year):03d}"
    if (before := advice_in_force(case)) is not None:
        revoke(before, reason=_("replaced by %(number)s") % {"number": number}, by=by)
    document = issue(SEALED_PAPER, case, number=number, shows={}, by=by)
    if not rule["is_done"]:
        do_step(case, step=rule["code"], by=by)
    return document
