"""Small records every room leans on: imports, numbers, documents, code tables, dated settings, steps taken, saved views."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shuniu.kernel.scope import CentreRow
from shuniu.kernel.sealing import SealedField


class Batch(CentreRow):
    """One office file read in: what it said, what came of it, who accepted it."""

    rows_at_once = 4  # what a file changed may be a whole register

    class State(models.TextChoices):
        JUDGING = "judging", _("being read")
        WAITING = "waiting", _("waiting for acceptance")
        WRITING = "writing", _("being written")
        WRITTEN = "written", _("written")
        REFUSED = "refused", _("refused")
        UNDONE = "undone", _("undone")
        DROPPED = "dropped", _("dropped")

    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    as_of = models.DateField(_("speaks for"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.JUDGING)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    summary = models.JSONField(default=dict)
    undo = SealedField(purpose="kernel.batch.undo", null=True)  # what the batch changed, as it was before
    uploaded_at = models.DateTimeField(_("uploaded at"))
    uploaded_by = models.ForeignKey("kernel.User", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("written at"), null=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["centre", "-uploaded_at"], name="batch_newest")]

    def __str__(self) -> str:
        return self.file_name


class NumberSeries(models.Model):
    """The last number given out in a series of a centre and year."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "series", "year"], name="series_once")]


class Document(CentreRow):
    """A numbered paper. Its token opens a public page that shows what the paper shows, and nothing else."""

    kind = models.CharField(_("kind"), max_length=40)
    number = models.CharField(_("number"), max_length=40)
    token = models.CharField(max_length=24)
    noun = models.CharField(max_length=60)
    noun_id = models.BigIntegerField()
    shows = models.JSONField(
        default=list
    )  # frozen: [label, value] as printed, in print order (jsonb would sort a dict)
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.CharField(_("issued by"), max_length=80)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_because = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["centre", "kind", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["centre", "token"], name="document_token_once"),
        ]
        indexes = [
            models.Index(fields=["token"], name="document_by_token"),
            models.Index(fields=["centre", "noun", "noun_id"], name="document_of_thing"),
        ]

    def __str__(self) -> str:
        return self.number


class Code(models.Model):
    """One entry of a code table, valid in a place (and beneath) between two dates."""

    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)
    table = models.CharField(_("table"), max_length=60)
    code = models.CharField(_("code"), max_length=30)
    label = models.CharField(_("label"), max_length=80)
    label_en = models.CharField(_("English label"), max_length=80, blank=True)
    national = models.CharField(_("national code"), max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [
            models.UniqueConstraint(fields=["place", "table", "code", "valid_from"], name="code_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")), name="code_period"
            ),
        ]

    def __str__(self) -> str:
        return self.label_en if self.label_en and get_language() == "en" else self.label


class DatedSetting(models.Model):
    """A threshold, time limit or rule of a place, valid between two dates."""

    place = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(_("setting"), max_length=80)
    value = models.JSONField(_("value"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("setting")
        verbose_name_plural = _("settings")
        constraints = [models.UniqueConstraint(fields=["place", "key", "valid_from"], name="setting_once")]

    def __str__(self) -> str:
        return self.key


class StepTaken(CentreRow):
    """One hand under one step of a workflow; two-person decisions are two rows, and the key keeps the hands apart."""

    noun = models.CharField(max_length=60)
    noun_id = models.BigIntegerField()
    turn = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    source = models.CharField(max_length=30)
    target = models.CharField(max_length=30)
    user_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=30)
    via = models.CharField(max_length=20)
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "noun", "noun_id", "turn", "step", "user_id"],
                name="one_hand_once_a_step",
                violation_error_message=_("You have signed this already; another person must be the second."),
            )
        ]


class SavedView(models.Model):
    """A list's filters, order and columns, kept under a name: its owner's, or everybody's at the centre."""

    centre = models.ForeignKey("kernel.Place", models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey("kernel.User", models.CASCADE, related_name="saved_views")
    list_name = models.CharField(max_length=80)
    title = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(_("for everybody at the centre"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "user", "list_name", "title"],
                name="saved_view_once",
                violation_error_message=_("You already have a view of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Workday(models.Model):
    """A day that is not what its weekday says: a holiday on a weekday, or a weekend day worked. Seeded, then edited."""

    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField(_("workday"))
    name = models.CharField(_("name"), max_length=40, blank=True)


class JobRun(models.Model):
    """When a clock-driven job last ran; claiming a run is a compare-and-swap, so two schedulers run it once."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_with = models.TextField(blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row: each puts the next try off further

    class Meta:
        verbose_name = _("clock-driven job")
        verbose_name_plural = _("clock-driven jobs")

    def __str__(self) -> str:
        return self.name
