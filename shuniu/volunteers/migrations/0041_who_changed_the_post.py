"""Another person than who changed a post decides on its places: whose hand it was, and why somebody decided alone."""

from django.db import migrations, models


def name_the_hands(apps, schema_editor):
    """The line of the trail with which a notice began says whose act it was."""
    begun = apps.get_model("kernel", "TrailEntry").objects.filter(
        kind="volunteers.change_noticed", noun="volunteers.changenotice", noun_id=models.OuterRef("pk")
    )
    notices = apps.get_model("volunteers", "ChangeNotice")._base_manager
    hand = begun.filter(centre_id=models.OuterRef("centre_id")).order_by("id").values("user_id")[:1]
    notices.filter(begun_by_id__isnull=True).update(begun_by_id=models.Subquery(hand))


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0040_change_settings"), ("kernel", "0012_trainees_sign_in")]
    operations = [
        migrations.AddField("changenotice", "begun_by_id", models.BigIntegerField(null=True, blank=True)),
        migrations.AddField(
            "changenotice",
            "alone_because",
            models.CharField("why the one who changed the post decided", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_hands, migrations.RunPython.noop),
    ]
