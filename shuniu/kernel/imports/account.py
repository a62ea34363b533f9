"""What came of a file, as `shuniu import` tells it: one shape for every kind."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OUTCOMES = ("created", "updated", "unchanged")
ALWAYS = ("groups", "people", "memberships")


def counted(created: int = 0, updated: int = 0, unchanged: int = 0) -> dict[str, int]:
    return {"created": created, "updated": updated, "unchanged": unchanged}


def blank_account(*, dry_run: bool) -> dict:
    """Nothing read, nothing written. A kind puts what it counts into it; nouns of its own stand beside the others."""
    return {
        "batch": None,
        "dry_run": dry_run,
        **{noun: counted() for noun in ALWAYS},
        "rejected": [],
        "rejected_rows": 0,
        "ignored_columns": [],
        "kept": [],
        "notes": [],
    }


def takes_something(account: dict) -> bool:
    """Whether a single row of the file was good: of one refused whole, nothing is written at all."""
    return any(any(told.values()) for told in account.values() if isinstance(told, dict))


def in_words(account: dict) -> str:
    """A few lines for a terminal, in the reader's language."""
    if "error" in account:
        return account["error"]
    nouns = {noun: told for noun, told in account.items() if isinstance(told, dict)}
    lines = [
        _("%(noun)s: %(created)d new, %(updated)d changed, %(unchanged)d unchanged")
        % {"noun": _(noun.capitalize()), **told}
        for noun, told in nouns.items()
        if any(told.values()) or nouns.keys() == set(ALWAYS)
    ]
    lines += [
        _("Refused: %(where)s %(column)s “%(value)s”: %(reason)s %(remedy)s")
        % {"where": place(cell), **{name: cell[name] for name in ("column", "value", "reason", "remedy")}}
        for cell in account["rejected"]
    ]
    lines += [_("Column not read: %(column)s") % {"column": joined(c)} for c in account["ignored_columns"]]
    lines += [f"{place(note)} {note['text']}".strip() for note in account["notes"]]
    if account["rejected_rows"]:
        rows = account["rejected_rows"]
        lines.append(ngettext("%(rows)d row refused", "%(rows)d rows refused", rows) % {"rows": rows})
    if account["rejected_rows"] and account["batch"] is None and not account["dry_run"]:
        lines.append(
            _("Nothing was written. Correct the rows, or write the good ones alone with --accept-good.")
            if takes_something(account)
            else _("Nothing was written: no row of the file is good.")
        )
    return "\n".join(line.rstrip() for line in lines)


def joined(column: dict) -> str:
    return " · ".join(filter(None, (column["sheet"], column["column"])))


def place(cell: dict) -> str:
    """Where something stands in the file."""
    row = _("row %(row)d") % {"row": cell["row"]} if cell["row"] else ""
    return " · ".join(filter(None, (cell["sheet"], row)))
