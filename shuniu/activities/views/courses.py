"""Courses: opened, seen, lessons planned, trainees enrolled and masked, a look with its reason."""

from __future__ import annotations

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities import permissions
from shuniu.activities.actions import courses as actions
from shuniu.activities.actions import moving
from shuniu.activities.forms.courses import (
    CourseForm,
    EnrolForm,
    LessonsForm,
    MoveCourseForm,
    MoveLessonForm,
    MoveToldForm,
)
from shuniu.activities.forms.programme import ReasonForm, where_now
from shuniu.activities.lists.courses import running
from shuniu.activities.models import Course, CourseMove, Lesson, Trainee
from shuniu.activities.queries import attended, lessons_to_move, to_be_told, with_card, words_of
from shuniu.activities.views.asking import Asking
from shuniu.activities.views.programme import told
from shuniu.kernel import trail
from shuniu.kernel.forms import row_key
from shuniu.kernel.pages import Page
from shuniu.kernel.permissions import ISSUE_CARD, Refused
from shuniu.kernel.sealing import mask_name, mask_phone
from shuniu.kernel.sealing.fields import reveal
from shuniu.people.public import found_by, on_record

SHOWN = 20


def course_at(page: Page, pk: int) -> Course:
    return page.find(Course.objects.visible_to(page.actor), pk=pk)


class OfCourse(Asking, abstract=True):
    def thing(self, pk):
        return course_at(self, pk)

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.pk])


class OpenCourse(Asking):
    permission = permissions.RUN_COURSES
    form_class = CourseForm
    title, submit = _("Open a course"), _("Open a course")

    def thing(self):
        return None

    def back(self, thing) -> str:
        return reverse("activities:courses")

    def act(self, thing, data):
        course = actions.open_course(centre_id=self.actor.centre, **data, by=self.actor)
        return reverse("activities:course", args=[course.pk])


class CoursePage(Page):
    """One course: lessons, trainees by number with masked names, tests, certificates."""

    permission = permissions.VIEW_COURSES
    template = "activities/course.html"

    def get(self, request, pk):
        course, today = course_at(self, pk), self.actor.today
        certificates = words_of("certificate", place=course.centre_id, on=today)
        lessons = course.lessons.order_by("held_on", "starts")
        return self.show(
            course=course,
            state=running(course, today),
            audience=words_of("audience", place=course.centre_id, on=today).get(course.audience, course.audience),
            kind=words_of("course_kind", place=course.centre_id, on=today).get(course.kind, course.kind),
            lessons=lessons,
            held=sum(1 for lesson in lessons if lesson.held_on <= today),
            trainees=shown_trainees(course, certificates, self.actor),
            may_card=self.actor.may(ISSUE_CARD),
            tests=course.tests.order_by("held_on", "pk"),
            certificates=[(code, certificates.get(code, code)) for code in course.certificates],
            moves=moves_of(course, self.actor),
            entries=told(trail.of_thing(course, limit=15)),
            permissions=permissions,
        )


def moves_of(course: Course, actor) -> list[tuple[CourseMove, int]]:
    """The moves of a course, the newest first, each with how many are still to be told."""
    return [(move, to_be_told(move, actor).count()) for move in course.moves.order_by("-pk")[:3]]


def shown_trainees(course: Course, certificates: dict[str, str], actor) -> list[Trainee]:
    """Trainees by number; what each came to, holds and does, masked."""
    came, seated = attended(course), with_card(course, actor)
    rows = course.trainees.select_related("person").prefetch_related("certificates", "placements").order_by("number")
    for row in rows:
        row.name_shown = mask_name(row.person.name)
        row.came, row.has_card = came.get(row.pk, 0), row.person_id in seated
        row.held = [(c, certificates.get(c.kind, c.kind)) for c in row.certificates.all() if c.revoked_on is None]
        row.job = next((job for job in row.placements.all() if job.ended_on is None), None)
    return list(rows)


class PlanLessons(OfCourse):
    permission = permissions.RUN_COURSES
    form_class = LessonsForm
    title, submit = _("Plan lessons"), _("Plan lessons")

    def initial(self, thing) -> dict:
        return {"held_on": thing.first_on}

    def act(self, thing, data):
        actions.plan_lessons(thing, **data, by=self.actor)
        return self.back(thing)


class MoveLesson(Asking):
    permission = permissions.RUN_COURSES
    form_class = MoveLessonForm
    title, submit = _("Move the lesson"), _("Move the lesson")

    def thing(self, pk):
        return self.row(Lesson, pk, "course")

    def back(self, thing) -> str:
        return reverse("activities:lesson", args=[thing.pk])

    def initial(self, thing) -> dict:
        return {name: getattr(thing, name) for name in ("held_on", "starts", "ends")}

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.course} · {thing.where}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.move_lesson(thing, **data, by=self.actor)
        return self.back(thing)


class MoveCourse(OfCourse):
    permission = permissions.RUN_COURSES
    form_class = MoveCourseForm
    title, submit = _("Hold the course elsewhere"), _("Move the course")

    def initial(self, thing) -> dict:
        return where_now(thing, self.actor)

    def ask(self, thing, form, status: int = 200):
        count = lessons_to_move(thing, self.actor).count()
        said = _(
            "%(course)s · lessons still to come: %(count)s. Their times are given back and asked for in the new place."
        )
        self.sentence = said % {"course": thing, "count": count}
        return super().ask(thing, form, status)

    def act(self, thing, data):
        return reverse("activities:move_told", args=[moving.move_course(thing, **data, by=self.actor).pk])


class MoveTold(Asking):
    """Who of the trainees is still to be told of a move: ticked by number, with a masked name."""

    permission = permissions.RUN_COURSES
    template = "activities/move.html"
    form_class = MoveToldForm
    title, submit = _("Tell the trainees"), _("They have been told")

    def thing(self, pk):
        return self.row(CourseMove, pk, "course")

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.course_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = thing.course.title
        return super().ask(thing, form, status)

    def more(self, thing) -> dict:
        waiting = list(to_be_told(thing, self.actor))
        told = list(thing.tellings.select_related("trainee__person").order_by("trainee__number"))
        for row in (*waiting, *(each.trainee for each in told)):
            row.name_shown = mask_name(row.person.name)
        return {"waiting": waiting, "told": told, "permissions": permissions}

    def act(self, thing, data):
        ticked = [key for text in self.request.POST.getlist("trainee") if (key := row_key(text))]
        moving.note_move_told(thing, trainees=ticked, **data, by=self.actor)
        return reverse("activities:move_told", args=[thing.pk])


class Enrol(Page):
    """Look for the person first; who is not on record is written down under People."""

    permission = permissions.RUN_COURSES
    template = "activities/enrol.html"

    def get(self, request, pk):
        return self.ask(course_at(self, pk), EnrolForm(by=self.actor))

    def post(self, request, pk):
        course, form = course_at(self, pk), EnrolForm(request.POST, by=self.actor)
        person = self.find(on_record(self.actor), pk=row_key(request.POST.get("person")))
        if not form.is_valid():
            return self.ask(course, form, status=422)
        try:
            actions.enrol_trainees(course, [person], circumstance=form.cleaned_data["circumstance"], by=self.actor)
        except Refused as refused:
            form.add_error(None, str(refused.denied.reason))
            return self.ask(course, form, status=409)
        return redirect("activities:course", pk)

    def ask(self, course, form, status: int = 200):
        asked = self.request.GET.get("q", "").strip()
        found = list(found_by(asked, self.actor).order_by("name", "pk")[:SHOWN]) if asked else []
        for person in found:
            person.beside = " · ".join(
                filter(None, (str(person.born_on.year) if person.born_on else "", mask_phone(reveal(person, "phone"))))
            )
        return self.show(course=course, form=form, asked=asked, found=found, status=status)


class Leave(Asking):
    permission = permissions.RUN_COURSES
    form_class = ReasonForm
    title = _("The trainee leaves the course")

    def thing(self, pk):
        return self.row(Trainee, pk, "course", "person")

    def back(self, thing) -> str:
        return reverse("activities:course", args=[thing.course_id])

    def ask(self, thing, form, status: int = 200):
        self.sentence = f"{thing.course} · {thing.number} · {mask_name(thing.person.name)}"
        return super().ask(thing, form, status)

    def act(self, thing, data):
        actions.leave_course(thing, **data, by=self.actor)
        return self.back(thing)


class LookAtTrainees(Page):
    """Names, circumstances and jobs opened once, for a reason that stays in the trail; prints as the class list."""

    permission = permissions.LOOK
    template = "activities/look.html"

    def get(self, request, pk):
        return self.show(course=course_at(self, pk), form=ReasonForm(by=self.actor), opened=None)

    def post(self, request, pk):
        course, form = course_at(self, pk), ReasonForm(request.POST, by=self.actor)
        if not form.is_valid():
            return self.show(course=course, form=form, opened=None, status=422)
        opened = actions.look_at_trainees(course, reason=form.cleaned_data["reason"], by=self.actor)
        response = self.show(course=course, form=form, opened=opened)
        response["Cache-Control"] = "no-store"
        return response
