"""allauth's forms for passkeys and security keys, with a label on the name."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

NAME = _("Name of the key")


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=NAME, required=False, max_length=60)


class EditKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=NAME, max_length=60)
