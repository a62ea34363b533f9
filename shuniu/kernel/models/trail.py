from django.db import models

from shuniu.kernel.prepared_inserts import QuickInserts
from shuniu.kernel.sealing import SealedField


class TrailEntry(QuickInserts):
    """One line of the trail. UPDATE and DELETE are refused by database triggers (migration 0002)."""

    id = models.BigAutoField(primary_key=True)
    centre_id = models.BigIntegerField()  # the code of the place it happened in; 0 for the installation itself
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)  # of the official who acted, as on paper; never of a person acted upon
    role = models.CharField(max_length=30)
    via = models.CharField(max_length=20)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    noun = models.CharField(max_length=60)
    noun_id = models.BigIntegerField(null=True)
    batch_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)  # nothing personal: what must stay for ever
    detail_digest = models.CharField(max_length=64, blank=True)  # of the erasable detail, salted

    class Meta:
        indexes = [
            models.Index(fields=["centre_id", "noun", "noun_id", "id"], name="trail_of_thing"),
            models.Index(fields=["centre_id", "user_id", "id"], name="trail_of_user"),
            models.Index(fields=["centre_id", "kind", "id"], name="trail_of_kind"),
        ]


class TrailDetail(QuickInserts):
    """The personal part of an entry, sealed. It may be deleted (erasure) and sealed anew (rotation), nothing else.

    The text never changes: its digest stays in the entry. `person_id` says which person on record it is about, where
    the entry itself is about something else (who joined a group).
    """

    entry = models.OneToOneField(TrailEntry, models.PROTECT, primary_key=True, related_name="detail")
    centre_id = models.BigIntegerField()
    noun = models.CharField(max_length=60)
    noun_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    sealed = SealedField(purpose="kernel.trail.detail")

    class Meta:
        indexes = [
            models.Index(fields=["centre_id", "noun", "noun_id"], name="detail_of_thing"),
            models.Index(
                fields=["centre_id", "person_id"],
                condition=models.Q(person_id__isnull=False),
                name="detail_of_person",
            ),
        ]


class TrailSeal(models.Model):
    """A link of the hash chain over the entries first_id..last_id. Append-only like the entries."""

    id = models.BigAutoField(primary_key=True)
    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    entries = models.IntegerField()
    sealed_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
