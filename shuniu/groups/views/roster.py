"""Who is in a group: seen, joined, corrected, ended; at the desk and on the leader's phone."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.groups import permissions
from shuniu.groups.actions.roster import correct_membership, enrol_member, join_group, leave_group
from shuniu.groups.forms.roster import EntryForm, LeaveForm, NewMemberForm, PhoneMemberForm, SinceForm
from shuniu.groups.lists import members
from shuniu.groups.lists.members import birth_of
from shuniu.groups.models import Membership
from shuniu.groups.queries import held_on
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.forms import refusals_on, row_key
from shuniu.kernel.permissions import PHONE_ROLES
from shuniu.kernel.sealing import mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import Person, found_by, on_record

SHOWN = 20  # people offered for one name


class Roster(members.Roster):
    """The roster: a list at the desk, names with a large touch on the phone."""

    permission = permissions.VIEW_ROSTER

    def get(self, request, **kwargs):
        if self.actor.role not in PHONE_ROLES:
            return super().get(request, **kwargs)
        rows = list(self.rows(self.actor).filter(held_on(self.actor.today)).order_by("person__name", "pk"))
        return self.show("groups/roster_phone.html", group=self.group, rows=self.prepare(rows))


class Join(OfGroupPage):
    """A member is added: first the person is looked for; who is not found is written down."""

    permission = permissions.EDIT_ROSTER
    template = "groups/join.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        if self.on_phone:
            return self.show("groups/join_phone.html", group=group, form=PhoneMemberForm(by=self.actor))
        asked = request.GET.get("q", "").strip()
        found = list(found_by(asked, self.actor).order_by("name", "pk")[:SHOWN]) if asked else []
        since = SinceForm(by=self.actor, initial={"since": self.actor.today})
        return self.show(group=group, asked=asked, found=self.told(group, found), form=since)

    def post(self, request, pk):
        return self.enrol_on_phone(request, pk) if self.on_phone else self.join_found(request, pk)

    def join_found(self, request, pk):
        """A person who is on record joins."""
        group = self.group_at(pk)
        person = self.find(on_record(self.actor), pk=row_key(request.POST.get("person")))
        form = SinceForm(request.POST, by=self.actor)
        if form.is_valid():
            with refusals_on(form):
                join_group(group, person, **form.cleaned_data, by=self.actor)
                messages.success(request, _("%(name)s is on the roster.") % {"name": person.name})
                return redirect("groups:roster", pk)
        found = self.told(group, [person])
        return self.show(group=group, asked=person.name, found=found, form=form, status=422)

    def enrol_on_phone(self, request, pk):
        group = self.group_at(pk)
        form = PhoneMemberForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show("groups/join_phone.html", group=group, form=form, status=422)
        added = enrol_member(group, form.particulars(), since=self.actor.today, by=self.actor)
        messages.success(request, _("%(name)s is on the roster.") % {"name": added.person.name})
        return redirect("groups:roster", pk)

    def told(self, group, people: list[Person]) -> list[dict]:
        return told_of_people(group, people, self.actor)


class JoinNew(OfGroupPage):
    """A person new to the centre is written down and joins; people like them are shown first."""

    permission = "people.edit"
    template = "groups/join_new.html"

    def get(self, request, pk):
        initial = {"name": request.GET.get("name", ""), "since": self.actor.today}
        return self.show(group=self.group_at(pk), form=NewMemberForm(by=self.actor, initial=initial), alike=())

    def post(self, request, pk):
        group = self.group_at(pk)
        form = NewMemberForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(group=group, form=form, alike=(), status=422)
        alike = [] if form.cleaned_data["another_person"] else self.alike(form)
        if alike:
            form.ask_again()
            return self.show(group=group, form=form, alike=told_of_people(group, alike, self.actor), status=409)
        return self.enrol(request, group, form)

    def alike(self, form) -> list[Person]:
        """People on record who may be this one: the same name, the same phone or the same ID number."""
        told = form.particulars()
        same = Q(name=told.name)
        for text, column in ((told.phone, "phone_index"), (told.id_number, "id_index")):
            if text:
                same |= Q(**{column: Person._meta.get_field(column).blinder_for(self.actor.centre)(text)})
        return list(on_record(self.actor).filter(same).order_by("pk")[:SHOWN])

    def enrol(self, request, group, form):
        data, alike = form.cleaned_data, told_of_people(group, self.alike(form), self.actor)
        try:
            added = enrol_member(group, form.particulars(), since=data["since"], duty=data["duty"], by=self.actor)
        except IntegrityError:
            form.add_error("id_number", _("A person with this ID number is already on record; choose that one."))
            return self.show(group=group, form=form, alike=alike, status=409)
        messages.success(request, _("%(name)s is on the roster.") % {"name": added.person.name})
        return redirect("groups:roster", group.pk)


class MembershipPage(OfGroupPage):
    """One entry of the roster: corrected, or ended with a date."""

    permission = permissions.EDIT_ROSTER
    template = "groups/membership.html"

    def get(self, request, pk, membership_pk):
        membership = self.membership_at(pk, membership_pk)
        said = {name: getattr(membership, name) for name in EntryForm.base_fields}
        return self.show_entry(membership, EntryForm(by=self.actor, initial=said))

    def post(self, request, pk, membership_pk):
        membership = self.membership_at(pk, membership_pk)
        form = EntryForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show_entry(membership, form, status=422)
        with refusals_on(form):
            correct_membership(membership, by=self.actor, **form.cleaned_data)
            return redirect("groups:roster", pk)
        return self.show_entry(membership, form, status=422)

    def show_entry(self, membership, form, leave=None, status: int = 200):
        leave = leave or LeaveForm(by=self.actor, initial={"until": self.actor.today})
        person = membership.person
        return self.show(
            group=membership.group, membership=membership, person=person, form=form, leave=leave,
            born=birth_of(person), age=person.age_on(self.actor.today), phone=mask_phone(reveal(person, "phone")),
            base=self.base, on_phone=self.on_phone, status=status,
        )  # fmt: skip

    def membership_at(self, pk: int, membership_pk: int) -> Membership:
        mine = Membership.objects.visible_to(self.actor).filter(group=self.group_at(pk))
        return self.find(mine.select_related("person", "group"), pk=membership_pk)


class Leave(MembershipPage):
    """A membership ends on a day."""

    permission = permissions.EDIT_ROSTER

    def get(self, request, pk, membership_pk):
        return redirect("groups:membership", pk, membership_pk)

    def post(self, request, pk, membership_pk):
        membership = self.membership_at(pk, membership_pk)
        form = LeaveForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show_entry(membership, EntryForm(by=self.actor), leave=form, status=422)
        with refusals_on(form, "until"):
            leave_group(membership, until=form.cleaned_data["until"], by=self.actor)
            messages.success(request, _("%(name)s is no longer on the roster.") % {"name": membership.person.name})
            return redirect("groups:roster", pk)
        return self.show_entry(membership, EntryForm(by=self.actor), leave=form, status=422)


def told_of_people(group, people: list[Person], actor) -> list[dict]:
    """What tells people of one name apart: birth, masked phone, the groups they are in; two queries for all of them."""
    within = Membership.objects.visible_to(actor).filter(held_on(actor.today), person__in=people)
    groups: dict[int, list] = {}
    for person_id, group_pk, name in within.values_list("person_id", "group_id", "group__name"):
        groups.setdefault(person_id, []).append((group_pk, name))
    return [
        {
            "person": person,
            "born": birth_of(person),
            "phone": mask_phone(reveal(person, "phone")),
            "groups": [name for _pk, name in groups.get(person.pk, ())],
            "is_in": any(pk == group.pk for pk, _name in groups.get(person.pk, ())),
        }
        for person in people
    ]
