"""Objections to public notices of certificates too; with how they came, who is to be told, and a decision with reasons."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from shuniu.kernel.sealing.fields import SealedField



def fill(apps, schema_editor):
    """What was taken in before is decided where it has its answer; nobody wanted to be told."""
    rows = apps.get_model("volunteers", "NoticeObjection").everything
    rows.update(state_since=models.F("raised_at"))
    rows.filter(decided_at__isnull=False).update(state="ended", state_since=models.F("decided_at"))
    rows.filter(decided_at__isnull=False, findings="").update(findings="—")


def leave_certificates(apps, schema_editor):
    apps.get_model("volunteers", "NoticeObjection").everything.filter(certificate__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0033_certificate_notice_at_least"), ("kernel", "0008_attachments")]
    operations = [
        migrations.RenameModel("StarObjection", "NoticeObjection"),
        migrations.AlterModelOptions(
            "noticeobjection",
            {
                "verbose_name": "objection to a public notice",
                "verbose_name_plural": "objections to public notices",
            },
        ),
        migrations.RenameField("noticeobjection", "answer", "findings"),
        migrations.RenameField("noticeobjection", "answered_at", "decided_at"),
        migrations.RenameField("noticeobjection", "answered_by", "decided_by"),
        migrations.AlterField(
            "noticeobjection", "findings", models.CharField("what was found", max_length=500, blank=True)
        ),
        migrations.AlterField(
            "noticeobjection", "decided_at", models.DateTimeField("decided at", null=True, blank=True)
        ),
        migrations.AlterField(
            "noticeobjection", "decided_by", models.CharField("decided by", max_length=80, blank=True)
        ),
        migrations.AlterField(
            "noticeobjection",
            "star",
            models.ForeignKey(
                "volunteers.star",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="objections",
                db_index=False,
            ),
        ),
        migrations.AddField(
            "noticeobjection",
            "certificate",
            models.ForeignKey(
                "volunteers.certificate",
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="objections",
                db_index=False,
            ),
        ),
        migrations.AddField(
            "noticeobjection",
            "channel",
            models.CharField(
                "how it came",
                max_length=10,
                choices=[
                    ("phone", "in a telephone call"),
                    ("window", "in person at the desk"),
                    ("letter", "in a letter"),
                ],
                default="window",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "noticeobjection",
            "objector",
            SealedField(
                purpose="volunteers.notice_objection.objector", null=True, blank=True, verbose_name="who objects"
            ),
        ),
        migrations.AddField(
            "noticeobjection",
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
                default="none",
            ),
            preserve_default=False,
        ),
        migrations.AddField("noticeobjection", "taken_by_id", models.BigIntegerField(null=True, blank=True)),
        migrations.AddField(
            "noticeobjection", "is_right", models.BooleanField("found right", null=True, blank=True)
        ),
        migrations.AddField("noticeobjection", "told_at", models.DateTimeField("told at", null=True, blank=True)),
        migrations.AddField("noticeobjection", "told_by", models.CharField("told by", max_length=80, blank=True, default="")),
        migrations.AlterField(
            "noticeobjection", "told_by", models.CharField("told by", max_length=80, blank=True)
        ),
        migrations.AddField(
            "noticeobjection",
            "state",
            models.CharField("state", max_length=30, default="taken"),
            preserve_default=False,
        ),
        migrations.AddField("noticeobjection", "turn", models.PositiveIntegerField(default=0)),
        migrations.AddField("noticeobjection", "state_since", models.DateTimeField("since", null=True)),
        migrations.AddField("noticeobjection", "due_on", models.DateField("due on", null=True, blank=True)),
        migrations.RunPython(fill, leave_certificates),
        migrations.AlterField("noticeobjection", "state_since", models.DateTimeField("since")),
        migrations.AddIndex(
            "noticeobjection",
            models.Index(fields=["centre", "certificate", "id"], name="objections_to_certificate"),
        ),
        migrations.AddIndex(
            "noticeobjection",
            models.Index(fields=["centre", "state", "due_on", "id"], name="notice_objections_open"),
        ),
        migrations.AddConstraint(
            "noticeobjection",
            models.CheckConstraint(
                condition=Q(certificate__isnull=True, star__isnull=False)
                | Q(certificate__isnull=False, star__isnull=True),
                name="an_objection_is_to_one_notice",
                violation_error_message="An objection is to one certificate or to one star level.",
            ),
        ),
        migrations.AddConstraint(
            "noticeobjection",
            models.CheckConstraint(
                condition=Q(state="taken") | Q(decided_at__isnull=False) & ~Q(findings="") & ~Q(decided_by=""),
                name="a_notice_objection_is_decided_with_reasons",
                violation_error_message="A named person decides on an objection, and says why.",
            ),
        ),
    ]
