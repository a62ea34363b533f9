"""One group in one view; for its leader, on the phone, what is to be done."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shuniu.groups import permissions
from shuniu.groups.actions.leadership import let_leader_in
from shuniu.groups.completeness import with_knowns
from shuniu.groups.drawings import week_of, year_drawn
from shuniu.groups.forms.returns import LookForm
from shuniu.groups.lists.groups import shows_names
from shuniu.groups.models import Group
from shuniu.groups.portrait import Portrait
from shuniu.groups.views.links import beside, filing_url, fill_url, next_step, paper_links
from shuniu.groups.views.returns import OfGroupPage
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import ISSUE_CARD
from shuniu.kernel.sealing import mask_name
from shuniu.kernel.signin.views.cards import show_card_paper
from shuniu.kernel.trail_lines import trail_lines
from shuniu.people.public import look_at

GROUP = "groups.group"


class Mine(Page):
    """The leader's home: the own group; for a branch's officer, the groups of the branch."""

    permission = permissions.LEAD
    target = "groups:group"

    def get(self, request):
        noun, noun_id = self.actor.subject or ("", None)
        return redirect(self.target, noun_id) if noun == GROUP else redirect("groups:list")


class MyReturn(Mine):
    permission = permissions.LEAD
    target = "groups:return"


class MyRoster(Mine):
    permission = permissions.LEAD
    target = "groups:roster"


class GroupPage(OfGroupPage):
    """Who, what, where and when; what is missing; what is due next; what happened."""

    permission = permissions.VIEW
    template = "groups/group.html"

    def get(self, request, pk):
        group = self.find(
            with_knowns(Group.objects.visible_to(self.actor), on=self.actor.today).select_related("place", "branch"),
            pk=pk,
        )
        portrait = Portrait(group, self.actor)
        if self.on_phone:
            return self.show("groups/group_phone.html", group=group, portrait=portrait, filing_url=filing_url)
        return self.show(
            group=group,
            portrait=portrait,
            leader_name=self.leader_name(portrait),
            next=(main := next_step(portrait, self.actor)),
            beside=beside(group, main, self.actor),
            papers=paper_links(group, self.actor),
            week=week_of(portrait.times),
            year=year_drawn(portrait.year),
            lines=trail_lines(portrait.trail),
            fill_url=fill_url,
            filing_url=filing_url,
        )

    def leader_name(self, portrait: Portrait) -> str:
        if portrait.leadership is None:
            return ""
        name = portrait.leadership.person.name
        return name if shows_names(self.actor) else mask_name(name)


class LeaderCard(OfGroupPage):
    """POST …/phone-card: the leader may act by phone from now on; the answer is the printed card."""

    permission = ISSUE_CARD

    def post(self, request, pk):
        group = self.group_at(pk)
        seat = let_leader_in(group, by=self.actor)
        if seat.issued:
            return show_card_paper(self, seat.issued)
        messages.success(request, _("%(name)s may act for this group too, with the same card.") % {"name": seat.user})
        return redirect("groups:group", pk)


class LeaderPhone(OfGroupPage):
    """The leader's number in full, to who says why; the look stands in the person's trail."""

    permission = "people.reveal"
    template = "groups/leader_phone.html"

    def get(self, request, pk):
        group, person = self.leader_of(pk)
        return self.show(group=group, person=person, form=LookForm(by=self.actor))

    def post(self, request, pk):
        group, person = self.leader_of(pk)
        form = LookForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(group=group, person=person, form=form, status=422)
        found = look_at(person, ("phone",), reason=form.cleaned_data["reason"], by=self.actor)
        return self.show(group=group, person=person, phone=found["phone"] or _("none on record"))

    def leader_of(self, pk: int):
        group = self.group_at(pk)
        leadership = Portrait(group, self.actor).leadership
        if leadership is None:
            raise Http404
        return group, leadership.person
