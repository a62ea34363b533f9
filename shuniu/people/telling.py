"""A row as the person it is about reads it."""

from django.db.models import ForeignKey

from shuniu.kernel.sealing.fields import reveal


def as_read(row) -> dict:
    """Labels and open values, without indexes and the file it came from."""
    told = {}
    for field in row._meta.concrete_fields:
        if field.name in ("id_index", "id_tail_index", "phone_index", "phone_tail_index", "print_index", "batch"):
            continue
        if hasattr(field, "purpose"):
            value = reveal(row, field.name)
        elif isinstance(field, ForeignKey):
            value = str(getattr(row, field.name) or "")
        else:
            value = getattr(row, field.attname)
        told[str(field.verbose_name)] = "" if value is None else str(value)
    return told
