"""Where allauth meets the house: accounts, the second factor, and a line in the trail for each."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.limits import client_ip
from shuniu.kernel.models import User
from shuniu.kernel.signin.actions import entering
from shuniu.kernel.signin.session import account_actor, begin_session

TOLD = {
    "totp_activated": entering.SECOND_FACTOR_ADDED,
    "webauthn_added": entering.SECOND_FACTOR_ADDED,
    "totp_deactivated": entering.SECOND_FACTOR_DROPPED,
    "webauthn_removed": entering.SECOND_FACTOR_DROPPED,
    "recovery_codes_generated": entering.RECOVERY_CODES_MADE,
}
QUIET = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class Adapter(DefaultAccountAdapter):
    """Accounts are opened by the system administrator, never by signing up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "User name and password do not belong together. After five wrong tries you must wait a quarter of an hour."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Nothing: axes counts wrong passwords, and says in plain words when to come back."""

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin_session(request, door="account")
        entering.sign_in(user, door="account", by=account_actor(user, at=timezone.now()))

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        entering.sign_out(user, by=account_actor(user, at=timezone.now()))

    def set_password(self, user: User, password: str) -> None:
        entering.change_password(user, password, by=account_actor(user, at=timezone.now()))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def send_notification_mail(self, template_prefix: str, user: User, *args, **kwargs) -> None:
        """Where others would get a mail, the trail gets a line."""
        if kind := TOLD.get(template_prefix.removeprefix("mfa/email/")):
            entering.note_second_factor(user, kind=kind, by=account_actor(user, at=timezone.now()))

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes do not lie open in the database."""

    def encrypt(self, text: str) -> str:
        return self._box.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._box.decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.username

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    @cached_property
    def _box(self) -> MultiFernet:
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet(
            [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"mfa:{k}".encode()).digest())) for k in keys]
        )
