from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import EXCLUSIVE, ROLES


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


FORGOTTEN_NAME = "×"  # of an account whose holder was erased


class User(AbstractBaseUser):
    """An account. What it may do comes from its appointments alone."""

    username = models.CharField(_("user name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(_("open"), default=True)
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    password_changed_at = models.DateTimeField(_("password changed at"), null=True, blank=True)
    large_type = models.BooleanField(_("large type"), default=False)
    place = models.ForeignKey(
        "kernel.Place", models.PROTECT, null=True, blank=True, related_name="+"
    )  # who looks after it
    session_round = models.PositiveIntegerField(default=0)  # one more ends every session begun before

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def is_forgotten(self) -> bool:
        """Whether whoever held it was erased: nobody signs in with it again."""
        return self.name == FORGOTTEN_NAME

    @property
    def sign_in_name(self) -> str:
        """The user name of whoever signs in with one; "" for who has a card: theirs was drawn by lot and tells nobody
        anything."""
        return self.username if self.has_usable_password() else ""

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this account's: it changes with the password and with the round."""
        value = f"{self.password}:{self.session_round}"
        return salted_hmac("shuniu.kernel.session", value, algorithm="sha256").hexdigest()


class Appointment(models.Model):
    """A role at a place between two dates; a narrow one is about one record (a leader's group)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=30, choices=list(ROLES.items()))
    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+")
    noun = models.CharField(max_length=60, blank=True)
    noun_id = models.BigIntegerField(null=True, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("An appointment cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=EXCLUSIVE, until__isnull=True),
                name="one_administration_a_person",
                violation_error_message=_(
                    "System, security and audit administration are three appointments for three people."
                ),
            ),
        ]
        indexes = [models.Index(fields=["noun", "noun_id"], name="appointment_noun")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}"


class PhoneCard(models.Model):
    """A printed QR card that, with a PIN, signs a leader or volunteer in on a phone; revoked at the window when lost."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(_("card number"), max_length=20)
    user = models.ForeignKey(User, models.PROTECT, related_name="cards")
    secret_hash = models.CharField(max_length=64)  # SHA-256 of the code in the QR; the code itself is only on the card
    pin = models.CharField(max_length=200)  # hashed like a password
    issued_at = models.DateTimeField(_("issued at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("phone card")
        verbose_name_plural = _("phone cards")
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="card_number_once"),
            models.UniqueConstraint(fields=["centre", "secret_hash"], name="card_secret_once"),
            models.UniqueConstraint(
                fields=["centre", "user"],
                condition=Q(revoked_at__isnull=True),
                name="one_live_card_a_person",
                violation_error_message=_("This person already has a card; revoke it first."),
            ),
        ]
        indexes = [models.Index(fields=["secret_hash"], name="card_by_secret")]

    def __str__(self) -> str:
        return self.number
