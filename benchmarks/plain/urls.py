"""The peer: the same list of groups and the same return, written as a first Django project writes them.

Generic views, Django templates, a Paginator with its exact count, and what each row shows asked for row by row. No scope,
no workflow, no trail: it does less, and it is what most small systems run. Its queries name the centre, because the indexes
begin with it.
"""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import CreateView, ListView

from shuniu.groups.models import Group, MonthlyReturn


class Listed(Group):
    """A group with what its row shows as properties, each a query."""

    class Meta:
        proxy = True
        app_label = "groups"

    @property
    def leader(self):
        held = self.leaderships.filter(centre=self.centre_id, until__isnull=True).first()
        return held.person.name if held else ""

    @property
    def member_count(self) -> int:
        return self.memberships.filter(centre=self.centre_id, until__isnull=True).count()

    @property
    def has_flag(self) -> bool:
        return self.flags.filter(centre=self.centre_id, taken_back_on__isnull=True).exists()

    @property
    def has_permit(self) -> bool:
        return self.venuepermits.filter(centre=self.centre_id, recalled_on__isnull=True).exists()

    @cached_property
    def last_return(self):
        return self.monthlyreturns.filter(centre=self.centre_id).order_by("-month").first()


class Groups(LoginRequiredMixin, ListView):
    queryset = Listed.everything.order_by("name")
    paginate_by = 50
    template_name = "groups.html"


class NewReturn(LoginRequiredMixin, CreateView):
    model = MonthlyReturn
    fields = (
        "centre", "group", "month", "meetings", "trainings", "activities", "attendance", "members", "note", "filed_at",
        "filed_by", "channel",
    )  # fmt: skip
    template_name = "return.html"
    success_url = "/groups/"


urlpatterns = [path("groups/", Groups.as_view()), path("returns/new/", NewReturn.as_view())]
