"""`signing_keys`: print the public keys for checking papers offline, or bring in a new key."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.command_line import HouseCommand
from shuniu.kernel.keys import note_signing_key
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.signing import public_keys, written_keys
from shuniu.kernel.signing.keyring import SigningRing
from shuniu.kernel.signing.signer import ring, ring_path


class Command(HouseCommand):
    help = (
        "Print the public keys as the file that verifies signed papers and codes offline. With --rotate: retire the "
        "key that signs and make a new one of SHUNIU_SUITE; what was signed before stays valid."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rotate", action="store_true", help="make a new key first; the old secret is destroyed")

    def handle(self, *args, rotate, **options):
        ring()  # made here, if there is none yet
        if rotate:
            active = SigningRing.rotate(ring_path(), settings.SHUNIU_SUITE).active
            by = system_actor(place=NATION, via="command", at=timezone.now())
            note_signing_key(key=active.published.id.hex(), algorithm=active.algorithm, by=by)
            told = {"key": active.published.id.hex(), "algorithm": active.algorithm}
            self.stderr.write(_("Key %(key)s (%(algorithm)s) signs from now on.") % told, style_func=str)
        self.stdout.write(written_keys(public_keys().values(), origin=settings.SHUNIU_ORIGIN), ending="")
