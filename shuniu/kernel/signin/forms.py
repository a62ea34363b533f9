"""What is typed at the door and in the administration of accounts."""

from __future__ import annotations

from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.models import Place, User
from shuniu.kernel.permissions import CARD_ROLES, ROLES
from shuniu.kernel.signin.appointable import appointable_for
from shuniu.kernel.signin.cards import PIN_DIGITS
from shuniu.kernel.signin.queries import accounts_of


class PinForm(forms.Form):
    """The one field of the card's page. Spaces and full-width digits of a phone's keyboard are forgiven."""

    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("The six digits printed beside your card."),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "pattern": "[0-9]*",
                "autocomplete": "off",
                "maxlength": PIN_DIGITS + 2,
                "autofocus": True,
                "class": "pin",
            }
        ),
        error_messages={"required": _("Please enter the six digits.")},
    )

    def clean_pin(self) -> str:
        digits = "".join(str(int(c)) for c in self.cleaned_data["pin"] if c.isdecimal())
        if len(digits) != PIN_DIGITS:
            raise forms.ValidationError(_("The PIN has six digits; you entered %(count)s.") % {"count": len(digits)})
        return digits


class OpenAccountForm(InputForm):
    name = forms.CharField(label=_("Full name"), max_length=80)
    username = forms.CharField(
        label=_("User name"),
        min_length=3,
        max_length=60,
        help_text=_("Small letters, digits, point and hyphen; for example the name in pinyin."),
        validators=[RegexValidator(r"^[a-zA-Z0-9][a-zA-Z0-9.-]+$", _("Small letters, digits, point and hyphen only."))],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )


class AppointForm(InputForm):
    user = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    role = forms.ChoiceField(label=_("Role"), choices=[(r, label) for r, label in ROLES.items() if r not in CARD_ROLES])
    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none(), empty_label=None)
    since = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: until it is ended."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        # Who acts for one record is seated from its page: leaders, volunteers, contacts.
        people = (
            accounts_of(by)
            .filter(is_active=True)
            .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
            .order_by("name")
        )
        self.fields["user"].queryset = people
        self.fields["user"].label_from_instance = lambda user: f"{user.name} · {user.username}"
        self.fields["place"].queryset = Place.objects.filter(pk__range=by.reach).order_by("pk")
        if records := appointable_for(by):
            choices = [("", _("everything the role may do")), *records]
            self.fields["only_for"] = forms.ChoiceField(
                label=_("Only for"), choices=choices, required=False,
                help_text=_("A worker may be appointed for one sealed kind of record and see nothing else."),
            )  # fmt: skip

    def clean(self):
        """`only_for` becomes the noun and key of the one record."""
        data = super().clean()
        if only := data.pop("only_for", ""):
            if data.get("role") != "worker":
                self.add_error("role", _("Only a worker is appointed for one record here."))
            noun, _colon, key = only.partition(":")
            data |= {"noun": noun, "noun_id": int(key)}
        return data


class EndAppointmentForm(InputForm):
    on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
