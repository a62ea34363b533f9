"""What may be typed about a post that changed: how the volunteer was told, what she answers, what is decided."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.volunteers.actions.changes import Way
from shuniu.volunteers.forms.hearing import HeardForm
from shuniu.volunteers.models import ChangeNotice


class TellForm(InputForm):
    told = forms.ChoiceField(label=_("How the volunteer was told"), choices=ChangeNotice.Told.choices)


class DecideForm(InputForm):
    """The reason of a decision; and, from who changed the post, why no other person decides."""

    reason = forms.CharField(
        label=_("Reason, as the volunteer will read it"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    alone = forms.CharField(
        label=_("Why it cannot wait for another person"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("You changed this post, and nobody else of the centre may decide. The volunteer reads this too."),
    )

    def __init__(self, *args, alone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not alone:
            del self.fields["alone"]


class ChangeAnswerForm(HeardForm):
    """Agree, stay with a word about it, or go. Agreeing is asked only where the risks are others."""

    way = forms.ChoiceField(label=_("The answer"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as what you have learnt, or when your insurance begins."),
    )

    def __init__(self, *args, notice: ChangeNotice, **kwargs):
        super().__init__(*args, **kwargs)
        left_out = () if notice.lacks_agreement else (Way.AGREE,)
        self.fields["way"].choices = [each for each in Way.choices if each[0] not in left_out]

    def clean(self):
        data = super().clean()
        if data.get("way") == Way.STAY and not data.get("words", "").strip():
            self.add_error("words", _("Please write what you have to say."))
        return data
