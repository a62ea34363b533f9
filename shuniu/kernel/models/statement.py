from django.db import models

from shuniu.kernel.scope import CentreRow


class Statement(CentreRow):
    """Of which rows a written file said something in which columns; not what it said.

    A file that speaks for an earlier day is weighed against it (`kernel/imports/later.py`).
    """

    batch = models.ForeignKey("kernel.Batch", models.PROTECT, related_name="statements", db_index=False)
    noun = models.CharField(max_length=60)
    columns = models.JSONField(default=list)
    keys = models.JSONField(default=list)  # of the rows, as runs: [first, last], both included, ascending

    class Meta:
        verbose_name = "statement of a file"
        indexes = [models.Index(fields=["centre", "noun", "batch"], name="statement_of_noun")]
