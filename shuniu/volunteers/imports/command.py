"""A workbook of volunteers and their hours, as the command line has it read."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.account import blank_account, counted, takes_something
from shuniu.kernel.imports.at_work import unsaved_batch
from shuniu.kernel.imports.kinds import file_kind
from shuniu.kernel.models import Batch
from shuniu.volunteers.actions.importing import KIND
from shuniu.volunteers.actions.ledger import Written
from shuniu.volunteers.imports.intake import Judged, digest_of, write_judged


def read(path: Path, *, kind: str, dry_run: bool, accept_good: bool, name: str, as_of, by: Actor, progress) -> dict:
    """What came of a workbook. Raises Unreadable.

    Whether the ledger takes an hour shows where it is written, so what is only judged is written and taken away again.
    """
    content = path.read_bytes()
    batch = unsaved_batch(name, digest=digest_of(content), kind=kind, as_of=as_of, by=by)
    with transaction.atomic():
        judged, written = write_judged(
            content, batch=batch, accept_good=accept_good or dry_run, by=by, progress=progress
        )
        refused = judged.draft.refused or any(w.refused for w in written or ())
        account = _account(judged, written, batch, dry_run=dry_run)
        stays = written is not None and not dry_run and (not refused or (accept_good and takes_something(account)))
        if not stays:
            transaction.set_rollback(True)
    return {**account, "batch": batch.pk if stays else None}


def _account(judged: Judged, written: list[Written] | None, batch: Batch, *, dry_run: bool) -> dict:
    plan, draft = judged.plan, judged.draft
    strangers = sum(new.person is None or new.person.batch_id == batch.pk for new in plan.volunteers)
    joined = len({pk for pk, _team, _leads in plan.joins})
    cells = [*(each.told() for each in draft.refused), *(plan.refused_hours(written) if written else ())]
    waiting = plan.to_be_seconded if written is None else sum(w.claim is not None for w in written)
    hours = len(plan.hours) if written is None else sum(w.refused is None for w in written)
    return {
        **blank_account(dry_run=dry_run),
        "as_of": draft.as_of.isoformat(),
        "kind": KIND,
        "people": counted(strangers, unchanged=len(plan.volunteers) - strangers + joined + plan.known),
        "volunteers": counted(len(plan.volunteers), joined, plan.known),
        "teams": counted(len(plan.new_teams)),
        "hours": counted(hours, unchanged=plan.unchanged - plan.known),
        "hours_to_be_seconded": waiting,
        "notes": [{"sheet": "", "row": None, "text": _to_be_seconded(waiting)}] if waiting else [],
        "rejected": [{k: v for k, v in cell.items() if k != "position"} for cell in cells],
        "rejected_rows": len({(cell["sheet"], cell["row"]) for cell in cells}),
        "ignored_columns": [{"sheet": sheet, "column": heading} for sheet, heading in draft.ignored],
    }


def _to_be_seconded(rows: int) -> str:
    told = ngettext(
        "%(num)s row of hours makes a long day: it counts when another person has seconded it.",
        "%(num)s rows of hours make long days: they count when another person has seconded them.",
        rows,
    )
    return told % {"num": rows}


file_kind(
    KIND,
    _("a workbook of volunteers and their hours"),
    read,
    headings=(
        "志愿者编号", "志愿者号", "志愿者证号", "志愿者姓名", "服务队", "志愿服务队", "所属服务队", "志愿队伍",
        "服务时长", "服务小时", "服务日期", "服务意向",
    ),
)  # fmt: skip
