"""What may be typed about an organization, its contacts, rooms, licences, honours and predecessors."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shuniu.kernel.attachments.fields import AttachmentField
from shuniu.kernel.forms import InputForm
from shuniu.kernel.imports.cells import CellRefused, phone
from shuniu.kernel.models import Place, User
from shuniu.kernel.places.codes import span
from shuniu.kernel.signin.queries import card_holders_of
from shuniu.organizations.codes import CodeRefused, credit_code
from shuniu.organizations.models import Contact, Honour, Licence, Organization, Predecessor, Premises

DAY = forms.DateInput(attrs={"type": "date"})
COLUMNS = (
    "name", "kind", "code", "place_id", "registry", "supervisor", "supervisor_signs", "certificate_number",
    "certificate_until", "registered_on", "legal_representative", "capital", "scope", "address", "postcode",
    "members", "staff_full", "staff_part", "funds_unrestricted", "funds_restricted", "figures_on", "party_branch",
    "party_members", "remark",
)  # fmt: skip


class OrganizationForm(InputForm, forms.ModelForm):
    """The register's own columns. Empty credit code: it is settling."""

    place_id = forms.TypedChoiceField(
        label=_("Residents' committee"), required=False, coerce=int, empty_value=None, choices=()
    )
    another_because = forms.CharField(
        label=_("It is another organization because"), max_length=200, required=False,
        help_text=_("Only where the register says that it may be there already."),
    )  # fmt: skip

    class Meta:
        model = Organization
        fields = [column for column in COLUMNS if column != "place_id"]
        widgets = dict.fromkeys(("certificate_until", "registered_on", "figures_on"), DAY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, last = span(self.by.centre or self.by.place)
        places = Place.objects.filter(pk__gt=first, pk__lte=last).values_list("pk", "name")
        self.fields["place_id"].choices = [("", "—"), *places]
        self.initial.setdefault("place_id", self.instance.place_id)
        if self.instance.pk:
            del self.fields["another_because"]
        self.order_fields(COLUMNS)

    def clean_code(self):
        text = self.cleaned_data["code"]
        if not text:
            return None
        try:
            return credit_code(text, kind=self.cleaned_data.get("kind", ""))
        except CodeRefused as refused:
            raise ValidationError(str(refused)) from refused

    def clean_registered_on(self):
        day = self.cleaned_data["registered_on"]
        if day and day > self.by.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def _post_clean(self):
        """The action asks the constraints; the instance stays as the register has it."""

    def save(self, *args, **kwargs):
        raise TypeError("Forms do not write. Pass cleaned_data to an action.")


class LifeForm(InputForm):
    fact = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("settled_on", _("moved in")),
            ("suspended_on", _("suspended")),
            ("resumed_on", _("resumed")),
            ("moved_on", _("moved away")),
            ("deregistered_on", _("deregistered")),
        ],
    )
    on = forms.DateField(
        label=_("On"), widget=DAY,
        help_text=_("A suspension entered by mistake is resumed on the day it began: it then counts as never held."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class ContactForm(InputForm):
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=60)
    duty = forms.CharField(label=_("Duty"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False, help_text=_("Kept sealed, shown in part."))

    def clean_phone(self):
        text = self.cleaned_data["phone"]
        if not text:
            return ""
        try:
            return phone(text).number
        except CellRefused as refused:
            raise ValidationError(f"{refused.message} {refused.remedy}") from refused


class LookForm(InputForm):
    """Sealed data opens to who says why."""

    reason = forms.CharField(label=_("Why do you need to see this?"), max_length=200)


class AccessForm(InputForm):
    """Whether the contact is somebody who has a card already; asked only where somebody of the name has."""

    account = forms.ModelChoiceField(
        label=_("Account"), queryset=User.objects.none(), required=False, empty_label=_("a new one, with a card"),
        help_text=_("Choose one only where it is the same person."),
    )  # fmt: skip

    def __init__(self, *args, contact, **kwargs):
        super().__init__(*args, **kwargs)
        others = Contact.objects.visible_to(self.by).filter(name=contact.name, until__isnull=True)
        known = card_holders_of(self.by).filter(pk__in=others.values("account"))
        self.fields["account"].queryset = known
        if not known.exists():
            self.fields["account"].widget = forms.HiddenInput()


class PossessionForm(InputForm, forms.ModelForm):
    def _post_clean(self):
        """The action asks the constraints."""

    def save(self, *args, **kwargs):
        raise TypeError("Forms do not write. Pass cleaned_data to an action.")


class PremisesForm(PossessionForm):
    class Meta:
        model = Premises
        fields = ["address", "area", "held_as", "since", "until"]
        widgets = {"since": DAY, "until": DAY}

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("It cannot end before it begins."))
        return data


class LicenceForm(PossessionForm):
    """One that has run out already is refused, unless it is saved as incomplete or a named person says why it is noted."""

    class Meta:
        model = Licence
        fields = ["title", "number", "issued_by", "valid_until", "renewal_to_bring", "anyway_because"]
        widgets = {"valid_until": DAY}
        labels = {
            "renewal_to_bring": _("Save as incomplete: the renewed one is still to be brought"),
            "anyway_because": _("It is noted although it has run out, because"),
        }
        help_texts = {
            "renewal_to_bring": _("Only for a licence whose end has passed."),
            "anyway_because": _("Only for a licence whose end has passed. Your name stands beside the reason."),
        }

    def clean(self):
        data = super().clean()
        until, answered = (
            data.get("valid_until"),
            data.get("renewal_to_bring") or data.get("anyway_because", "").strip(),
        )
        if until and until < self.by.today and not answered:
            said = _(
                "This licence ran out on %(day)s. Enter the renewed one, save it as incomplete, or say why it is noted."
            )
            self.add_error("valid_until", said % {"day": until})
        return data


class RegisteredAddressForm(InputForm):
    """What the registry decided, with its paper."""

    address = forms.CharField(label=_("Registered address"), max_length=120)
    on = forms.DateField(label=_("Changed by the registry on"), widget=DAY)
    paper = AttachmentField(
        label=_("The registry's paper"),
        help_text=_("The notice of the change, or the new certificate. PDF, JPG, PNG, Word or Excel."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].by = self.by


class HonourForm(PossessionForm):
    class Meta:
        model = Honour
        fields = ["title", "given_by", "on"]
        widgets = {"on": DAY}


class PredecessorForm(PossessionForm):
    class Meta:
        model = Predecessor
        fields = ["name", "since", "merged_on", "note"]
        widgets = {"since": DAY, "merged_on": DAY}


POSSESSIONS = {
    "premises": PremisesForm,
    "licences": LicenceForm,
    "honours": HonourForm,
    "predecessors": PredecessorForm,
}
