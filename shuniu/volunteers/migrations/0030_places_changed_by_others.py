import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0029_who_raised_an_objection")]
    operations = [
        migrations.AddField("signup", "changed_at", models.DateTimeField("place changed at", null=True, blank=True)),
        migrations.AddField(
            "signup",
            "judgement",
            models.ForeignKey(
                "volunteers.decision",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="+",
                db_index=False,
            ),
        ),
        migrations.AddField("signup", "told_at", models.DateTimeField("told of it at", null=True, blank=True)),
        migrations.AddField("signup", "told_by", models.CharField("told by", max_length=80, blank=True, default="")),
    ]
