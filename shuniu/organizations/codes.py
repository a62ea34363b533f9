"""The unified social credit code (GB 32100-2015), and what tells two organizations apart before there is one."""

from __future__ import annotations

import re
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

CIVIL = "5"  # the code's first character: registered by civil affairs
KINDS = {"1": "association", "2": "private_unit", "3": "foundation"}  # its second


class CodeRefused(ValueError):
    """A credit code that is none. `message` and `remedy` say why and what helps (translatable)."""

    def __init__(self, message, remedy):
        super().__init__(message)
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


REMEDY = _("Copy it from the certificate, or leave it empty while there is none.")


def credit_code(text: str, *, kind: str = "") -> str:
    """The code in its one spelling. `kind`, where known, must be the code's own. Raises CodeRefused."""
    code = re.sub(r"[\s-]", "", normalize("NFKC", text)).upper()
    try:
        uscc.validate(code)
    except InvalidLength:
        raise CodeRefused(
            _("A credit code has 18 characters, this one has %(count)d.") % {"count": len(code)}, REMEDY
        ) from None
    except InvalidChecksum:
        raise CodeRefused(_("The credit code is mistyped: its last character does not fit the rest."), REMEDY) from None
    except ValidationError:
        raise CodeRefused(_("A credit code has digits and letters, and never I, O, S, V or Z."), REMEDY) from None
    if code[0] != CIVIL:
        raise CodeRefused(
            _("This is the credit code of a firm or an office: those of civil organizations begin with 5."), REMEDY
        )
    if kind and KINDS.get(code[1]) not in (kind, None):
        raise CodeRefused(
            _("The credit code belongs to another kind of organization: its second character says so."), REMEDY
        )
    return code


DROPPED = re.compile(r"^(上海市|上海)?(普陀区|普陀)?|[\s()（）·.、,，-]")


def name_key(name: str) -> str:
    """What is left of a name when place, blanks and brackets are put aside: equal keys may be one organization."""
    return DROPPED.sub("", normalize("NFKC", name)).casefold() or name.casefold()
