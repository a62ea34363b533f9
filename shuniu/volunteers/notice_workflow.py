"""The life of an objection to a public notice: taken in, decided by another hand than the one that showed it, answered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel import trail
from shuniu.kernel.permissions import Allowed, Denied
from shuniu.kernel.workflow import State, Step, Workflow, by_a_person
from shuniu.volunteers import permissions
from shuniu.volunteers.certificate_workflow import CERTIFICATE
from shuniu.volunteers.recognition_workflow import STAR


def _not_who_showed_it(objection, actor) -> Allowed | Denied:
    flow = CERTIFICATE if objection.certificate_id else STAR
    last = flow.signatures(objection.shown).filter(step="put_up").last()
    if last is not None and last.user_id == actor.user_id:
        return Denied(_("You showed it in public; another person must decide on the objection."))
    return by_a_person(objection, actor)


def _answer_wanted(objection, actor) -> Allowed | Denied:
    if not objection.wants_answer:
        return Denied(_("The objector wants no answer."))
    return by_a_person(objection, actor)


NOTICE_OBJECTION = Workflow(
    noun="volunteers.noticeobjection",
    start="taken",
    states=(
        State(
            "taken",
            pgettext_lazy("objection to a notice", "waits to be decided"),
            pgettext_lazy("objection to a notice", "the centre is looking into it"),
            waits_for=permissions.DECIDE_NOTICE,
            limit="volunteers.notice.decide_days",
            kind="due",
        ),
        State(
            "decided",
            pgettext_lazy("objection to a notice", "decided; the objector is to be told"),
            pgettext_lazy("objection to a notice", "decided"),
            waits_for=permissions.CERTIFY,
            limit="volunteers.notice.tell_days",
            kind="due",
        ),
        State("closed", pgettext_lazy("objection to a notice", "decided and answered"), kind="muted"),
        State("ended", pgettext_lazy("objection to a notice", "decided; no answer wanted"), kind="muted"),
    ),
    steps=(
        Step(
            "decide",
            _("Decide on the objection"),
            ("taken",),
            "decided",
            permissions.DECIDE_NOTICE,
            asks_reason=True,
            check=_not_who_showed_it,
            main=True,
        ),
        Step(
            "decide_unasked",
            _("Decide on the objection"),
            ("taken",),
            "ended",
            permissions.DECIDE_NOTICE,
            asks_reason=True,
            check=_not_who_showed_it,
            main=True,
        ),
        Step(
            "tell",
            _("Tell the objector"),
            ("decided",),
            "closed",
            permissions.CERTIFY,
            check=_answer_wanted,
            main=True,
        ),
    ),
)
_SAYS = {
    "decide": _("Decided on an objection to a public notice, with reasons"),
    "decide_unasked": _("Decided on an objection to a public notice, with reasons; no answer was wanted"),
    "tell": _("Told the objector what was found: {kind}"),
}
for _step in NOTICE_OBJECTION.steps:
    # Signed decisions stay; who objected stands sealed in the row and goes with the answer.
    trail.entry_kind(f"{NOTICE_OBJECTION.noun}.{_step.name}", _SAYS[_step.name], erasure=trail.Erasure.KEEP_BY_LAW)
