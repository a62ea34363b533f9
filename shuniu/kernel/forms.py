"""Forms validate; they never write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.utils.translation import gettext

from shuniu.kernel.actor import Actor
from shuniu.kernel.permissions import Refused


@contextmanager
def refusals_on(form: forms.BaseForm, field: str | None = None) -> Iterator[None]:
    """What the action inside refuses is said on the form, at `field` or at its head, and nothing typed is lost."""
    try:
        yield
    except Refused as refused:
        form.add_error(field, str(refused.denied.reason))


def row_key(text: str | None) -> int | None:
    """The key of a row as an address or a box carries it, None where the text is no such number.

    `"²".isdigit()` is true, and a number of twenty digits fits no column: both would be an error of ours, not of theirs.
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def whole_number(text: str, *, most: int) -> int | None:
    """A count as a line of text carries it, from 0 to `most`; None where the text is no such number.

    A field of a form says its `max_value` instead: what a column does not hold is refused before it is written.
    """
    if not text.isdecimal() or len(text) > len(str(most)) or int(text) > most:
        return None
    return int(text)


UNSAID = "---------"  # Django's own words for the choice of nothing


class InputForm(forms.Form):
    """What a person may type. `by` fences every choice of records to what the actor may see."""

    required_css_class = "required"

    def __init__(self, *args, by: Actor, **kwargs):
        self.by = by
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and hasattr(field.queryset, "visible_to"):
                field.queryset = field.queryset.visible_to(by)
            if getattr(field, "empty_label", None) == UNSAID:
                field.empty_label = gettext("please choose") if field.required else "–"
            if getattr(field.widget, "input_type", "") == "date":
                field.widget.format = "%Y-%m-%d"  # the only one a browser's date field takes, in any language

    def save(self, *args, **kwargs):
        raise TypeError("Forms do not write. Pass cleaned_data to an action.")
