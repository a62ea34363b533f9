"""`rotate_keys`: a new key for personal data, and every stored value brought under it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shuniu.kernel.actor import system_actor
from shuniu.kernel.imports.keeping import reseal_kept
from shuniu.kernel.keys import note_reindexing, note_resealing
from shuniu.kernel.places.codes import NATION
from shuniu.kernel.sealing.keyring import KeyRing
from shuniu.kernel.sealing.rotation import models_with_sealed_fields, reindex_table, reseal_table
from shuniu.kernel.sealing.sealer import forget_ring, ring, ring_path


class Command(BaseCommand):
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
        self._say(f"{files.label}: {files.rows} files, {files.changed} written")
        changed, unreadable = changed + files.changed, unreadable + files.unreadable
        active = ring().active
        note_resealing(
            changed=changed, unreadable=len(unreadable), key=active.id, suite=active.suite_name, by=_command_line()
        )
        self._say(f"Key {ring().active_id} ({ring().active.suite_name}) is active.")
        _refuse(unreadable)

    def _reindex(self, database):
        KeyRing.stage_index(ring_path(), settings.SHUNIU_SUITE)
        forget_ring()
        changed, unreadable = self._walk(reindex_table, database)
        KeyRing.promote_index(ring_path())  # unreadable rows cannot be searched for anyway: the others shall be found
        forget_ring()
        note_reindexing(changed=changed, unreadable=len(unreadable), by=_command_line())
        self._say("The new index key is in use.")
        _refuse(unreadable)

    def _walk(self, table, database):
        changed, unreadable = 0, []
        for model in models_with_sealed_fields():
            walk = None
            for walk in table(model, database):
                self._say(f"{walk.label}: {walk.rows} rows, {walk.changed} values written")
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
        raise CommandError("No key opens these rows; they were left as they are:\n" + "\n".join(unreadable))
