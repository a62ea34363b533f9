"""Objections to public notices of certificates too: how they came, who is to be told, and a decision with reasons.

A table of its own, filled from that of stars; 0035 leaves the old one behind. Two migrations, because PostgreSQL changes no
table in the transaction that filled it; and one stroke, because each change of a table draws every model anew.
"""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models
from django.db.models import Q

from shuniu.kernel.schema import CreateModels
from shuniu.kernel.sealing.fields import SealedField

PORTION = 500


def fill(apps, schema_editor):
    """What was taken in before is decided where it has its answer; nobody asked to be told."""
    Old, New = (apps.get_model("volunteers", name) for name in ("StarObjection", "NoticeObjection"))
    New.everything.bulk_create((_new(New, row) for row in Old.everything.order_by("pk").iterator()), PORTION)


def _new(model, row):
    decided = row.answered_at is not None
    return model(
        centre_id=row.centre_id,
        star_id=row.star_id,
        says=row.says,
        channel="window",
        reply="none",
        raised_at=row.raised_at,
        taken_by=row.taken_by,
        findings=row.answer or ("—" if decided else ""),
        decided_at=row.answered_at,
        decided_by=row.answered_by or ("—" if decided else ""),
        state="ended" if decided else "taken",
        state_since=row.answered_at or row.raised_at,
    )


def empty(apps, schema_editor):
    """Back to stars alone: what was said against certificates has no place there."""
    Old, New = (apps.get_model("volunteers", name) for name in ("StarObjection", "NoticeObjection"))
    Old.everything.bulk_create(
        (
            Old(
                centre_id=row.centre_id,
                star_id=row.star_id,
                says=row.says,
                raised_at=row.raised_at,
                taken_by=row.taken_by,
                answer=row.findings,
                answered_at=row.decided_at,
                answered_by=row.decided_by,
            )
            for row in New.everything.filter(star__isnull=False).order_by("pk").iterator()
        ),
        PORTION,
    )


def of(model: str) -> models.ForeignKey:
    protect = django.db.models.deletion.PROTECT
    told = {"null": True, "blank": True, "related_name": "objections", "db_index": False}
    return models.ForeignKey(f"volunteers.{model}", protect, **told)


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0033_certificate_notice_at_least"), ("kernel", "0008_attachments")]
    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="NoticeObjection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("state", models.CharField("state", max_length=30)),
                        ("turn", models.PositiveIntegerField(default=0)),
                        ("state_since", models.DateTimeField("since")),
                        ("due_on", models.DateField("due on", null=True, blank=True)),
                        ("says", models.CharField("what is wrong", max_length=500)),
                        (
                            "channel",
                            models.CharField(
                                "how it came",
                                max_length=10,
                                choices=[
                                    ("phone", "in a telephone call"),
                                    ("window", "in person at the desk"),
                                    ("letter", "in a letter"),
                                ],
                            ),
                        ),
                        (
                            "objector",
                            SealedField(
                                purpose="volunteers.notice_objection.objector",
                                null=True,
                                blank=True,
                                verbose_name="who objects",
                            ),
                        ),
                        (
                            "reply",
                            models.CharField(
                                "answer wanted",
                                max_length=10,
                                choices=[
                                    ("phone", "by telephone"),
                                    ("window", "at the desk, when she comes again"),
                                    ("letter", "in writing"),
                                    ("none", "no answer wanted"),
                                ],
                            ),
                        ),
                        ("raised_at", models.DateTimeField("raised at")),
                        ("taken_by", models.CharField("taken in by", max_length=80)),
                        ("taken_by_id", models.BigIntegerField(null=True, blank=True)),
                        ("is_right", models.BooleanField("found right", null=True, blank=True)),
                        ("findings", models.CharField("what was found", max_length=500, blank=True)),
                        ("decided_at", models.DateTimeField("decided at", null=True, blank=True)),
                        ("decided_by", models.CharField("decided by", max_length=80, blank=True)),
                        ("told_at", models.DateTimeField("told at", null=True, blank=True)),
                        ("told_by", models.CharField("told by", max_length=80, blank=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                "kernel.place", django.db.models.deletion.PROTECT, related_name="+", db_index=False
                            ),
                        ),
                        ("certificate", of("certificate")),
                        ("star", of("star")),
                    ],
                    options={
                        "verbose_name": "objection to a public notice",
                        "verbose_name_plural": "objections to public notices",
                        "indexes": [
                            models.Index(fields=["centre", "star", "id"], name="notices_objected_star"),
                            models.Index(fields=["centre", "certificate", "id"], name="notices_objected_certificate"),
                            models.Index(fields=["centre", "state", "due_on", "id"], name="notice_objections_open"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(certificate__isnull=True, star__isnull=False)
                                | Q(certificate__isnull=False, star__isnull=True),
                                name="an_objection_is_to_one_notice",
                                violation_error_message="An objection is to one certificate or to one star level.",
                            ),
                            models.CheckConstraint(
                                condition=Q(state="taken")
                                | Q(decided_at__isnull=False) & ~Q(findings="") & ~Q(decided_by=""),
                                name="a_notice_objection_is_decided_with_reasons",
                                violation_error_message="A named person decides on an objection, and says why.",
                            ),
                        ],
                    },
                    managers=[("everything", django.db.models.manager.Manager())],
                )
            ]
        ),
        migrations.RunPython(fill, empty),
    ]
