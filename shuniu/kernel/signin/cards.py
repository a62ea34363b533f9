"""The two halves of a phone card's key: the secret in the QR code and the PIN. Neither is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from shuniu.kernel.actor import Actor
from shuniu.kernel.models import Appointment, PhoneCard, User
from shuniu.kernel.permissions import CARD_ROLES

SECRET_BYTES = 18  # 144 bits, 24 characters of the address in the QR code
PIN_DIGITS = 6


def live_card(secret: str) -> PhoneCard | None:
    """The card of a QR code, where it is in force and its holder's account is open."""
    found = PhoneCard.objects.filter(secret_hash=hash_of(secret), revoked_at__isnull=True, user__is_active=True)
    return found.select_related("user").first()


def is_pin(card: PhoneCard, secret: str, pin: str) -> bool:
    """Whether the PIN is the card's. Slow on purpose: ask before, never within, a transaction."""
    return check_password(_bound(secret, pin), card.pin)


def phone_appointments(user: User, by: Actor):
    """The appointments of `user` in force that may sign in by card, within the actor's reach."""
    return Appointment.objects.filter(
        Q(until__isnull=True) | Q(until__gte=by.today),
        user=user,
        user__is_active=True,
        role__in=CARD_ROLES,
        since__lte=by.today,
        place__id__range=by.reach,
    )


def new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def new_pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def hashed_pin(secret: str, pin: str) -> str:
    return make_password(_bound(secret, pin))


def _bound(secret: str, pin: str) -> str:
    """A PIN is hashed with its card's secret, kept nowhere: a stolen table does not let a million PINs be tried."""
    return f"{secret}:{pin}"
