"""Seasonal rounds: wishes on the phone or from paper, the allocation, its public account, objections, changes by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group, groups_on
from shuniu.kernel.limits import Limited
from shuniu.kernel.pages import OPEN, Page
from shuniu.kernel.papers.response import printed
from shuniu.kernel.permissions import require
from shuniu.venues import permissions
from shuniu.venues.account import Account
from shuniu.venues.actions import objections, rounds
from shuniu.venues.allocation import allocate, thawed
from shuniu.venues.forms.booking import VerdictForm, WordsForm
from shuniu.venues.forms.rounds import ChangeForm, RoundForm, WishForm
from shuniu.venues.hearing import may_object, takes_wishes
from shuniu.venues.measured import MEASURED
from shuniu.venues.models import Allocation, Application, Judgement, Objection, Round, Telling
from shuniu.venues.rounds import applications_in, grants_in, stage_of
from shuniu.venues.views.asking import Ask, Dressed
from shuniu.venues.wishes import last_wishes, wish_paper
from shuniu.venues.words import weekly_of


class NewRound(Ask):
    permission = permissions.ALLOCATE
    title, submit = _("Announce a round"), _("Announce")
    sentence = _("The seed is drawn now and published with the dates, before anybody wishes.")

    def form(self, thing, data=None):
        return RoundForm(data, by=self.actor)

    def done(self, thing, form):
        made = rounds.announce_round(centre_id=self.actor.centre, by=self.actor, **form.cleaned_data)
        return reverse("venues:round", args=[made.pk])


class OfRound(Dressed, abstract=True):
    def round_at(self, pk: int) -> Round:
        return self.row(Round, pk)


class RoundPage(OfRound):
    """Where a round stands, what is to be done next, and for staff the groups that have not wished yet."""

    permission = permissions.VIEW
    template = "venues/round.html"

    def get(self, request, pk):
        round_ = self.round_at(pk)
        account = Account(round_)
        return self.show(
            round=round_, stage=stage_of(round_, self.actor.today), account=account,
            applications=applications_in(round_).count(), may_allocate=self.actor.may(permissions.ALLOCATE),
            without=self.without(round_) if not self.on_phone else [], handed_in=self.handed_in(round_),
            own=self.own(round_) if self.on_phone else None,
        )  # fmt: skip

    def own(self, round_: Round) -> Application | None:
        """What the leader's own group handed in."""
        group = self.own_group()
        return applications_in(round_).filter(group=group).first() if group else None

    def handed_in(self, round_: Round) -> list[Application]:
        """Who has wished, when, how, and who keyed it in; for staff who may change it while wishes are taken."""
        if self.on_phone or stage_of(round_, self.actor.today).name != "open" or not self.actor.may(permissions.WISH):
            return []
        return list(applications_in(round_).select_related("group").order_by("-handed_in_at", "group__name"))

    def without(self, round_: Round):
        if stage_of(round_, self.actor.today).name != "open" or not self.actor.may(permissions.WISH):
            return []
        return list(
            groups_on(self.actor.today, self.actor)
            .exclude(pk__in=applications_in(round_).values("group_id"))
            .order_by("name")
        )


class RoundStep(OfRound, abstract=True):
    permission = permissions.ALLOCATE

    def post(self, request, pk):
        self.act(self.round_at(pk))
        return redirect("venues:round", pk)


class Run(RoundStep):
    permission = permissions.ALLOCATE

    def act(self, round_):
        rounds.run_allocation(round_, by=self.actor)


class Publication(RoundStep):
    permission = permissions.ALLOCATE

    def act(self, round_):
        rounds.publish_round(round_, by=self.actor)


class SeasonBooked(RoundStep):
    permission = permissions.ALLOCATE

    def act(self, round_):
        had, refused = rounds.book_season(round_, by=self.actor)
        messages.success(
            self.request,
            _("%(had)s dates are booked; %(refused)s could not be had.") % {"had": had, "refused": refused},
        )


class RunAgain(OfRound):
    """The same inputs once more: does the same come out?"""

    permission = permissions.VIEW

    def post(self, request, pk):
        round_ = self.round_at(pk)
        if self.on_phone and round_.published_at is None:
            raise Http404
        run = Allocation.objects.visible_to(self.actor).filter(round=round_).order_by("-id").first()
        if run is None:
            raise Http404
        if same_again(run):
            messages.success(request, _("Run again from the frozen inputs: the same result, decision by decision."))
        else:
            messages.error(request, _("Run again from the frozen inputs, the result differs. Please tell the centre."))
        return redirect("venues:round", pk)


def same_again(run: Allocation) -> bool:
    """Whether the frozen inputs give the decisions that stand."""
    found = {
        (d.wish, d.turn, str(d.outcome), d.space, d.weekday, d.starts) for d in allocate(thawed(run.inputs)).decisions
    }
    rows = Judgement.objects.unscoped(because="the round was scoped").filter(centre_id=run.centre_id, allocation=run)
    return found == set(rows.values_list("wish_id", "turn", "outcome", "space_id", "weekday", "starts"))


# --- Wishes -----------------------------------------------------------------------------------------------------------
class Wishes(Ask):
    """A group's wishes. They begin with what it asked for the last time."""

    permission = permissions.WISH
    template = "venues/wishes.html"
    title, submit = _("What we wish for"), _("Hand in")

    def get(self, request, pk, group_pk):
        require(takes_wishes(self.row(Round, pk), self.actor))
        return super().get(request, pk=pk, group_pk=group_pk)

    def thing(self, pk, group_pk):
        round_ = self.row(Round, pk)
        return round_, self.row(Group, group_pk)

    def form(self, thing, data=None):
        if not self.on_phone:
            self.hint = _("Keyed in from paper: your name stands beside the wishes as that of who keyed them in.")
        begun = last_wishes(*thing, by=self.actor)
        if begun:
            self.sentence = _("It begins with what the group asked for before: change what is different.")
        return WishForm(data, by=self.actor, season=thing[0], initial=begun)

    def done(self, thing, form):
        round_, group = thing
        channel = Application.Channel.PHONE if self.on_phone else Application.Channel.PAPER
        rounds.hand_in_wishes(round_, group=group, asking=form.asking(), channel=channel, by=self.actor)
        messages.success(
            self.request, _("The wishes are in. They can be changed until %(day)s.") % {"day": round_.closes_on}
        )
        return reverse("venues:mine") if self.on_phone else reverse("venues:round", args=[round_.pk])


class Withdrawal(Page):
    """A group takes its wishes back while wishes are taken."""

    permission = permissions.WISH

    def post(self, request, pk, group_pk):
        mine = Application.objects.visible_to(self.actor).filter(withdrawn_at__isnull=True).select_related("round")
        application = self.find(mine, round_id=pk, group_id=group_pk)
        rounds.withdraw_wishes(application, by=self.actor)
        messages.success(request, _("The wishes are withdrawn. New ones can be handed in."))
        return redirect("venues:mine") if self.actor.subject else redirect("venues:round", pk)


class BlankWishes(OfRound):
    """The wish form on paper, blank: for a stock at the desk and in the committees."""

    permission = permissions.WISH

    def get(self, request, pk):
        paper = wish_paper(self.round_at(pk), None, by=self.actor)
        return printed(request, paper, name=f"wishes-{pk}", back_url=reverse("venues:round", args=[pk]))


class WishesOnPaper(OfRound):
    """The wish form of one group, with what it asked for before and the code that leads to keying it in."""

    permission = permissions.WISH

    def get(self, request, pk, group_pk):
        round_ = self.round_at(pk)
        group = self.row(Group, group_pk)
        back = reverse("venues:mine") if self.on_phone else reverse("venues:wishes", args=[pk, group_pk])
        return printed(request, wish_paper(round_, group, by=self.actor), name=f"wishes-{pk}-{group_pk}", back_url=back)


# --- The account ------------------------------------------------------------------------------------------------------
class AccountPage(Limited, Page):
    """For everyone: what was asked, who got what and why, what was changed by hand."""

    permission = OPEN
    template = "venues/account.html"

    def get(self, request, token):
        rows = Round.objects.unscoped(because="a published account is for everyone; the token leads to it")
        round_ = rows.filter(token=token, published_at__isnull=False).select_related("centre").first()
        if round_ is None:
            raise Http404
        return self.show(round=round_, account=Account(round_), measured=MEASURED, weekly_of=weekly_of)


class FrozenInputs(Limited, Page):
    """What the published result was made from, for everyone: whoever runs it again gets the same decisions.

    Numbers of groups, places and wishes; no name of anybody.
    """

    permission = OPEN

    def get(self, request, token):
        runs = Allocation.objects.unscoped(because="a published account is for everyone; the token leads to it")
        run = runs.filter(round__token=token, round__published_at__isnull=False).order_by("-id").first()
        if run is None:
            raise Http404
        name = f'attachment; filename="inputs-{token}.json"'
        return HttpResponse(run.inputs, content_type="application/json", headers={"Content-Disposition": name})


class Result(OfRound):
    """One group's result: its times, and one sentence for each wish."""

    permission = permissions.VIEW
    template = "venues/result.html"

    def get(self, request, pk, group_pk):
        round_ = self.round_at(pk)
        group = self.row(Group, group_pk)
        if self.on_phone and round_.published_at is None:
            raise Http404
        account = Account(round_)
        return self.show(
            round=round_, group=group, stage=stage_of(round_, self.actor.today), weekly_of=weekly_of,
            told=account.told, judgements=[each for each in account.judgements if each.group_id == group.pk],
            grants=[each for each in account.grants if each.group_id == group.pk],
            overrides=[each for each in account.overrides if each.group_id == group.pk],
            objections=[each for each in account.objections if each.group_id == group.pk],
            telling=Telling.objects.visible_to(self.actor).filter(round=round_, group=group).first(),
            ways=Telling.How.choices,
            may_tell=round_.published_at is not None and self.actor.may(permissions.TELL),
        )  # fmt: skip


class Change(Ask):
    permission = permissions.DECIDE
    title, submit = _("Change the result by hand"), _("Change")
    sentence = _("Counted and published with your name and reason.")

    def thing(self, pk):
        return self.row(Round, pk)

    def form(self, round_, data=None):
        grants = grants_in(round_).select_related("group", "space__venue").order_by("group__name", "weekday")
        groups = (
            Group.objects.visible_to(self.actor)
            .filter(pk__in=applications_in(round_).values("group_id"))
            .order_by("name")
        )
        return ChangeForm(data, by=self.actor, season=round_, grants=grants, groups=groups)

    def done(self, round_, form):
        objections.change_result(round_, by=self.actor, **form.cleaned_data)
        return reverse("venues:round", args=[round_.pk])


class NewObjection(Ask):
    permission = permissions.WISH
    title, submit = _("Object to the result"), _("Send the objection")

    def get(self, request, pk, group_pk):
        require(may_object(*self.thing(pk, group_pk), self.actor))
        return super().get(request, pk=pk, group_pk=group_pk)

    def thing(self, pk, group_pk):
        return self.row(Round, pk), self.row(Group, group_pk)

    def form(self, thing, data=None):
        return WordsForm(data, by=self.actor, label=_("What the group objects to"))

    def done(self, thing, form):
        round_, group = thing
        objections.raise_objection(round_, group=group, content=form.cleaned_data["words"], by=self.actor)
        return reverse("venues:result", args=[round_.pk, group.pk])


class ObjectionPage(Ask):
    permission = permissions.DECIDE
    title, submit = _("Decide an objection"), _("Decide")

    def get(self, request, pk):
        objection = self.thing(pk)
        if objection.decided_at is not None:
            return redirect("venues:result", objection.round_id, objection.group_id)
        return super().get(request, pk=pk)

    def thing(self, pk):
        objection = self.row(Objection, pk, "group", "round")
        self.sentence = f"{objection.group.name}：{objection.content}"
        return objection

    def form(self, objection, data=None):
        return VerdictForm(data, by=self.actor, label=_("Answer"))

    def done(self, objection, form):
        objections.decide_objection(
            objection, upheld=form.cleaned_data["upheld"], answer=form.cleaned_data["words"], by=self.actor
        )
        return reverse("venues:result", args=[objection.round_id, objection.group_id])
