"""What stood on a listing as its one objection becomes a row; and how long an answer may take, as data of a place."""

import csv
import json
from datetime import date, datetime, time
from pathlib import Path

from django.db import migrations
from django.utils.timezone import make_aware

DATA = Path(__file__).parents[1] / "data" / "objection_settings.csv"
SINCE = date(2000, 1, 1)


def rows():
    with DATA.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forth(apps, schema_editor):
    DatedSetting, Listing = apps.get_model("kernel", "DatedSetting"), apps.get_model("organizations", "Listing")
    Objection = apps.get_model("organizations", "Objection")
    DatedSetting.objects.bulk_create(
        DatedSetting(place_id=0, valid_from=SINCE, key=row["key"], value=json.loads(row["value"]), source=row["source"])
        for row in rows()
    )
    Objection.everything.bulk_create(
        Objection(
            centre_id=listing.centre_id, organization_id=listing.organization_id, listing=listing, state="raised",
            state_since=make_aware(datetime.combine(listing.objected_on, time(12))), words=listing.objection,
            raised_on=listing.objected_on, raised_by="–",
        )
        for listing in Listing.everything.exclude(objection="").filter(objected_on__isnull=False)
    )  # fmt: skip


def back(apps, schema_editor):
    DatedSetting, Objection = apps.get_model("kernel", "DatedSetting"), apps.get_model("organizations", "Objection")
    DatedSetting.objects.filter(place_id=0, key__in=[row["key"] for row in rows()]).delete()
    for objection in Objection.everything.filter(listing__isnull=False).select_related("listing").order_by("pk"):
        objection.listing.objection, objection.listing.objected_on = objection.words, objection.raised_on
        objection.listing.save(update_fields=["objection", "objected_on"])
    Objection.everything.all().delete()


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_objections")]
    operations = [migrations.RunPython(forth, back)]
