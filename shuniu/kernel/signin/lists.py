"""Accounts, appointments and phone cards as lists."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.calendar import day_of
from shuniu.kernel.lists import Column, Filter, ListPage
from shuniu.kernel.models import PhoneCard
from shuniu.kernel.permissions import APPOINT, ISSUE_CARD, MANAGE_ACCOUNTS, ROLES
from shuniu.kernel.signin.queries import (
    accounts_of,
    appointments_of,
    card_holders_of,
    in_force,
    live_cards,
    roles_in_force,
)


def _named(rows, text, _actor):
    return rows.filter(Q(name__icontains=text) | Q(username__icontains=text))


def _open_or_closed(rows, value, _actor):
    return rows.filter(is_active=value == "open")


def _account_state(user) -> tuple[str, str]:
    if not user.is_active:
        return "muted", _("not in use")
    if not user.has_usable_password():
        return "info", _("by card")
    return ("due", _("printed password")) if user.password_changed_at is None else ("ok", _("in use"))


class Accounts(ListPage):
    permission = MANAGE_ACCOUNTS
    title = _("Accounts")
    sentence = _("Who can sign in. What they may do there is given by the security administrator.")
    order = "username"
    empty_text = _("No account yet.")
    columns = [
        Column("name", _("Full name"), sort="name"),
        Column("username", _("User name"), value=lambda user: user.sign_in_name or "–", sort="username"),
        Column("roles", _("Appointments in force"), value=lambda user: "、".join(user.roles_now) or "–"),
        Column("state", _("State"), kind="tag", value=_account_state),
        Column("opened", _("Opened"), value=lambda user: day_of(user.opened_at), sort="opened_at"),
    ]
    filters = [
        Filter("q", _("Name or user name"), _named, kind="text"),
        Filter(
            "state",
            _("State"),
            _open_or_closed,
            choices=lambda actor: [("open", _("in use")), ("closed", _("not in use"))],
        ),
    ]

    def rows(self, actor):
        return accounts_of(actor)

    def row_url(self, row):
        return reverse("kernel:account", args=[row.pk])

    def prepare(self, rows):
        roles = roles_in_force(rows, self.actor.today)
        for user in rows:
            user.roles_now = [str(ROLES[a.role]) for a in roles[user.pk]]
        return rows

    def actions(self):
        yield {"label": _("Open an account"), "url": reverse("kernel:open_account"), "main": True}


class Appointments(ListPage):
    permission = APPOINT
    title = _("Appointments")
    sentence = _("A role at a place between two dates. The three administrations are for three people.")
    order = "-since"
    empty_text = _("Nobody is appointed yet.")
    columns = [
        Column("name", _("Full name"), value=lambda a: a.user.name),
        Column("username", _("User name"), value=lambda a: a.user.sign_in_name or _("by card")),
        Column("role", _("Role"), value=lambda a: a.get_role_display(), sort="role"),
        Column("place", _("Place"), value=lambda a: a.place.label, sort="place_id"),
        Column("since", _("First day"), sort="since"),
        Column("until", _("Last day")),
    ]
    filters = [
        Filter(
            "q",
            _("Name or user name"),
            lambda rows, text, actor: rows.filter(Q(user__name__icontains=text) | Q(user__username__icontains=text)),
            kind="text",
        ),
        Filter(
            "role", _("Role"), lambda rows, role, actor: rows.filter(role=role), choices=lambda actor: ROLES.items()
        ),
        Filter("now", _("In force today"), lambda rows, value, actor: in_force(rows, actor.today), kind="check"),
    ]

    def rows(self, actor):
        return appointments_of(actor)

    def row_url(self, row):
        return reverse("kernel:appointment", args=[row.pk])

    def actions(self):
        yield {"label": _("Appoint"), "url": reverse("kernel:appoint"), "main": True}


def _with_card(rows, value, _actor):
    live = Exists(PhoneCard.objects.filter(user=OuterRef("pk"), revoked_at__isnull=True))
    return rows.filter(live if value == "yes" else ~live)


def _card_state(user) -> tuple[str, str]:
    if user.card is None:
        return "due", _("no card")
    return "ok", _("card %(number)s") % {"number": user.card.number}


class Cards(ListPage):
    permission = ISSUE_CARD
    title = _("Phone cards")
    sentence = _("Leaders and volunteers sign in on their phone with a printed card and a PIN.")
    order = "name"
    empty_text = _("Nobody acts by phone yet. A leader is seated from the page of the group.")
    columns = [
        Column("name", _("Full name"), sort="name"),
        Column("roles", _("Acts as"), value=lambda user: "、".join(user.roles_now)),
        Column("card", _("Card"), kind="tag", value=_card_state),
        Column("issued", _("Issued"), value=lambda user: user.card and day_of(user.card.issued_at)),
        Column(
            "used",
            _("Last used"),
            value=lambda user: user.card and user.card.last_used_at and day_of(user.card.last_used_at),
        ),
    ]
    filters = [
        Filter("q", _("Full name"), lambda rows, text, actor: rows.filter(name__icontains=text), kind="text"),
        Filter(
            "card",
            _("Card"),
            _with_card,
            choices=lambda actor: [("yes", _("has a card")), ("no", _("no card"))],
        ),
    ]

    def rows(self, actor):
        return card_holders_of(actor)

    def row_url(self, row):
        return reverse("kernel:issue_card", args=[row.pk])

    def prepare(self, rows):
        cards, roles = live_cards(rows), roles_in_force(rows, self.actor.today)
        for user in rows:
            user.card = cards.get(user.pk)
            user.roles_now = [str(ROLES[a.role]) for a in roles[user.pk]]
        return rows
