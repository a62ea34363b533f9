"""Files of groups and members, as the command line has them read; and of files whose kind nobody names."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.imports.kinds import AUTO, file_kind

from .intake import judge_file, write_file
from .report import as_json


def read(path: Path, *, dry_run: bool, accept_good: bool, **asked) -> dict:
    """What came of a file. Raises Unreadable."""
    if dry_run:
        judged, batch = judge_file(path, **asked), None
    else:
        judged, batch = write_file(path, accept_good=accept_good, **asked)
    return as_json(judged, batch=batch, dry_run=dry_run)


WHAT = _("a file of groups and members")
for _name in (AUTO, "groups", "roster", "ledger"):
    file_kind(_name, WHAT, read)
