"""Rules for passwords beyond Django's, and passwords made for printing."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# No 0/O, 1/I/L: people read it from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class AnotherPassword:
    """The new password is not the one in use."""

    def validate(self, password: str, user=None) -> None:
        if user is not None and user.pk and user.password and user.check_password(password):
            raise ValidationError(_("This is the password you have now; choose another."), code="password_unchanged")

    def get_help_text(self) -> str:
        return _("It must differ from the password you have now.")


def printed_password() -> str:
    """Twelve characters in three groups, 59 bits: to be typed once from paper, then changed."""
    return "-".join("".join(secrets.choice(ALPHABET) for _i in range(4)) for _j in range(3))
