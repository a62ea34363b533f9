"""Of which rows a written file said something, so that a file of an earlier day is weighed against it."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0012_trainees_sign_in")]
    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noun", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=list)),
                ("keys", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="kernel.batch",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.place"
                    ),
                ),
            ],
            options={
                "verbose_name": "statement of a file",
                "indexes": [models.Index(fields=["centre", "noun", "batch"], name="statement_of_noun")],
            },
            managers=[("everything", django.db.models.manager.Manager())],
        ),
    ]
