"""The register of organizations as a list; files in the order of columns that the office chose and saved."""

from __future__ import annotations

from functools import cached_property

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.organizations import permissions
from shuniu.organizations.models import Grading, Organization
from shuniu.organizations.models.organization import Kind
from shuniu.organizations.queries import committees_on, doubled, expired, organizations_found
from shuniu.organizations.standing import STANDINGS, standing_of, stands

NAME = Column("name", _("Organization"), sort="name")
ALL = (
    NAME,
    Column("code", _("Credit code"), value=lambda o: o.code or None),
    Column("kind", _("Kind"), value="kind_word", sort="kind"),
    Column("standing", _("State"), value="standing_shown", kind="tag"),
    Column("place", _("Residents' committee"), value=lambda o: o.place.label if o.place else None),
    Column("legal_representative", _("Legal representative"), value=lambda o: o.legal_representative or None),
    Column("registry", _("Registry"), value=lambda o: o.registry or None),
    Column("supervisor", _("Business supervisor"), value=lambda o: o.supervisor or None),
    Column("certificate_number", _("Registration number"), value=lambda o: o.certificate_number or None),
    Column("registered_on", _("Registered on")),
    Column("settled_on", _("Moved in on")),
    Column("capital", _("Start-up money (yuan)"), kind="number"),
    Column("members", _("Members of the organization"), kind="number"),
    Column("staff_full", _("Full-time staff"), kind="number"),
    Column("staff_part", _("Part-time staff"), kind="number"),
    Column("funds_unrestricted", _("Unrestricted net assets (yuan)"), kind="number"),
    Column("funds_restricted", _("Restricted net assets (yuan)"), kind="number"),
    Column("figures_on", _("Figures speak for")),
    Column("party_branch", _("Party branch"), value=lambda o: o.party_branch or None),
    Column("address", _("Address"), value=lambda o: o.address or None),
    Column("postcode", _("Postcode"), value=lambda o: o.postcode or None),
    Column("scope", _("Business scope"), value=lambda o: o.scope or None),
    Column("grade", _("Grade"), value="grade_shown"),
    Column("run_out", _("Run out"), value="run_out_shown"),
)
BY_NAME = {column.name: column for column in ALL}
ON_PAGE = ("name", "code", "kind", "standing", "place", "legal_representative", "supervisor", "grade", "run_out")


class OrganizationList(ListPage):
    permission = permissions.LOOK_THROUGH
    title = _("Organizations")
    sentence = _("Civil organizations of this place: registered here, or settling.")
    order = "name"
    keeps = ("columns",)
    empty_text = _("No organization matches. Take a filter away, or import the office's ledger.")
    filters = (
        Filter("q", _("Name, credit code or registration number"), organizations_found, kind="text"),
        Filter("kind", _("Kind"), lambda rows, v, a: rows.filter(kind=v), choices=lambda a: Kind.choices),
        Filter(
            "standing",
            _("State"),
            lambda rows, v, a: rows.filter(stands(v, a.today)),
            choices=lambda a: [(s.name, s.label) for s in STANDINGS],
        ),
        Filter(
            "place",
            _("Residents' committee"),
            lambda rows, v, a: rows.filter(place_id=v),
            choices=lambda a: [(str(key), name) for key, name in committees_on(a)],
        ),
        Filter("doubled", _("May stand here twice"), doubled, kind="check"),
        Filter("ended", _("With those that left"), lambda rows, v, a: rows, kind="check"),
        DateFilter("registered", _("Registered on"), "registered_on"),
    )

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Those the office asked for (`?columns=code,name`), in its order; else the page's, and in a file all."""
        asked = [name for name in self.request.GET.get("columns", "").split(",") if name in BY_NAME]
        if asked:
            return tuple(BY_NAME[name] for name in dict.fromkeys(asked))
        return ALL if self.request.GET.get("export") else tuple(BY_NAME[name] for name in ON_PAGE)

    def said(self) -> str:
        parts = [super().said()]
        if self.request.GET.get("columns"):
            parts.append(gettext("Columns: %(columns)s") % {"columns": " · ".join(str(c.label) for c in self.columns)})
        return gettext("; ").join(filter(None, parts))

    def rows(self, actor):
        return Organization.objects.visible_to(actor).select_related("place")

    def narrowed(self, rows):
        rows, today = super().narrowed(rows), self.actor.today
        if self.request.GET.get("ended") or self.request.GET.get("standing") in ("moved", "deregistered"):
            return rows
        return rows.exclude(stands("deregistered", today)).exclude(stands("moved", today))

    def prepare(self, rows):
        today, kinds = self.actor.today, dict(Kind.choices)
        keys = [row.pk for row in rows]
        prefetch_related_objects(rows, "suspensions")
        gone = expired(keys, on=today, actor=self.actor)
        held = Grading.objects.visible_to(self.actor).filter(organization__in=keys, valid_until__gte=today)
        grades = dict(held.order_by("given_on").values_list("organization_id", "grade"))
        for row in rows:
            standing = standing_of(row, today)
            row.kind_word = str(kinds[row.kind])
            row.standing_shown = (standing.kind, str(standing.label))
            row.grade_shown = f"{grades[row.pk]}A" if row.pk in grades else None
            row.run_out_shown = "、".join(gone.get(row.pk, ())) or None
        return rows

    def row_url(self, row) -> str:
        return reverse("organizations:organization", args=[row.pk])

    def actions(self):
        yield {"label": _("Columns"), "url": reverse("organizations:columns"), "main": False}
        if self.actor.may(permissions.STATISTICS):
            yield {"label": _("Statistics"), "url": reverse("organizations:statistics"), "main": False}
        if self.actor.may(permissions.IMPORT):
            yield {"label": _("Ledgers handed in"), "url": reverse("organizations:imports"), "main": False}
        if self.actor.may(permissions.EDIT):
            yield {"label": _("Enter an organization"), "url": reverse("organizations:register"), "main": True}
