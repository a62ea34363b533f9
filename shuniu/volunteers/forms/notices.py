"""What may be typed about an objection to a public notice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.models import NoticeObjection


class NoticeObjectionForm(InputForm):
    """What was said at the desk, in a call or in a letter, and whether an answer is wanted."""

    says = forms.CharField(
        label=_("What is wrong"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Write what was said, not who said it: the volunteer will read it."),
    )
    channel = forms.ChoiceField(label=_("How it came"), choices=NoticeObjection.Channel.choices)
    reply = forms.ChoiceField(
        label=_("How the objector wants to be told"),
        choices=NoticeObjection.Reply.choices,
        initial=NoticeObjection.Reply.NONE,
    )
    objector = forms.CharField(
        label=_("Who objects, and how to be reached"),
        max_length=200,
        required=False,
        help_text=_("Nobody has to say. It is kept sealed, opened only to tell what was found, and deleted then."),
    )

    def clean(self):
        data = super().clean()
        if data.get("reply") in ("phone", "letter") and not data.get("objector", "").strip():
            self.add_error("objector", _("Whoever wants to be rung or written to says how to be reached."))
        return data


class NoticeDecisionForm(InputForm):
    is_right = forms.TypedChoiceField(
        label=_("The objector"),
        choices=(
            ("1", _("is right: it is checked again, and shown anew")),
            ("0", _("is not right: the notice goes on")),
        ),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    findings = forms.CharField(
        label=_("What was found, as the objector and the volunteer will read it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ToldForm(InputForm):
    """Nothing to type: that she was told is the whole of it."""
