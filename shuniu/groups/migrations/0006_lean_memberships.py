"""Rows written by the hundred thousand cost less: no foreign keys or indexes that nothing asks for; on SQLite the pieces of
names lie in the order of their key, without a second copy of it (WITHOUT ROWID).
"""

import django.db.models.deletion
from django.db import migrations, models


COLUMNS = '"centre_id" bigint NOT NULL, "gram" bigint NOT NULL, "group_id" bigint NOT NULL'


def by_key(apps, schema_editor):
    _again(schema_editor, "WITHOUT ROWID")


def by_row(apps, schema_editor):
    _again(schema_editor, "")


def _again(schema_editor, how):
    if schema_editor.connection.vendor != "sqlite":
        return
    key = 'PRIMARY KEY ("centre_id", "gram", "group_id")'
    schema_editor.execute(f'CREATE TABLE "groups_groupgram_again" ({COLUMNS}, {key}) {how}')
    schema_editor.execute('INSERT INTO "groups_groupgram_again" SELECT * FROM "groups_groupgram"')  # noqa: S608
    schema_editor.execute('DROP TABLE "groups_groupgram"')
    schema_editor.execute('ALTER TABLE "groups_groupgram_again" RENAME TO "groups_groupgram"')


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0005_duties_settings"),
        ("kernel", "0006_details_may_be_resealed"),
    ]

    operations = [
        migrations.RunPython(by_key, by_row),
        migrations.AlterField(
            model_name="membership",
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
            model_name="membership",
            name="centre",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.place",
            ),
        ),
    ]
