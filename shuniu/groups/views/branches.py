"""The federation: its tree of branches, what each holds, where a group belongs, and members of a merged group."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shuniu.groups import permissions
from shuniu.groups.actions import branches as actions
from shuniu.groups.actions.endings import take_in_members
from shuniu.groups.forms.permits import BranchChoice, BranchForm, open_branches
from shuniu.groups.models import Affiliation, Branch, Group, Membership
from shuniu.groups.queries import held_on
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.forms import refusals_on, row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused


class Federation(Page):
    """The tree, each branch with the groups that count in it and those that lean on it besides."""

    permission = permissions.VIEW
    template = "groups/filing/branches.html"

    def get(self, request):
        leaning = held_on(self.actor.today, "affiliations__")
        rows = open_branches(self.actor).annotate(
            counted=Count("groups", filter=Q(groups__ended_on__isnull=True), distinct=True),
            leaning=Count("affiliations", filter=leaning, distinct=True),
        )
        nodes = [(branch, branch.path.count(".") - 1) for branch in rows]
        return self.show(nodes=nodes, may_arrange=permissions.may_arrange(None, self.actor))


class NewBranch(Page):
    permission = permissions.ARRANGE_BRANCHES
    template = "groups/filing/branch_form.html"

    def get(self, request):
        return self.ask(BranchForm(by=self.actor, initial={"parent": request.GET.get("under")}))

    def post(self, request):
        form = BranchForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(form, status=422)
        try:
            branch = actions.create_branch(centre_id=self.actor.centre, **form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error("name", str(refused.denied.reason))
            return self.ask(form, status=422)
        return redirect("groups:branch", branch.pk)

    def ask(self, form, status: int = 200):
        return self.show(form=form, title=_("A new branch"), status=status)


class OfBranchPage(Page, abstract=True):
    def branch_at(self, pk: int) -> Branch:
        return self.row(Branch, pk, "parent")


class BranchPage(OfBranchPage):
    """One branch: its groups, those that lean on it, and what can be done with it. A post gives it another name."""

    permission = permissions.VIEW
    template = "groups/filing/branch.html"

    def get(self, request, pk):
        branch = self.branch_at(pk)
        return self.ask(branch, BranchForm(by=self.actor, initial={"name": branch.name, "parent": branch.parent_id}))

    def post(self, request, pk):
        branch, form = self.branch_at(pk), BranchForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(branch, form, status=422)
        with refusals_on(form, "name"):
            actions.rename_branch(branch, name=form.cleaned_data["name"], by=self.actor)
            return redirect("groups:branch", pk)
        return self.ask(self.branch_at(pk), form, status=422)

    def ask(self, branch, form, status: int = 200):
        groups = Group.objects.visible_to(self.actor).filter(ended_on__isnull=True)
        leaning = _affiliations(branch=branch).filter(held_on(self.actor.today)).values("group_id")
        return self.show(
            branch=branch,
            form=form,
            move_form=BranchChoice(by=self.actor, required=False),
            groups=groups.filter(branch=branch).order_by("name"),
            leaning=groups.filter(pk__in=leaning).order_by("name"),
            children=open_branches(self.actor).filter(parent=branch),
            may_rename=permissions.may_arrange(branch, self.actor),
            may_move=permissions.may_arrange(branch.parent, self.actor),
            status=status,
        )


class MoveBranch(OfBranchPage):
    permission = permissions.ARRANGE_BRANCHES

    def post(self, request, pk):
        branch, form = self.branch_at(pk), BranchChoice(request.POST, by=self.actor, required=False)
        if form.is_valid():
            actions.move_branch(branch, under=form.cleaned_data["branch"], by=self.actor)
        return redirect("groups:branch", pk)


class CloseBranch(OfBranchPage):
    permission = permissions.ARRANGE_BRANCHES

    def post(self, request, pk):
        actions.close_branch(self.branch_at(pk), on=self.actor.today, by=self.actor)
        return redirect("groups:branches")


class GroupBranch(OfGroupPage):
    """The one branch a group counts in, and the others it leans on."""

    permission = permissions.ARRANGE_BRANCHES
    template = "groups/filing/group_branch.html"

    def get(self, request, pk):
        return self.ask(self.group_at(pk), BranchChoice(by=self.actor))

    def post(self, request, pk):
        group, form = self.group_at(pk), BranchChoice(request.POST, by=self.actor)
        if not form.is_valid():
            return self.ask(group, form, status=422)
        try:
            actions.place_group(group, branch=form.cleaned_data["branch"], by=self.actor)
        except Refused as refused:
            form.add_error("branch", str(refused.denied.reason))
            return self.ask(group, form, status=422)
        return redirect("groups:group_branch", pk)

    def ask(self, group, form, status: int = 200):
        rows = _affiliations(group=group).filter(held_on(self.actor.today)).select_related("branch")
        return self.show(
            group=group, form=form, affiliations=rows, lean_form=BranchChoice(by=self.actor), status=status
        )


class Affiliations(OfGroupPage):
    permission = permissions.ARRANGE_BRANCHES

    def post(self, request, pk):
        group, form = self.group_at(pk), BranchChoice(request.POST, by=self.actor)
        if form.is_valid():
            branch = form.cleaned_data["branch"]
            actions.affiliate_group(group, branch=branch, since=self.actor.today, by=self.actor)
        return redirect("groups:group_branch", pk)


class AffiliationEnding(OfGroupPage):
    permission = permissions.ARRANGE_BRANCHES

    def post(self, request, pk):
        rows = _affiliations(centre_id=self.actor.centre)
        affiliation = self.find(rows.select_related("branch", "group"), pk=pk)
        actions.end_affiliation(affiliation, on=self.actor.today, by=self.actor)
        return redirect("groups:group_branch", affiliation.group_id)


class TakeIn(OfGroupPage):
    """The members of a group that merged into this one: each is offered a place, nobody is moved."""

    permission = permissions.EDIT_ROSTER
    template = "groups/filing/take_in.html"

    def get(self, request, pk, merged):
        group, gone = self.both(pk, merged)
        return self.show(group=group, gone=gone, members=self.members(gone), base=self.base)

    def post(self, request, pk, merged):
        group, gone = self.both(pk, merged)
        chosen = [key for each in request.POST.getlist("person") if (key := row_key(each)) is not None]
        count = take_in_members(group, merged=gone, people=chosen, by=self.actor)
        messages.success(request, _("%(count)s members came along.") % {"count": count})
        return redirect("groups:group", pk)

    def both(self, pk: int, merged: int) -> tuple[Group, Group]:
        group = self.group_at(pk)
        gone = Group.objects.unscoped(because="it merged into a group the actor sees").filter(
            centre_id=group.centre_id, merged_into=group, pk=merged
        )
        if (found := gone.first()) is None:
            raise Http404
        return group, found

    def members(self, gone: Group):
        return (
            Membership.objects.unscoped(because="it merged into a group the actor sees")
            .filter(centre_id=gone.centre_id, group=gone, until=gone.ended_on)
            .select_related("person")
            .order_by("person__initials", "pk")
        )


def _affiliations(**of):
    return Affiliation.objects.unscoped(because="the group or branch was scoped, or may_arrange decides").filter(**of)
