"""Which columns the register shows and exports, in which order; saved like any view of a list."""

from __future__ import annotations

from django import forms
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.forms import InputForm
from shuniu.kernel.pages import Page
from shuniu.organizations import permissions
from shuniu.organizations.lists.organizations import ALL, ON_PAGE


class ColumnsForm(InputForm):
    """A place in the order for each column that is wanted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for column in ALL:
            place = ON_PAGE.index(column.name) + 1 if column.name in ON_PAGE else None
            self.fields[column.name] = forms.IntegerField(
                label=column.label, min_value=1, max_value=99, required=False, initial=place
            )

    def chosen(self) -> list[str]:
        said = [(place, name) for name, place in self.cleaned_data.items() if place]
        return [name for _place, name in sorted(said, key=lambda each: each[0])]


class Columns(Page):
    permission = permissions.LOOK_THROUGH
    template = "organizations/form.html"

    def get(self, request):
        return self.ask(ColumnsForm(by=self.actor))

    def post(self, request):
        form = ColumnsForm(request.POST, by=self.actor)
        if not form.is_valid() or not form.chosen():
            form.is_valid() and form.add_error(None, _("Give at least one column a place."))
            return self.ask(form, status=422)
        return redirect(f"{reverse('organizations:list')}?columns={','.join(form.chosen())}")

    def ask(self, form, status: int = 200):
        said = _("1 is the first. Empty: left out. The list that follows can be saved as a view and exported.")
        return self.show(
            form=form, title=_("Columns"), sentence=said, submit=_("Show"), cancel_url=reverse("organizations:list"),
            status=status,
        )  # fmt: skip
