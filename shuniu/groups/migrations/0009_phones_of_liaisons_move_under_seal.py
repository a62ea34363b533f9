"""Fill: each plain phone of a liaison moves under seal, and back."""

from django.db import migrations

from shuniu.kernel.sealing.sealer import seal, unseal

PURPOSE = "groups.group.liaison_phone"


def conceal_phones(apps, schema_editor):
    groups = apps.get_model("groups", "Group")._base_manager
    for key, centre, phone in groups.exclude(liaison_phone="").values_list("pk", "centre_id", "liaison_phone"):
        groups.filter(pk=key).update(sealed_phone=seal(phone, PURPOSE, centre), liaison_phone="")


def reveal_phones(apps, schema_editor):
    groups = apps.get_model("groups", "Group")._base_manager
    sealed = groups.exclude(sealed_phone__isnull=True).values_list("pk", "centre_id", "sealed_phone")
    for key, centre, phone in sealed:
        groups.filter(pk=key).update(liaison_phone=unseal(bytes(phone), PURPOSE, centre), sealed_phone=None)


class Migration(migrations.Migration):
    dependencies = [("groups", "0008_a_sealed_phone_of_the_liaison"), ("kernel", "0001_house")]
    operations = [migrations.RunPython(conceal_phones, reveal_phones)]
