"""The month of the whole register: seen, reminded, and slips printed for those without a phone."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shuniu.groups import permissions
from shuniu.groups.actions.duties import remind_groups
from shuniu.groups.documents import return_to
from shuniu.groups.lists.cells import missing_of
from shuniu.groups.lists.month import month_in_hand, needing
from shuniu.groups.models import Group
from shuniu.groups.queries import with_leader
from shuniu.groups.sixones import month_at, states_of
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page

CHANNELS = ("slip", "telephone", "in_person")


class ThisMonth(Page):
    """To the month the office is busy with."""

    permission = permissions.VIEW

    def get(self, request):
        return redirect("groups:month", month_in_hand(self.actor.centre or self.actor.place, self.actor.today).first)


class MonthPage(Page, abstract=True):
    def chosen(self, asked, month):
        """The groups asked for of which something is missing in the month; others are left out."""
        month = month_at(self.actor.centre or self.actor.place, month)
        keys = [key for each in asked.getlist("group") if (key := row_key(each)) is not None]
        groups = with_leader(Group.objects.visible_to(self.actor).filter(pk__in=keys), on=self.actor.today)
        return month, list(needing(groups, month, today=self.actor.today).order_by("name", "pk"))


class Remind(MonthPage):
    """Groups are reminded: one line each in the trail, and where wanted a slip each to be handed over."""

    permission = permissions.REMIND

    def post(self, request, month):
        _month, groups = self.chosen(request.POST, month)
        if not groups:
            messages.info(request, _("Nothing is missing of the chosen groups, so nobody was reminded."))
            return redirect("groups:month", month)
        channel = request.POST.get("channel")
        remind_groups(groups, month, channel=channel if channel in CHANNELS else "slip", by=self.actor)
        if channel in ("telephone", "in_person"):
            said = ngettext("One group was reminded.", "%(num)s groups were reminded.", len(groups)) % {
                "num": len(groups)
            }
            messages.success(request, said)
            return redirect("groups:month", month)
        asked = urlencode({"group": [g.pk for g in groups]}, doseq=True)
        return redirect(f"{reverse('groups:slips', args=[month])}?{asked}")


class Slips(MonthPage):
    """A slip a group, in large type: what is missing, until when, and where to bring it."""

    permission = permissions.REMIND
    template = "groups/slips.html"

    def get(self, request, month):
        month, groups = self.chosen(request.GET, month)
        slips = [(g, missing_of(states_of(g, month, today=self.actor.today))) for g in groups]
        back = return_to(self.actor.centre, by=self.actor) if self.actor.centre else None
        return self.show(month=month, slips=slips, return_to=back, back_url=reverse("groups:month", args=[month.first]))
