"""A ledger of organizations, as the command line has it read."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.actor import Actor
from shuniu.kernel.imports.account import blank_account, counted
from shuniu.kernel.imports.at_work import unsaved_batch
from shuniu.kernel.imports.kinds import file_kind
from shuniu.kernel.imports.later import notes
from shuniu.kernel.models import Batch
from shuniu.organizations.actions.importing import KIND

from .intake import Judged, digest_of, judge_ledger, refused_cells, write_judged


def read(path: Path, *, kind: str, dry_run: bool, accept_good: bool, name: str, as_of, by: Actor, progress) -> dict:
    """What came of a ledger. Raises Unreadable."""
    content, batch = path.read_bytes(), None
    if dry_run:
        judged = judge_ledger(content, name=name, as_of=as_of, by=by, progress=progress)
    else:
        batch = unsaved_batch(name, digest=digest_of(content), kind=kind, as_of=as_of, by=by)
        judged, done = write_judged(content, batch=batch, accept_good=accept_good, by=by, progress=progress)
        batch = batch if done else None
    return _account(judged, batch, dry_run=dry_run)


def _account(judged: Judged, batch: Batch | None, *, dry_run: bool) -> dict:
    plan, ledger = judged.plan, judged.ledger
    return {
        **blank_account(dry_run=dry_run),
        "batch": batch and batch.pk,
        "as_of": ledger.as_of.isoformat(),
        "kind": KIND,
        "organizations": counted(len(plan.new), len(plan.changes), plan.unchanged),
        "rejected": [{k: v for k, v in cell.items() if k != "position"} for cell in refused_cells(judged)],
        "rejected_rows": plan.refused_rows,
        "kept": [kept.told() for kept in plan.kept],
        "notes": [{"sheet": sheet, "row": row, "text": text} for sheet, row, text in notes(plan.kept)],
        "ignored_columns": [{"sheet": sheet, "column": heading} for sheet, heading in ledger.ignored],
    }


file_kind(
    KIND,
    _("a ledger of organizations"),
    read,
    headings=(
        "统一社会信用代码",
        "社会信用代码",
        "信用代码",
        "统一信用代码",
        "登记证号",
        "登记证书号",
        "登记证书编号",
        "开办资金",
    ),
    hints=(
        "组织机构代码", "社会组织性质", "社会组织类型", "法定代表人", "法人代表", "登记管理机关", "登记机关", "发证机关",
        "业务主管单位", "业务主管部门", "成立登记日期", "注册资金", "注册资本", "登记状态", "办公场所数量", "办公场所面积",
    ),
)  # fmt: skip
