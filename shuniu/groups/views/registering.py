"""A group enters the register, its record is put right, its leader is named or hands over."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions, rules
from shuniu.groups.actions.leadership import hand_over_leadership, name_leader
from shuniu.groups.actions.registering import CORRECTABLE, NameTaken, correct_group, register_group
from shuniu.groups.filed import held_now, labels, may_name
from shuniu.groups.forms.filing import GroupForm, LeaderForm
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Allowed, Denied, Refused, require
from shuniu.kernel.sealing import mask_phone, reveal

ENTERED = ("name", "place_id", "category", "founded_on", "venue", "content", "times", "times_per_week")
HANDOVER = _(
    "%(name)s is responsible now. With the handover, access by phone ends for whoever led until now, and their card "
    "for this group with it; the new leader gets an own card at the window."
)
APPLIED_FOR = _("The group is filed. By an application, a slip of the pen too, change: %(columns)s.")
CORRECTED = tuple(column for column in CORRECTABLE if column != "founded_precision")


class Register(Page):
    """A new group, unfiled: a name and a residents' committee are enough."""

    permission = permissions.EDIT
    template = "groups/filing/group_form.html"

    def get(self, request):
        return self.ask(GroupForm(by=self.actor, columns=ENTERED))

    def post(self, request):
        form = GroupForm(request.POST, by=self.actor, columns=ENTERED)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            group = register_group(centre_id=self.actor.centre, by=self.actor, **form.values())
        except NameTaken as taken:
            form.add_error("name", str(taken.denied.reason))
            return self.ask(form, status=422)
        messages.success(request, _("%(name)s is in the register, unfiled. File it now or later.") % {"name": group})
        return redirect("groups:group", group.pk)

    def ask(self, form, status: int = 200):
        return self.show(
            form=form,
            title=_("A new group"),
            sentence=_("Only the name and the committee are asked for; the rest can follow."),
            submit=_("Enter in the register"),
            status=status,
        )


class Correct(OfGroupPage):
    """Plain corrections. Of a filed group, what it was filed with is changed by an application instead."""

    permission = permissions.EDIT
    template = "groups/filing/group_form.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        return self.ask(group, self.form(group))

    def post(self, request, pk):
        group = self.group_at(pk)
        form = self.form(group, request.POST)
        if not form.is_valid():
            return self.ask(group, form, status=422)
        try:
            correct_group(group, by=self.actor, **form.values())
        except NameTaken as taken:
            form.add_error("name", str(taken.denied.reason))
            return self.ask(group, form, status=422)
        messages.success(request, _("Corrected."))
        return redirect("groups:group", pk)

    def form(self, group, data=None) -> GroupForm:
        """What one hand may put right."""
        held = set(held_now(group))
        columns = tuple(column for column in CORRECTED if column not in held)
        now = {column: getattr(group, column) for column in columns}
        now["liaison_phone"] = mask_phone(reveal(group, "liaison_phone"))
        return GroupForm(data, by=self.actor, columns=columns, initial=now)

    def ask(self, group, form, status: int = 200):
        held = held_now(group)
        return self.show(
            group=group,
            form=form,
            title=_("Correct the record"),
            sentence=APPLIED_FOR % {"columns": labels(held)} if held else "",
            apply_url=reverse("groups:apply", args=[group.pk]) if held else "",
            status=status,
        )


class Leader(OfGroupPage):
    """The one responsible person: named for the first time, or handed over. A filed group applies for it instead."""

    permission = permissions.EDIT
    template = "groups/filing/group_form.html"

    def get(self, request, pk):
        group = self.group_at(pk)
        return self.ask(group, self.form(group)) if self.may(group) else self.applied_for(group)

    def post(self, request, pk):
        group = self.group_at(pk)
        if not self.may(group):
            return self.applied_for(group)
        form = self.form(group, request.POST)
        if not form.is_valid():
            return self.ask(group, form, status=422)
        try:
            self.write(group, form)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(group, form, status=422)
        messages.success(request, _("Written down."))
        return redirect("groups:group", pk)

    def write(self, group, form) -> None:
        data, new = form.cleaned_data, form.new_person()
        if self.present(group) is None:
            name_leader(
                group, person=data["person"], new_person=new, since=data["on"], unit=data["unit"], by=self.actor
            )
            return
        hand_over_leadership(
            group,
            to=data["person"],
            new_person=new,
            on=data["on"],
            note=data["note"],
            unit=data["unit"],
            by=self.actor,
        )

    def form(self, group, data=None) -> LeaderForm:
        is_handover = self.present(group) is not None
        return LeaderForm(data, by=self.actor, group=group, is_handover=is_handover, initial={"on": self.actor.today})

    def may(self, group) -> Allowed | Denied:
        return may_name(group, is_handover=self.present(group) is not None)

    def applied_for(self, group):
        require(Allowed() if group.ended_on is None else self.may(group))
        messages.info(self.request, self.may(group).reason)
        return redirect("groups:begin", group.pk, "leader")

    def present(self, group):
        return rules.leader_of(group, on=self.actor.today)

    def ask(self, group, form, status: int = 200):
        present = self.present(group)
        title = _("Hand over to a new leader") if present else _("Name the leader")
        sentence = HANDOVER % {"name": present.person.name} if present else ""
        return self.show(group=group, form=form, title=title, sentence=sentence, status=status)
