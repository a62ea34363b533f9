"""`rotate_keys`: a new key for personal data, and every stored value brought under it."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from shuniu.kernel.actor import system_actor
from shuniu.kernel.command_line import HouseCommand
from shuniu.kernel.imports.keeping import reseal_kept
from shuniu.kernel.keys import note_reindexing, note_resealing
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.sealing.keyring import KeyRing
from shuniu.kernel.sealing.rotation import models_with_sealed_fields, reindex_table, reseal_table
from shuniu.kernel.sealing.sealer import forget_ring, ring, ring_path


class Command(HouseCommand):
    help = (
        "Add a key to the ring and seal every stored value under it. The old keys stay, for backups and for what may "
        "not be rewritten. Restart the program afterwards, then run it with --resume for what was written meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("--resume", action="store_true", help="add no key: finish what is not under the active one")
        parser.add_argument(
            "--index",
            action="store_true",
            help="replace the key of the blind indexes instead. Stop the program first: until the end of the run "
            "searches by ID number or phone find nothing. If it is interrupted, run it again.",
        )
        parser.add_argument("--database", default="default")

    def handle(self, *args, resume, index, database, **options):
        ring()  # made here, if there is none yet
        if index:
            self._reindex(database)
        else:
            self._reseal(database, resume=resume)

    def _reseal(self, database, *, resume):
        if not resume:
            KeyRing.rotate(ring_path(), settings.SHUNIU_SUITE)
            forget_ring()
        changed, unreadable = self._walk(reseal_table, database)
        files = reseal_kept(database)
        told = {"what": files.label, "files": files.rows, "written": files.changed}
        self._say(_("%(what)s: %(files)d files, %(written)d written") % told)
        changed, unreadable = changed + files.changed, unreadable + files.unreadable
        active = ring().active
        note_resealing(
            changed=changed, unreadable=len(unreadable), key=active.id, suite=active.suite_name, by=_command_line()
        )
        self._say(_("Key %(key)s (%(suite)s) is active.") % {"key": active.id, "suite": active.suite_name})
        _refuse(unreadable)

    def _reindex(self, database):
        KeyRing.stage_index(ring_path(), settings.SHUNIU_SUITE)
        forget_ring()
        changed, unreadable = self._walk(reindex_table, database)
        KeyRing.promote_index(ring_path())  # unreadable rows cannot be searched for anyway: the others shall be found
        forget_ring()
        note_reindexing(changed=changed, unreadable=len(unreadable), by=_command_line())
        self._say(_("The new index key is in use."))
        _refuse(unreadable)

    def _walk(self, table, database):
        changed, unreadable = 0, []
        for model in models_with_sealed_fields():
            walk = None
            for walk in table(model, database):
                told = {"what": walk.label, "rows": walk.rows, "written": walk.changed}
                self._say(_("%(what)s: %(rows)d rows, %(written)d values written") % told)
            if walk:
                changed += walk.changed
                unreadable += walk.unreadable
        return changed, unreadable

    def _say(self, text):
        self.stderr.write(text, style_func=str)


def _command_line():
    return system_actor(place=NATION, via="command", at=timezone.now())


def _refuse(unreadable: list[str]) -> None:
    if unreadable:
        raise CommandError("\n".join([_("No key opens these rows; they were left as they are:"), *unreadable]))
