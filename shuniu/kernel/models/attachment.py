from django.db import models
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField


class Attachment(CentreRow):
    """A paper somebody handed in as a file: what it says it is, about which record; its bytes stand in sealed parts."""

    noun = models.CharField(max_length=60)  # the record it belongs to: "organizations.inspection", 17
    noun_id = models.BigIntegerField()
    kind = models.CharField(_("kind of paper"), max_length=40)
    name = models.CharField(_("file"), max_length=120)
    type = models.CharField(_("type"), max_length=5)  # as its bytes say, never as its name says
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("received at"))
    received_by = models.CharField(_("received by"), max_length=80)
    dropped_at = models.DateTimeField(_("dropped at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [models.Index(fields=["centre", "noun", "noun_id"], name="attachments_of_thing")]

    def __str__(self) -> str:
        return self.name


class AttachmentPart(CentreRow):
    """A piece of an attachment, sealed. Small, so that backup and a change of keys never hold a whole scan in memory."""

    rows_at_once = 40  # what reads whole tables holds so many of them, not thousands

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="parts", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = SealedField(purpose="kernel.attachment.content")  # base64 of the bytes

    class Meta:
        verbose_name = _("part of an attachment")
        verbose_name_plural = _("parts of attachments")
        constraints = [models.UniqueConstraint(fields=["centre", "attachment", "number"], name="attachment_part_once")]
