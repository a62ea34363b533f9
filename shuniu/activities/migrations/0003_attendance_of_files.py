"""An entry of the attendance ledger may come from an office file, and says which; that is not changed either."""

import django.db.models.deletion
from django.db import migrations, models

MOVABLE = {"person_id"}
NEW = "batch_id"
SAID = "a ledger of activities is append-only"


def guard(apps, schema_editor, without=()):
    """The trigger of 0002 anew, for the columns as they are now."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    model = apps.get_model("activities", "attendance")
    table = model._meta.db_table
    does = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END" if sqlite else (
        "FOR EACH ROW EXECUTE FUNCTION activities_attendance_is_append_only()"
    )
    columns = [f.column for f in model._meta.local_concrete_fields if f.column not in {*MOVABLE, *without}]
    schema_editor.execute(f"DROP TRIGGER {table}_no_update" + ("" if sqlite else f" ON {table}"))
    schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {', '.join(columns)} ON {table} {does}")


def guard_as_before(apps, schema_editor):
    guard(apps, schema_editor, without=(NEW,))


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_codes_settings_and_ledgers"), ("kernel", "0008_attachments")]
    operations = [
        migrations.AddField(
            model_name="attendance",
            name="batch",
            field=models.ForeignKey(
                blank=True, db_constraint=False, db_index=False, null=True,
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.batch",
            ),
        ),
        *(
            migrations.AlterField(
                model_name=name,
                name="source",
                field=models.CharField(
                    choices=[
                        ("qr", "QR code at the door"), ("list", "ticked on the list"),
                        ("paper", "attendance sheet, keyed in"), ("file", "sign-in list, read in"),
                    ],
                    max_length=5, verbose_name="known from",
                ),
            )
            for name in ("attendance", "lessonattendance")
        ),
        migrations.RunPython(guard, guard_as_before),
    ]
