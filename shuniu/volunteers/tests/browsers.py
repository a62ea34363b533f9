"""Browsers in which somebody of the cast has signed in."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from shuniu.kernel.models import Appointment, User
from shuniu.volunteers.models import Volunteer
from shuniu.volunteers.tests.cast import NOW, TODAY, own_seat, seat


def browser(role: str, *, volunteer: Volunteer | None = None, language: str = "en") -> Client:
    """Somebody of a role; a volunteer's appointment is about the own record."""
    actor = own_seat(volunteer) if volunteer else seat(role)
    about = {"noun": "volunteers.volunteer", "noun_id": volunteer.pk} if volunteer else {}
    Appointment.objects.get_or_create(
        user_id=actor.user_id, role=role, place_id=actor.place, **about, defaults={"since": TODAY}
    )
    user, client, session = User.objects.get(pk=actor.user_id), Client(), SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session["last_seen"] = session["signed_in_at"] = int(NOW.timestamp())
    session.save()
    client.cookies["sessionid"], client.cookies["django_language"] = session.session_key, language
    return client
