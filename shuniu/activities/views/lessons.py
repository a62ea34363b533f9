"""Attendance in a lesson, tests and their results."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import lessons as actions
from shuniu.activities.forms.courses import LessonAttendanceForm, ResultsForm, TestForm
from shuniu.activities.forms.programme import ReasonForm
from shuniu.activities.models import CourseTest, Lesson, LessonAttendance
from shuniu.activities.queries import kept_of
from shuniu.activities.views.asking import Asking
from shuniu.activities.views.courses import OfCourse
from shuniu.kernel.forms import row_key
from shuniu.kernel.sealing import mask_name


class LessonPage(Asking):
    """The class list with ticks: numbers and masked names."""

    permission = permissions.RUN_COURSES
    template = "activities/lesson.html"
    form_class = LessonAttendanceForm
    title, submit = _("Who came to the lesson"), _("Put on record")

    def thing(self, pk):
        return self.row(Lesson, pk, "course")

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.course_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.course} · {thing.held_on} {thing.starts:%H:%M}–{thing.ends:%H:%M} {thing.topic}"
        return super().ask(thing, form, status)

    def more(self, thing) -> dict:
        standing = thing.attendances.filter(corrects__isnull=True, corrections__isnull=True)
        entries = {entry.trainee_id: entry for entry in standing}
        rows = list(
            thing.course.trainees.exclude(left_on__lt=thing.held_on).select_related("person").order_by("number")
        )
        for row in rows:
            row.name_shown, row.entry = mask_name(row.person.name), entries.get(row.pk)
        return {"trainees": rows, "came": len(entries), "held": kept_of(thing)}

    def act(self, thing, data):
        ticked = {key for text in self.request.POST.getlist("trainee") if (key := row_key(text))}
        actions.note_lesson(thing, ticked, **data, by=self.actor)
        return self.back(thing)


class TakeBack(Asking):
    permission = permissions.RUN_COURSES
    form_class = ReasonForm
    title = _("Take an entry back")

    def thing(self, pk):
        entries = LessonAttendance.objects.visible_to(self.actor).select_related("lesson__course", "trainee")
        return self.find(entries, pk=pk)

    def back(self, thing) -> str:
        return reverse("activities:lesson", args=[thing.lesson_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.lesson.course} · {thing.lesson.held_on} · {thing.trainee.number}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.take_lesson_back(thing, **data, by=self.actor)
        return self.back(thing)


class SetTest(OfCourse):
    permission = permissions.RUN_COURSES
    form_class = TestForm
    title, submit = _("Set a test"), _("Set")

    def form(self, thing, data=None):
        return TestForm(data, by=self.actor, course=thing)

    def act(self, thing, data):
        test = actions.set_test(thing, **data, by=self.actor)
        return reverse("activities:results", args=[test.pk])


class Results(Asking):
    permission = permissions.RUN_COURSES
    form_class = ResultsForm
    title, submit = _("Results of the test"), _("Put on record")

    def thing(self, pk):
        return self.row(CourseTest, pk, "course")

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.course_id])

    def form(self, thing, data=None):
        trainees = list(thing.course.trainees.filter(left_on__isnull=True).select_related("person").order_by("number"))
        for row in trainees:
            row.shown = f"{row.number:02d} {mask_name(row.person.name)}"
        standing = dict(thing.results.values_list("trainee_id", "points"))
        return ResultsForm(data, by=self.actor, test=thing, trainees=trainees, standing=standing)

    def ask(self, thing, form, status: int = 200):
        told = {"course": thing.course, "test": thing.title, "pass": thing.pass_mark, "full": thing.full_mark}
        self.sentence = _("%(course)s · %(test)s: passed from %(pass)s of %(full)s points.") % told
        return super().ask(thing, form, status)

    def act(self, thing, data):
        points = {int(name.removeprefix("points_")): value for name, value in data.items() if value is not None}
        actions.note_results(thing, points, by=self.actor)
        return self.back(thing)
