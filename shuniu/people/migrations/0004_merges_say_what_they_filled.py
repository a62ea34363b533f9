"""Expand and fill: a merge says which particulars the kept record took. Until now it kept a copy of what stood there, the
sealed values sealed once more, which no change of keys could reach. A merge only fills what is empty, so the names do.
"""

import json

from django.db import migrations, models

from shuniu.kernel.sealing.sealer import Tampered, UnknownKey, seal, unseal

PURPOSE = "people.merge.before"
TAKEN = {
    "birth": ("born_on", "born_precision", "age_stated_on"),
    "id_number": ("id_number", "id_index", "id_tail_index"),
    "phone": ("phone", "phone_index", "phone_tail_index"),
    "address": ("address",),
}


def name_what_was_filled(apps, schema_editor):
    merges = apps.get_model("people", "Merge")._base_manager
    standing = merges.filter(undone_at__isnull=True, before__isnull=False).select_related("kept", "absorbed")
    for merge in standing.iterator(500):
        merges.filter(pk=merge.pk).update(filled=_filled(merge))


def _filled(merge):
    try:
        before = json.loads(unseal(bytes(merge.before), PURPOSE, merge.centre_id))
    except (Tampered, UnknownKey):  # two records cannot both have had one ID number; of the rest nothing is known
        equal = merge.kept.id_index and bytes(merge.kept.id_index) == bytes(merge.absorbed.id_index or b"")
        return ["id_number"] if equal else []
    return [
        name for name, columns in TAKEN.items() if before[columns[0]] is None and getattr(merge.absorbed, columns[0])
    ]


def copy_what_stood_there(apps, schema_editor):
    merges = apps.get_model("people", "Merge")._base_manager
    standing = merges.filter(undone_at__isnull=True, kept__erased_at__isnull=True, absorbed__erased_at__isnull=True)
    for merge in standing.select_related("kept").iterator(500):
        filled = {column for name in merge.filled for column in TAKEN[name]}
        columns = [column for each in TAKEN.values() for column in each]
        stood = {c: None if c in filled else _as_text(getattr(merge.kept, c)) for c in columns}
        merges.filter(pk=merge.pk).update(before=seal(json.dumps(stood), PURPOSE, merge.centre_id))


def _as_text(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value) if value else None


class Migration(migrations.Migration):
    dependencies = [("people", "0003_lean_rows"), ("kernel", "0001_house")]
    operations = [
        migrations.AddField("merge", "filled", models.JSONField(default=list)),
        migrations.RunPython(name_what_was_filled, copy_what_stood_there),
    ]
