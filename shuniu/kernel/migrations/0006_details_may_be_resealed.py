"""A sealed detail may be written again under a new key: its `sealed` column alone may change, nothing beside it.

The database cannot tell whether the new bytes hold the old text; `verify_trail` can, by the digest in the entry.
"""

from django.db import migrations

import shuniu.kernel.sealing.fields

TABLE = "kernel_traildetail"
FIXED = ("entry_id", "centre_id", "noun", "noun_id")
REFUSAL = "the trail is append-only"


def permit_resealing(apps, schema_editor):
    _drop(schema_editor)
    old, new = (", ".join(f"{row}.{column}" for column in FIXED) for row in ("OLD", "NEW"))
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} WHEN ({old}) IS NOT ({new}) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            f"WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION kernel_traildetail_is_append_only()"
        )


def forbid_resealing(apps, schema_editor):
    _drop(schema_editor)
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    else:
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION kernel_traildetail_is_append_only()"
        )


def _drop(schema_editor):
    tail = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update{tail}")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_clock_driven_jobs")]
    operations = [
        # In the state alone: the column stays what it is, and SQLite would remake the table without its triggers.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "traildetail",
                    "sealed",
                    shuniu.kernel.sealing.fields.SealedField(purpose="kernel.trail.detail"),
                )
            ]
        ),
        migrations.RunPython(permit_resealing, forbid_resealing),
    ]
