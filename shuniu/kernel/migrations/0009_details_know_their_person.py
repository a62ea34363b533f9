"""A detail knows which person on record it is about, whatever record its line is about, so that erasure finds it.

The trigger holds it like the rest: who was named stays named. Only where nobody was, somebody may be.
"""

from django.db import migrations, models

TABLE = "kernel_traildetail"
FIXED = ("entry_id", "centre_id", "noun", "noun_id")
REFUSAL = "the trail is append-only"


def hold_the_person(apps, schema_editor):
    differs = "IS NOT" if schema_editor.connection.vendor == "sqlite" else "IS DISTINCT FROM"
    _put_up(schema_editor, f" OR (OLD.person_id IS NOT NULL AND OLD.person_id {differs} NEW.person_id)")


def let_the_person_go(apps, schema_editor):
    _put_up(schema_editor, "")


def _put_up(schema_editor, more):
    old, new = (", ".join(f"{row}.{column}" for column in FIXED) for row in ("OLD", "NEW"))
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update")
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} WHEN ({old}) IS NOT ({new}){more} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_update ON {TABLE}")
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW "
            f"WHEN (({old}) IS DISTINCT FROM ({new}){more}) EXECUTE FUNCTION kernel_traildetail_is_append_only()"
        )


class Migration(migrations.Migration):
    dependencies = [("kernel", "0008_attachments")]
    operations = [
        migrations.AddField("traildetail", "person_id", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "traildetail",
            models.Index(
                fields=["centre_id", "person_id"],
                condition=models.Q(person_id__isnull=False),
                name="detail_of_person",
            ),
        ),
        migrations.RunPython(hold_the_person, let_the_person_go),
    ]
