"""A list's filters, order and columns kept under a name: each person's own, or shared with the centre."""

from __future__ import annotations

from copy import copy
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel import trail
from shuniu.kernel.actions import action
from shuniu.kernel.actor import Actor
from shuniu.kernel.forms import InputForm
from shuniu.kernel.lists import ListPage
from shuniu.kernel.models import SavedView
from shuniu.kernel.pages import SIGNED_IN, Page
from shuniu.kernel.permissions import DELETE_SHARED_VIEWS, SHARE_VIEWS, Allowed, Denied, Refused, holds, require
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.views import safe_next

SAVED = trail.entry_kind("kernel.view_saved", _("Saved a view of a list"), erasure=trail.Erasure.NOTHING_PERSONAL)
DELETED = trail.entry_kind("kernel.view_deleted", _("Deleted a saved view"), erasure=trail.Erasure.NOTHING_PERSONAL)
MOST = 12  # of each person's own, and of those a centre shares: as many as a list shows


@action
def save_view(*, list_name: str, title: str, query: str, shared: bool = False, by: Actor) -> SavedView:
    """Keep a list's filters under a name. Raises Refused where the name is taken or the twelve are full.

    shared: everybody at the centre who may open the list finds it above the list.
    """
    if shared:
        require(holds(by, SHARE_VIEWS))
    require(_has_room(list_name, shared, by))
    view = SavedView(centre_id=_place(by), user_id=by.user_id, list_name=list_name, title=title.strip(), query=query)
    view.shared = shared
    try:
        with transaction.atomic():
            view.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(Denied(_("You already have a view of this name."))) from taken
    trail.record(SAVED, view, by=by, facts={"list": list_name})
    return view


@action
def delete_view(view: SavedView, *, by: Actor) -> None:
    """The own view, or as the director one that another shared with the centre."""
    require(may_delete(view, by))
    trail.record(DELETED, view, by=by, facts={"list": view.list_name})
    view.delete()


def may_delete(view: SavedView, actor: Actor) -> Allowed | Denied:
    if view.user_id == actor.user_id or (view.shared and actor.may(DELETE_SHARED_VIEWS)):
        return Allowed()
    return Denied(_("This view is another person's."))


def open_to(actor: Actor):
    """The actor's own views and those shared at the centre."""
    at_centre = SavedView.objects.filter(centre_id=_place(actor))
    return at_centre.filter(Q(user_id=actor.user_id) | Q(shared=True)).order_by("shared", "title", "pk")


def _has_room(list_name: str, shared: bool, actor: Actor) -> Allowed | Denied:
    rows = open_to(actor).filter(list_name=list_name, shared=shared)
    if rows.count() < MOST:
        return Allowed()
    if shared:
        return Denied(_("The centre shares twelve views of this list; delete one first."))
    return Denied(_("You have twelve views of this list; delete one first."))


def _place(actor: Actor) -> int:
    return actor.centre or NATION


class ViewForm(InputForm):
    title = forms.CharField(label=_("Name of the view"), max_length=60)
    shared = forms.BooleanField(label=_("for everybody at the centre"), required=False)

    def __init__(self, *args, by: Actor, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        if not by.may(SHARE_VIEWS):
            del self.fields["shared"]


class SaveView(Page):
    """Asked by a list with ?list=&query=&next=: name it, see what it says, keep it."""

    permission = SIGNED_IN
    template = "kernel/save_view.html"

    def get(self, request):
        return self._page(ViewForm(by=self.actor))

    def post(self, request):
        form, (listing, query) = ViewForm(request.POST, by=self.actor), self._asked()
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            save_view(list_name=request.GET["list"], query=query, **form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error("title", str(refused.denied.reason))
            return self._page(form, status=422)
        messages.success(request, gettext("The view is kept; you find it above the list."))
        return redirect(f"{listing.request.path}?{query}")

    def _page(self, form, *, status=200):
        listing, query = self._asked()
        views = [
            {"view": view, "said": said(listing, view.query), "may_delete": bool(may_delete(view, self.actor))}
            for view in open_to(self.actor).filter(list_name=self.request.GET["list"]).select_related("user")
        ]
        back = f"{listing.request.path}?{query}"
        return self.show(
            form=form, title=listing.list_title(), said=said(listing, query), views=views, back=back, status=status
        )

    def _asked(self) -> tuple[ListPage, str]:
        """The list that asks, open to this actor, and its query, cut to what the list knows; else 404."""
        path = safe_next(self.request)
        listing = list_at(path, self.request)
        if listing is None or self.request.GET.get("list") != listing.list_name:
            raise Http404
        require(holds(self.actor, listing.permission))
        known = {"sort", *listing.keeps}
        for each in listing.filters:
            known |= {each.name, f"{each.name}_from", f"{each.name}_to"}
        pairs = parse_qsl(self.request.GET.get("query", "")[:1000])
        return listing, urlencode([(name, value) for name, value in pairs if name in known])


class DeleteView(Page):
    permission = SIGNED_IN

    def post(self, request, pk):
        delete_view(self.find(open_to(self.actor), pk=pk), by=self.actor)
        messages.success(request, gettext("The view is deleted."))
        return redirect(safe_next(request))


def list_at(path: str, request) -> ListPage | None:
    """The declared list at a path, as this request's actor sees it."""
    try:
        match = resolve(path.split("?")[0])
    except Resolver404:
        return None
    page = getattr(match.func, "view_class", None)
    if page is None or not issubclass(page, ListPage):
        return None
    asked = copy(request)
    asked.path, asked.resolver_match = path.split("?")[0], match
    listing = page()
    listing.setup(asked, *match.args, **match.kwargs)
    return listing


def said(listing: ListPage, query: str) -> str:
    """A view in a sentence."""
    listing.request.GET = QueryDict(query)
    return listing.said() or gettext("everything, in this order")
