"""A row as the person it is about reads it."""

from datetime import datetime

from django.db.models import Field, ForeignKey
from django.utils.translation import gettext

from shuniu.kernel.environment import moment
from shuniu.kernel.sealing.fields import reveal

# What the house needs to find its rows; it tells nothing of the person.
BOOKKEEPING = ("id", "centre", "id_index", "id_tail_index", "phone_index", "phone_tail_index", "print_index", "batch")


def as_read(row) -> dict[str, str]:
    """Labels and open values in the reader's language, moments as the clock here shows them."""
    fields = (field for field in row._meta.concrete_fields if field.name not in BOOKKEEPING)
    return {_label(field): _told(row, field) for field in fields}


def _label(field: Field) -> str:
    """What these rows call a name is somebody's (姓名), never a thing's (名称)."""
    return gettext("Name") if field.name == "name" else gettext(str(field.verbose_name))


def _told(row, field: Field) -> str:
    if hasattr(field, "purpose"):
        return reveal(row, field.name)
    if isinstance(field, ForeignKey):
        return str(getattr(row, field.name) or "")
    value = getattr(row, field.attname)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if field.flatchoices:
        value = dict(field.flatchoices).get(value, value)
    if field.name == "channel" and value:  # one of few words of the house: window, paper, phone
        return gettext(str(value))
    return "" if value is None else str(value)
