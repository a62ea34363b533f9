"""Citizen ID numbers (GB 11643-1999): `check_identity` reads one or says what is wrong with it."""

from .number import Identity, IdentityRefused, area_name, check_digit, check_identity

__all__ = ["Identity", "IdentityRefused", "area_name", "check_digit", "check_identity"]
