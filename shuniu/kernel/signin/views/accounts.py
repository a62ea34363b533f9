"""The system administrator's pages: accounts."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import MANAGE_ACCOUNTS, Refused
from shuniu.kernel.signin.actions import close_account, open_account, reopen_account, reset_password
from shuniu.kernel.signin.forms import OpenAccountForm
from shuniu.kernel.signin.queries import accounts_of, live_cards, roles_in_force


class AccountPage(Page):
    permission = MANAGE_ACCOUNTS
    template = "kernel/signin/account.html"

    def get(self, request, pk):
        account = self.find(accounts_of(self.actor), pk=pk)
        return self.show(
            account=account,
            appointments=roles_in_force([account], self.actor.today)[account.pk],
            card=live_cards([account]).get(account.pk),
            own=account.pk == self.actor.user_id,
        )


@method_decorator(never_cache, name="dispatch")
class OpenAccount(Page):
    """The printed password is on the page that answers and nowhere else, so there is no redirect."""

    permission = MANAGE_ACCOUNTS
    template = "kernel/signin/open_account.html"

    def get(self, request):
        return self.show(form=OpenAccountForm(by=self.actor))

    def post(self, request):
        form = OpenAccountForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(form=form, status=422)
        try:
            account, password = open_account(**form.cleaned_data, by=self.actor)
        except Refused as refused:
            form.add_error("username", str(refused.denied.reason))
            return self.show(form=form, status=422)
        return password_paper(self, account, password)


class CloseAccount(Page):
    permission = MANAGE_ACCOUNTS

    def post(self, request, pk):
        account = self.find(accounts_of(self.actor), pk=pk)
        close_account(account, by=self.actor)
        messages.success(request, _("The account is closed and signed out everywhere."))
        return redirect("kernel:account", pk)


class ReopenAccount(Page):
    permission = MANAGE_ACCOUNTS

    def post(self, request, pk):
        reopen_account(self.find(accounts_of(self.actor), pk=pk), by=self.actor)
        messages.success(request, _("The account is open again."))
        return redirect("kernel:account", pk)


@method_decorator(never_cache, name="dispatch")
class ResetPassword(Page):
    permission = MANAGE_ACCOUNTS

    def post(self, request, pk):
        account = self.find(accounts_of(self.actor), pk=pk)
        password = reset_password(account, by=self.actor)
        return password_paper(self, account, password)


def password_paper(page: Page, account, password: str):
    return page.show(
        "kernel/signin/password_paper.html", account=account, password=password, origin=settings.SHUNIU_ORIGIN
    )
