"""Rows written by the hundred thousand cost less: no foreign keys or indexes that nothing asks for; on SQLite the pieces of
names lie in the order of their key, without a second copy of it (WITHOUT ROWID).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


COLUMNS = '"centre_id" bigint NOT NULL, "gram" bigint NOT NULL, "person_id" bigint NOT NULL'


def by_key(apps, schema_editor):
    _again(schema_editor, "WITHOUT ROWID")


def by_row(apps, schema_editor):
    _again(schema_editor, "")


def _again(schema_editor, how):
    if schema_editor.connection.vendor != "sqlite":
        return
    key = 'PRIMARY KEY ("centre_id", "gram", "person_id")'
    schema_editor.execute(f'CREATE TABLE "people_persongram_again" ({COLUMNS}, {key}) {how}')
    schema_editor.execute('INSERT INTO "people_persongram_again" SELECT * FROM "people_persongram"')  # noqa: S608
    schema_editor.execute('DROP TABLE "people_persongram"')
    schema_editor.execute('ALTER TABLE "people_persongram_again" RENAME TO "people_persongram"')


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0006_details_may_be_resealed"),
        ("people", "0002_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(by_key, by_row),
        migrations.RemoveIndex(
            model_name="person",
            name="person_by_phone",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_by_phone_tail",
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_by_id_tail",
        ),
        migrations.AlterField(
            model_name="person",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.batch",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="centre",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.place",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_index"], name="person_by_phone"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_tail_index"], name="person_by_phone_tail"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["id_tail_index"], name="person_by_id_tail"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(condition=models.Q(("user__isnull", False)), fields=["user"], name="person_by_account"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="person_by_kept"
            ),
        ),
    ]
