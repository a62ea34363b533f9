"""What the fixed commands have in common: their language, their arguments, and refusals with exit code 2."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from shuniu.kernel.models import Place
from shuniu.kernel.places.codes import CodeRefused, normalise

REFUSED = 2


class HouseCommand(BaseCommand):
    """A command that speaks the language of the terminal it is called from."""

    def run_from_argv(self, argv):
        with translation.override(language_of(os.environ)):
            super().run_from_argv(argv)

    def execute(self, *args, **options):
        with translation.override(language_of(os.environ)):
            return super().execute(*args, **options)


def language_of(environment: Mapping[str, str]) -> str:
    """English where the terminal's locale asks for it, else the language of the house."""
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if locale.casefold().startswith("en") else settings.LANGUAGE_CODE


def a_day(text: str) -> date:
    """YYYY-MM-DD (GB/T 7408.1); argparse makes exit code 2 of what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("%(text)s is not a day; write YYYY-MM-DD.") % {"text": text}) from None


def a_centre(text: str) -> int:
    """The code of a centre in the tree of places."""
    try:
        code = normalise(text)
    except CodeRefused as refused:
        raise CommandError(str(refused), returncode=REFUSED) from None
    if not Place.objects.filter(pk=code, has_centre=True).exists():
        said = _("%(text)s is not a subdistrict or town in the tree of places.") % {"text": text}
        raise CommandError(said, returncode=REFUSED)
    return code
