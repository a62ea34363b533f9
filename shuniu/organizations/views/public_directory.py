"""Open to everyone: the directory of a centre's civil organizations."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.centre_choice import CentreChoice
from shuniu.kernel.limits import Limited
from shuniu.kernel.models import Place
from shuniu.kernel.pages import OPEN, Page
from shuniu.organizations.directory import centres_with_a_directory, entries
from shuniu.organizations.models.organization import Kind

A_PAGE = 30


class OpenPage(Limited, Page, abstract=True):
    permission = OPEN

    def entries_at(self, centre: int) -> tuple[Place, list]:
        place = self.find(Place.objects.filter(has_centre=True), pk=centre)
        kind = self.request.GET.get("kind", "")
        text = self.request.GET.get("q", "")[:60]
        return place, entries(place.pk, on=self.actor.today, text=text, kind=kind if kind in Kind.values else "")


class Centres(CentreChoice):
    """To the directory of the one centre; where there are several, first the choice."""

    permission = OPEN
    title, empty_text = _("Directory of civil organizations"), _("No organization is in the directory yet.")
    leads_to = "organizations:directory"

    def centres_with(self):
        return centres_with_a_directory()


class Directory(OpenPage):
    """Name, what it does, where and when: what each organization had approved. Found by name or pinyin."""

    permission = OPEN
    template = "organizations/public_directory.html"

    def get(self, request, centre):
        place, found = self.entries_at(centre)
        page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
        asked = {name: value for name in ("q", "kind") if (value := request.GET.get(name, ""))}
        turns = {
            "previous_url": self._turn(asked, page.number - 1) if page.has_previous() else "",
            "next_url": self._turn(asked, page.number + 1) if page.has_next() else "",
        }
        return self.show(
            centre=place, entries=page.object_list, count=len(found), asked=asked, kinds=Kind.choices, turns=turns
        )

    def _turn(self, asked: dict, number: int) -> str:
        return f"{self.request.path}?{urlencode({**asked, 'page': number})}"


class DirectoryFile(OpenPage):
    """The same entries for other programs."""

    permission = OPEN

    def get(self, request, centre):
        place, found = self.entries_at(centre)
        told = {"centre": place.name, "organizations": [entry.to_json() for entry in found]}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
