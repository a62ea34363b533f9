"""What may be typed about a group and its applications."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions, rules
from shuniu.groups.application import PAPERS
from shuniu.groups.models import Filing, Group, Membership
from shuniu.groups.queries import held_on
from shuniu.kernel.dated import codes
from shuniu.kernel.forms import InputForm
from shuniu.kernel.models import Place
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.people.public import Particulars, Person

KIND = Filing.Kind
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# What a leader is asked for on a phone; the rest of the form is the centre's to complete.
ON_PHONE = ("venue", "content", "times")


def column_field(column: str) -> forms.Field:
    """The form field of one column of a group, with the model's own label and length."""
    about = Group._meta.get_field(column.removesuffix("_id"))
    shared = {"label": about.verbose_name, "required": column in ("name", "place_id")}
    match column:
        case "place_id" | "category":
            return forms.ChoiceField(**shared, choices=())
        case "founded_on":
            return forms.DateField(**shared, widget=DAY)
        case "times_per_week":
            return forms.IntegerField(**shared, min_value=0, max_value=21)
        case "party_members":
            return forms.IntegerField(**shared, min_value=0, max_value=2_000)
        case "charter":
            return forms.CharField(**shared, max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))
        case "liaison_phone":
            return forms.CharField(**shared, max_length=40, help_text=_("Shown masked; left as it is, it stays."))
        case "liaison_assigned":
            return forms.NullBooleanField(**shared)
        case "content" | "times":
            return forms.CharField(**shared, max_length=about.max_length, widget=forms.Textarea(attrs={"rows": 2}))
        case _:
            return forms.CharField(**shared, max_length=about.max_length)


class GroupForm(InputForm):
    """Columns of a group. `columns` says which, in order."""

    def __init__(self, *args, columns: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        for column in columns:
            self.fields[column] = column_field(column)
        self._offer()

    def _offer(self) -> None:
        by = self.by
        if "place_id" in self.fields:
            places = Place.objects.filter(level="committee", pk__range=by.reach).order_by("pk")
            self.fields["place_id"].choices = [(p.pk, p.label) for p in places]
        if "category" in self.fields:
            table = codes("groups.category", place=by.centre or by.place, on=by.today)
            self.fields["category"].choices = [("", "–"), *((c.code, str(c)) for c in table)]

    def clean_place_id(self) -> int:
        return int(self.cleaned_data["place_id"])

    def clean_liaison_phone(self) -> str:
        phone = self.cleaned_data["liaison_phone"]
        if "*" in phone and phone != self.initial.get("liaison_phone"):
            raise forms.ValidationError(_("Write the whole number."))
        return phone

    def values(self) -> dict:
        """Column → value, empty text as the model keeps it; a masked phone that was left as it is says nothing."""
        said = {column: self.cleaned_data[column] for column in self.columns}
        return {c: v for c, v in said.items() if c != "liaison_phone" or "*" not in v}


class ApplicationForm(GroupForm):
    """An application of one kind: the columns it may change, whom it names, why, and what is handed in with it."""

    takes_effect_on = forms.DateField(
        label=_("Takes effect on"), required=False, widget=DAY, help_text=_("Empty: the day it is approved.")
    )
    reason = forms.CharField(
        label=_("Reason for the change"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    papers = forms.MultipleChoiceField(
        label=_("Papers handed in with it"),
        required=False,
        choices=list(PAPERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[("page", _("said at the window or by phone")), ("paper", _("on paper, keyed in"))],
        widget=forms.RadioSelect,
        initial="page",
    )

    def __init__(self, *args, group: Group, kind: str, **kwargs):
        self.group, self.kind = group, kind
        on_phone = kwargs["by"].role in PHONE_ROLES
        columns = rules.COLUMNS.get(kind, ())
        if on_phone and kind == KIND.FIRST:
            columns = ON_PHONE
        super().__init__(*args, columns=columns, **kwargs)
        self._add_choices(on_phone)
        self._leave_out(on_phone)
        self.order_fields([*columns, "new_leader", "new_name", "new_phone", "target_group"])

    def _add_choices(self, on_phone: bool) -> None:
        names_leader = self.kind == KIND.LEADER or (
            self.kind == KIND.FIRST and rules.leader_of(self.group, on=self.by.today) is None
        )
        if names_leader:
            changes = self.kind == KIND.LEADER
            self.fields["new_leader"] = forms.ModelChoiceField(
                label=_("New leader, from the roster") if changes else _("Leader, from the roster"),
                required=changes and on_phone,  # at the desk it may be somebody who is not on the roster yet
                queryset=Person.objects.none(),
                empty_label="–",
            )
            self.fields["new_leader"].queryset = members_to_choose(self.group, self.by)
            if not on_phone:
                self.fields["new_name"] = forms.CharField(
                    label=_("Or someone not on the roster yet: name"), required=False, max_length=60
                )
                self.fields["new_phone"] = forms.CharField(label=_("Phone"), required=False, max_length=20)
        if self.kind == KIND.MERGER:
            others = Group.objects.visible_to(self.by).filter(ended_on__isnull=True).exclude(pk=self.group.pk)
            self.fields["target_group"] = forms.ModelChoiceField(
                label=_("The group it joins"), queryset=others.order_by("name"), empty_label="–", required=False
            )
        if self.kind in rules.CENTRE_MAY_PROPOSE and self.by.may(permissions.PROPOSE):
            self.fields["proposed_by_centre"] = forms.BooleanField(
                label=_("The centre proposes this, not the group"),
                required=False,
                help_text=_("The group is told and may answer before the subdistrict decides."),
            )

    def _leave_out(self, on_phone: bool) -> None:
        if self.kind in (KIND.FIRST, KIND.RENEWAL):
            del self.fields["takes_effect_on"], self.fields["reason"]
        if on_phone:
            for name in ("papers", "channel", "takes_effect_on"):
                self.fields.pop(name, None)

    def clean_takes_effect_on(self):
        day = self.cleaned_data["takes_effect_on"]
        if day and day > self.by.today:
            raise forms.ValidationError(_("The day it takes effect may not lie ahead: apply when it is known."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("new_leader") and data.get("new_name"):
            self.add_error("new_name", _("Choose from the roster or write a name, not both."))
        return data

    def application(self) -> dict:
        """What `begin_filing` and `amend_filing` both take."""
        data = self.cleaned_data
        return {
            "proposed": self.values(),
            "new_leader": data.get("new_leader"),
            "new_person": Particulars(name=data["new_name"], phone=data["new_phone"]) if data.get("new_name") else None,
            "target_group": data.get("target_group"),
            "takes_effect_on": data.get("takes_effect_on"),
            "reason": data.get("reason", ""),
            "papers": data.get("papers", ()),
        }


class LeaderForm(InputForm):
    """Who becomes responsible: from the roster, or someone new; for a handover, from when and with what note."""

    person = forms.ModelChoiceField(label=_("From the roster"), required=False, queryset=Person.objects.none())
    new_name = forms.CharField(label=_("Or someone not on the roster yet: name"), required=False, max_length=60)
    new_phone = forms.CharField(label=_("Phone"), required=False, max_length=20)
    on = forms.DateField(label=_("Leads from"), widget=DAY)
    unit = forms.CharField(label=_("Unit and post"), required=False, max_length=100)
    note = forms.CharField(label=_("What was handed over"), required=False, max_length=200)

    def __init__(self, *args, group: Group, is_handover: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = members_to_choose(group, self.by)
        if not is_handover:
            del self.fields["note"]

    def clean_on(self):
        if self.cleaned_data["on"] > self.by.today:
            raise forms.ValidationError(_("The day may not lie ahead."))
        return self.cleaned_data["on"]

    def clean(self):
        data = super().clean()
        if bool(data.get("person")) == bool(data.get("new_name")):
            raise forms.ValidationError(_("Name one person: from the roster, or someone new."))
        return data

    def new_person(self) -> Particulars | None:
        data = self.cleaned_data
        return Particulars(name=data["new_name"], phone=data["new_phone"]) if data["new_name"] else None


class WordsForm(InputForm):
    """An opinion, a reason, an answer: some words."""

    words = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label, required: bool = True, most: int = 300, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].required = label, required
        self.fields["words"].max_length = most


def members_to_choose(group: Group, by):
    """The people on a group's roster, whoever asks: they reach the group, and the names stand on its roster."""
    members = Membership.objects.unscoped(because="the group was scoped").filter(
        held_on(by.today), centre_id=group.centre_id, group=group
    )
    return Person.objects.unscoped(because="members of a group the actor sees").filter(
        pk__in=members.values("person_id"), merged_into__isnull=True, erased_at__isnull=True
    ).order_by("initials", "pk")  # fmt: skip
