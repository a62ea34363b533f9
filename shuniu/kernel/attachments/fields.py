"""The field of a form that takes a paper."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from shuniu.kernel.actor import Actor
from shuniu.kernel.attachments.types import ACCEPT, PaperRefused, judge


class AttachmentField(forms.FileField):
    """Cleans to a `Paper`, or None where nothing was chosen. The form's `by` says whose limits hold: `field.by = by`."""

    def __init__(self, *args, **kwargs):
        self.by: Actor | None = None
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(*args, **kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return judge(file.name, file.read(), place=self.by.centre or self.by.place, on=self.by.today)
        except PaperRefused as refused:
            raise ValidationError(str(refused), code=refused.code) from refused
