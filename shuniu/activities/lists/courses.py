"""Courses, and the jobs they led to."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.models import Course, Placement
from shuniu.activities.queries import checks_due, words_of
from shuniu.kernel.lists import Column, DateFilter, Filter, ListPage
from shuniu.kernel.sealing import mask_name


def running(course: Course, today) -> tuple[str, str]:
    if today < course.first_on:
        return "info", str(pgettext("session or course", "to come"))
    return ("ok", str(_("running"))) if today <= course.last_on else ("muted", str(pgettext("course", "ended")))


class CourseList(ListPage):
    permission = permissions.VIEW_COURSES
    title = _("Courses")
    sentence = _("Training with partners: who came, who passed, who found work.")
    order = "-first_on"
    empty_text = _("No course matches.")
    columns = (
        Column("title", _("Course"), sort="title"),
        Column("kind", _("Subject"), value="kind_shown"),
        Column("trainer", _("Training organization")),
        Column("first_on", _("First day"), sort="first_on"),
        Column("last_on", _("Last day"), sort="last_on"),
        Column("trainees", _("Trainees"), value="trainee_count", kind="number"),
        Column("state", _("State"), value="state_shown", kind="tag"),
    )
    filters = (
        Filter(
            "kind", _("Subject"), lambda rows, v, a: rows.filter(kind=v),
            choices=lambda a: words_of("course_kind", place=a.place, on=a.today).items(),
        ),
        Filter(
            "q", _("Course or training organization"),
            lambda rows, v, a: rows.filter(Q(title__icontains=v) | Q(trainer__icontains=v)), kind="text",
        ),
        DateFilter("first", _("First day"), "first_on"),
    )  # fmt: skip

    def rows(self, actor):
        return Course.objects.visible_to(actor)

    def prepare(self, rows):
        ids = [row.pk for row in rows]
        counted = Course.objects.visible_to(self.actor).filter(pk__in=ids)
        counts = dict(counted.order_by().values_list("pk").annotate(many=Count("trainees")))
        words = words_of("course_kind", place=self.actor.place, on=self.actor.today)
        for row in rows:
            row.trainee_count = counts.get(row.pk, 0)
            row.kind_shown = words.get(row.kind, row.kind)
            row.state_shown = running(row, self.actor.today)
        return rows

    def row_url(self, row) -> str:
        return reverse("activities:course", args=[row.pk])

    def actions(self):
        if self.actor.may(permissions.RUN_COURSES) and self.actor.centre:
            yield {"label": _("Open a course"), "url": reverse("activities:open_course"), "main": True}


class PlacementList(ListPage):
    """Jobs found after a course, with the next check of whether they last."""

    permission = permissions.VIEW_COURSES
    title = _("Jobs found")
    sentence = _("Each job is checked some days after its start; what lasts can be counted and paid for.")
    order = "-started_on"
    empty_text = _("No job has been entered yet. A trainee's course page enters one.")
    columns = (
        Column("started_on", _("At work from"), sort="started_on"),
        Column("trainee", _("Trainee"), value=lambda p: mask_name(p.trainee.person.name)),
        Column("course", _("Course"), value=lambda p: p.trainee.course.title),
        Column("checks", _("Checks"), value="checks_shown"),
        Column("next", _("Next check"), value="next_shown", kind="tag"),
        Column("ended_on", _("Ended"), value=lambda p: p.ended_on),
    )
    filters = (
        Filter("lasting", _("Lasting"), lambda rows, v, a: rows.filter(ended_on__isnull=True), kind="check"),
        DateFilter("from", _("At work from"), "started_on"),
    )

    def rows(self, actor):
        return (
            Placement.objects.visible_to(actor)
            .select_related("trainee__person", "trainee__course")
            .prefetch_related("checks")
        )

    def prepare(self, rows):
        today = self.actor.today
        checks_due(rows, on=today)
        for row in rows:
            made = sorted(row.checks.all(), key=lambda check: check.after_days)
            said = _("after %(days)s days: %(answer)s")
            answers = (str(said % {"days": c.after_days, "answer": c.get_answer_display()}) for c in made)
            row.checks_shown = gettext(", ").join(answers) or None
            row.next_shown = self._next(row.next_check, today)
        return rows

    def _next(self, check, today) -> tuple[str, str] | None:
        if check is None:
            return None
        days, due_on = check
        kind = "late" if due_on < today else "due" if due_on == today else "info"
        return kind, str(_("after %(days)s days: %(day)s") % {"days": days, "day": due_on})

    def row_url(self, row) -> str:
        return reverse("activities:placement", args=[row.pk])
