"""`first_administrators`: the three accounts with which a new installation begins; everybody else is opened by them."""

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.command_line import REFUSED, HouseCommand, a_centre
from shuniu.kernel.models import Appointment, Place
from shuniu.kernel.permissions import EXCLUSIVE, ROLES
from shuniu.kernel.signin.actions import appoint, open_account


class Command(HouseCommand):
    help = (
        "Open an account for the system, the security and the audit administrator of a centre and print their first "
        "passwords, once. Three people: nobody can be two of them. Works only while the centre has none."
    )

    def add_arguments(self, parser):
        parser.add_argument("centre", help="12-digit code of the centre, or its first 9 digits")
        for role in EXCLUSIVE:
            parser.add_argument(
                f"--{role.replace('_', '-')}", required=True, metavar="USERNAME=NAME", help=str(ROLES[role])
            )

    @transaction.atomic
    def handle(self, *args, centre, **options):
        place = Place.objects.get(pk=a_centre(centre))
        if Appointment.objects.filter(place=place, role__in=EXCLUSIVE).exists():
            said = _("This centre has administrators; they open what else is needed.")
            raise CommandError(said, returncode=REFUSED)
        by = system_actor(place=place.pk, via="command", at=timezone.now())
        for role in EXCLUSIVE:
            username, _equals, name = options[role].partition("=")
            account, password = open_account(username=username, name=name or username, by=by)
            appoint(account, role=role, place=place, since=by.today, by=by)
            self.stdout.write("\t".join((str(ROLES[role]), account.username, password)))
