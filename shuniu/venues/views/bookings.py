"""Booking, and what happens to a booking; the leader's own places on the phone."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.groups.public import Group
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import Refused
from shuniu.venues import permissions
from shuniu.venues.actions import booking as actions
from shuniu.venues.actions import dealing, permits, using
from shuniu.venues.actions.feeds import make_feed
from shuniu.venues.actions.series import book_series, end_series
from shuniu.venues.actions.slots import Taken
from shuniu.venues.forms.booking import ArrivalForm, BookForm, ComplaintForm, SwapForm, VerdictForm, WordsForm
from shuniu.venues.forms.venues import EndingForm
from shuniu.venues.free import free_said
from shuniu.venues.models import Booking, Complaint, Feed, Round, Series, Space, Swap, UseNotice, Venue
from shuniu.venues.queries import holding
from shuniu.venues.rounds import applications_in, grants_in, open_rounds
from shuniu.venues.standing import Standings, keyed_in_since, moment_of, standing_of
from shuniu.venues.views.asking import Ask, Dressed
from shuniu.venues.views.venues import feeds_url
from shuniu.venues.words import sound_of, unused_said, weekly_of

SHOWN = 12


class Book(Ask):
    """Ask for a time, once or every week. What stands against it comes back in words: who has it, and what is free."""

    permission = permissions.BOOK
    title, submit = _("Book a time"), _("Book")

    def thing(self, pk):
        space = self.row(Space, pk, "venue")
        self.sentence, self.terms = space.title, space.venue.terms
        return space

    def form(self, space, data=None):
        return BookForm(data, by=self.actor, own=self.own_group(), initial={"day": self.actor.today})

    def done(self, space, form):
        asked = dict(form.cleaned_data)
        day, last = asked.pop("day"), asked.pop("last")
        if last and last > day:
            book_series(space, first=day, last=last, by=self.actor, **asked)
            return reverse("venues:mine" if self.on_phone else "venues:bookings")
        try:
            booking = actions.book_space(space, day=day, by=self.actor, **asked)
        except Taken:
            self.hint = free_said(space, day)
            raise
        return reverse("venues:booking", args=[booking.pk])


class OfBooking(Ask, abstract=True):
    permission = permissions.VIEW

    def thing(self, pk):
        return self.row(Booking, pk, "space__venue", "group", "series")

    def done(self, booking, form):
        self.act(booking, form)
        return reverse("venues:booking", args=[booking.pk])

    def act(self, booking, form) -> None:
        raise NotImplementedError


class BookingPage(Dressed):
    permission = permissions.VIEW
    template = "venues/booking.html"

    def get(self, request, pk):
        rows = Booking.objects.visible_to(self.actor).select_related("space__venue", "group", "series")
        booking = self.find(rows, pk=pk)
        return self.show(
            booking=booking, standing=standing_of(booking, self.actor.at), sound=sound_of(booking.space.venue),
            complaints=list(Complaint.objects.visible_to(self.actor).filter(booking=booking)),
            may_key_in=self.may_key_in(booking),
            may={name: self.actor.may(getattr(permissions, name)) for name in ("BOOK", "APPROVE", "CHECK_IN", "COMPLAIN")},
        )  # fmt: skip

    def may_key_in(self, booking: Booking) -> bool:
        """Whether the paper list may still say that it was used."""
        standing = standing_of(booking, self.actor.at).name
        since = keyed_in_since(booking.centre_id, self.actor.today)
        return (
            standing in ("over", "awaited", "released") and self.actor.may(permissions.MANAGE) and booking.day >= since
        )


class Approval(Page):
    permission = permissions.APPROVE

    def post(self, request, pk):
        actions.approve_booking(self.row(Booking, pk, "space__venue"), by=self.actor)
        return redirect("venues:booking", pk)


class Declining(OfBooking):
    permission = permissions.APPROVE
    title, submit = _("Do not approve"), _("Tell the group")

    def act(self, booking, form):
        actions.decline_booking(booking, reason=form.cleaned_data["words"], by=self.actor)


class Cancelling(OfBooking):
    permission = permissions.BOOK
    title, submit = _("Give the time back"), _("Give back")

    def act(self, booking, form):
        actions.cancel_booking(booking, reason=form.cleaned_data["words"], by=self.actor)


class CheckIn(Page):
    permission = permissions.CHECK_IN

    def post(self, request, pk):
        booking = self.row(Booking, pk, "space__venue", "group")
        channel = request.POST.get("channel", Booking.Channel.DESK)
        if channel not in Booking.Channel.values:
            raise Http404
        form = ArrivalForm(request.POST, by=self.actor)
        if not form.is_valid():
            messages.error(request, _("People who came: %(wrong)s") % {"wrong": " ".join(form.errors["people"])})
            return redirect("venues:booking", pk)
        try:
            using.check_in(booking, people=form.cleaned_data["people"], channel=channel, by=self.actor)
            messages.success(request, _("Checked in. Have a good time."))
        except Refused as refused:
            messages.error(request, str(refused.denied.reason))
        return redirect("venues:booking", pk)


class Door(Dressed):
    """What the code at a door opens for a leader: the group's time of today here, to check in with one touch."""

    permission = permissions.CHECK_IN
    template = "venues/door.html"

    def get(self, request, token):
        venue = self.find(Venue.objects.visible_to(self.actor), door_token=token)
        today, now = moment_of(self.actor.at)
        mine = Booking.objects.visible_to(self.actor).filter(
            space__venue=venue, day=today, refused="", cancelled_at__isnull=True
        )
        found = list(mine.select_related("space__venue", "group").order_by("starts"))
        return self.show(venue=venue, booking=next((b for b in found if b.ends > now), None), at=self.actor.at)


# --- Swaps, complaints, kind words ----------------------------------------------------------------------------------
class NewSwap(OfBooking):
    permission = permissions.BOOK
    title, submit = _("Propose a swap"), _("Propose")

    def form(self, booking, data=None):
        rows = holding(booking.centre_id).filter(
            day__gte=self.actor.today, checked_in_at__isnull=True, waits=False, group__isnull=False
        )
        near = rows.exclude(group_id=booking.group_id).select_related("space__venue", "group").order_by("day", "starts")
        keys = list(near.filter(day__lte=booking.day).values_list("pk", flat=True)[:40]) + list(
            near.filter(day__gt=booking.day).values_list("pk", flat=True)[:40]
        )
        return SwapForm(data, by=self.actor, offered=near.filter(pk__in=keys))

    def act(self, booking, form):
        dealing.propose_swap(booking, theirs=form.cleaned_data["theirs"], by=self.actor)


class SwapAnswer(Page):
    permission = permissions.BOOK

    def post(self, request, pk):
        rows = Swap.objects.visible_to(self.actor).select_related("mine__space__venue", "theirs__space__venue")
        dealing.answer_swap(self.find(rows, pk=pk), agreed=request.POST.get("agreed") == "yes", by=self.actor)
        return redirect("venues:mine" if self.actor.subject else "venues:bookings")


class SeriesEnd(Ask):
    permission = permissions.BOOK
    title, submit = _("End the weekly time"), _("Give back")
    hint = _("The dates from this day on are free for others.")

    def thing(self, pk):
        rows = Series.objects.visible_to(self.actor).filter(ended_on__isnull=True)
        series = self.find(rows.select_related("space__venue", "group"), pk=pk)
        self.sentence = f"{series.space.title} · {weekly_of(series)}"
        return series

    def form(self, series, data=None):
        return EndingForm(data, by=self.actor, initial={"since": self.actor.today})

    def done(self, series, form):
        end_series(series, by=self.actor, **form.cleaned_data)
        if self.on_phone or series.group_id is None:
            return reverse("venues:mine" if self.on_phone else "venues:bookings")
        return reverse("venues:of_group", args=[series.group_id])


class NewComplaint(OfBooking):
    permission = permissions.COMPLAIN
    title, submit = _("Record a complaint"), _("Tell the group")

    def form(self, booking, data=None):
        return ComplaintForm(data, by=self.actor)

    def act(self, booking, form):
        dealing.receive_complaint(booking, by=self.actor, **form.cleaned_data)


class ComplaintPage(Ask):
    """What was said, the group's reply; the leader replies, the centre settles."""

    permission = permissions.REPLY
    template = "venues/complaint.html"

    def thing(self, pk):
        return self.row(Complaint, pk, "booking__space__venue", "group")

    def form(self, complaint, data=None):
        if self.actor.may(permissions.COMPLAIN):
            return VerdictForm(data, by=self.actor, label=_("What follows"))
        return WordsForm(data, by=self.actor, label=_("The group's reply"))

    def done(self, complaint, form):
        words = form.cleaned_data["words"]
        if self.actor.may(permissions.COMPLAIN):
            dealing.settle_complaint(complaint, upheld=form.cleaned_data["upheld"], outcome=words, by=self.actor)
        else:
            dealing.reply_to_complaint(complaint, reply=words, by=self.actor)
        return reverse("venues:complaint", args=[complaint.pk])


class UnusedAnswer(Ask):
    permission = permissions.REPLY
    title, submit = _("Do you still need this time?"), _("Send")

    def thing(self, pk):
        notice = self.row(UseNotice, pk, "series__space__venue")
        self.sentence = unused_said(notice)
        return notice

    def form(self, notice, data=None):
        return WordsForm(data, by=self.actor, label=_("Your answer"))

    def done(self, notice, form):
        using.answer_unused(notice, reply=form.cleaned_data["words"], by=self.actor)
        return reverse("venues:mine" if self.on_phone else "venues:bookings")


# --- A group's places -----------------------------------------------------------------------------------------------
class Places(Dressed, abstract=True):
    """A group's times here: weekly ones, the next dates, what is asked of it."""

    permission = permissions.VIEW

    def show_group(self, group: Group):
        actor, today, standings = self.actor, self.actor.today, Standings(self.actor.at)
        mine = {"centre_id": group.centre_id, "group": group}
        coming = Booking.objects.visible_to(actor).filter(
            **mine, day__gte=today, cancelled_at__isnull=True, released_at__isnull=True
        )
        cancelled = Booking.objects.visible_to(actor).filter(**mine, day__gte=today, cancelled_at__isnull=False)
        series = Series.objects.visible_to(actor).filter(**mine, ended_on__isnull=True, last__gte=today)
        swaps = Swap.objects.visible_to(actor).filter(theirs__group=group, answered_at__isnull=True)
        rounds = Round.objects.visible_to(actor)
        feeds = Feed.objects.unscoped(because="the group was scoped")
        published = rounds.filter(published_at__isnull=False).order_by("-first").first()
        return self.show(
            "venues/mine.html", group=group, series=list(series.select_related("space__venue").order_by("weekday", "starts")),
            coming=[(booking, standings.of(booking)) for booking in coming.order_by("day", "starts")[:SHOWN]],
            swaps=list(swaps.select_related("mine__space__venue", "mine__group", "theirs__space__venue")),
            complaints=list(Complaint.objects.visible_to(actor).filter(**mine, settled_at__isnull=True)),
            notices=list(UseNotice.objects.visible_to(actor).filter(**mine, outcome="told", replied_at__isnull=True)),
            rounds=[(each, applications_in(each).filter(group=group).annotate(n=Count("wishes")).first())
                    for each in open_rounds(rounds, today)],
            cancelled=list(cancelled.select_related("space__venue").order_by("day", "starts")[:SHOWN]), published=published,
            grants=list(grants_in(published).filter(group=group).select_related("space__venue")) if published else [],
            feed=feeds_url(feeds.filter(**mine, revoked_at__isnull=True).first(), self.request),
            unused_said=unused_said, may_permit=actor.may("groups.issue_permit"), may_book=actor.may(permissions.BOOK),
        )  # fmt: skip


class Mine(Places):
    """The leader's own places."""

    permission = permissions.USE

    def get(self, request):
        if (group := self.own_group()) is None:
            return redirect("venues:list")
        return self.show_group(group)


class OfGroup(Places):
    permission = permissions.VIEW

    def get(self, request, pk):
        return self.show_group(self.row(Group, pk))


class GroupFeed(Page):
    permission = permissions.BOOK

    def post(self, request, pk):
        make_feed(group=self.row(Group, pk), by=self.actor)
        return redirect("venues:of_group", pk)


class PermitForTimes(Page):
    """The group's numbered permit for the weekly times it has."""

    permission = "groups.issue_permit"

    def post(self, request, pk):
        group = self.row(Group, pk, "centre")
        rows = Series.objects.visible_to(self.actor).filter(
            group=group, ended_on__isnull=True, last__gte=self.actor.today
        )
        permit = permits.issue_permit_for_times(group, series=list(rows.select_related("space__venue")), by=self.actor)
        return redirect("groups:permit", permit.pk)
