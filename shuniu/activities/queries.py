"""Questions about the programme, the courses and the publicity log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery, Sum

from shuniu.activities.models import (
    Act,
    Attendance,
    Certificate,
    Course,
    CourseMove,
    CrowdPlan,
    Judgement,
    Lesson,
    LessonAttendance,
    MoveTelling,
    Placement,
    Publicity,
    RetentionCheck,
    Session,
    SignUp,
    TestResult,
    Trainee,
)
from shuniu.activities.models.course import TRAINEE
from shuniu.groups.public import Group
from shuniu.kernel.actor import Actor
from shuniu.kernel.dated import codes, setting
from shuniu.kernel.models import Appointment
from shuniu.kernel.signin.queries import in_force as appointed
from shuniu.kernel.spaces import Held, keeper

OFFERED_FOR = 8  # shows ahead for which acts may be offered


# --- The programme ----------------------------------------------------------------------------------------------------
def sessions_held(first: date, last: date, actor: Actor) -> QuerySet[Session]:
    """Sessions that took place in a period: not cancelled."""
    return Session.objects.visible_to(actor).filter(held_on__range=(first, last), cancelled_on__isnull=True)


def attendances_in(first: date, last: date, actor: Actor) -> QuerySet[Attendance]:
    return Attendance.objects.visible_to(actor).filter(session__held_on__range=(first, last))


def person_times(rows: QuerySet) -> int:
    return rows.aggregate(total=Sum("people"))["total"] or 0


def people_among(rows: QuerySet[Attendance]) -> int:
    """Different people on record who came at least once; who came without a name cannot be told apart."""
    came = rows.filter(person__isnull=False).order_by().values("person_id").annotate(times=Sum("people"))
    return came.filter(times__gt=0).count()


def publicity_in(kind: str, first: date, last: date, actor: Actor) -> QuerySet[Publicity]:
    return Publicity.objects.visible_to(actor).filter(kind=kind, done_on__range=(first, last))


def pieces(rows: QuerySet[Publicity]) -> int:
    return rows.aggregate(total=Sum("count"))["total"] or 0


def asked_to_come(session: Session) -> list[SignUp]:
    """Sign-ups that were not cancelled, in the order in which they came; each knows whether it `has_seat`."""
    rows = list(
        SignUp.objects.unscoped(because="the session itself was scoped")
        .filter(centre_id=session.centre_id, session=session, cancelled_at__isnull=True)
        .select_related("person")
        .order_by("id")
    )
    for at, row in enumerate(rows):
        row.has_seat = session.seats is None or at < session.seats
        row.place_in_line = None if row.has_seat else at - (session.seats or 0) + 1
    return rows


def standing_attendance(session: Session) -> QuerySet[Attendance]:
    """Entries of the ledger that were not taken back."""
    mine = Attendance.objects.unscoped(because="the session itself was scoped")
    return mine.filter(
        centre_id=session.centre_id, session=session, corrects__isnull=True, corrections__isnull=True
    ).order_by("id")


def asking_for_acts(actor: Actor) -> QuerySet[Session]:
    """Shows to come for which groups may offer acts, the next ones: told to every group of the centre."""
    announced = Session.objects.unscoped(because="that the centre asks for acts is announced to every group")
    coming = announced.filter(
        centre_id=actor.centre, activity__takes_offers=True, held_on__gt=actor.today, cancelled_on__isnull=True
    )
    return coming.select_related("activity").order_by("held_on", "starts")[:OFFERED_FOR]


def acts_of(group: Group, actor: Actor) -> QuerySet[Act]:
    """Acts of a group at sessions that were not cancelled, in the order of time."""
    mine = Act.objects.visible_to(actor).filter(group=group, session__cancelled_on__isnull=True)
    return mine.select_related("session__activity").order_by("session__held_on", "starts", "pk")


def organized_by(group: Group, actor: Actor) -> QuerySet[Session]:
    """Sessions of activities that a group organizes itself, in the order of time."""
    mine = Session.objects.visible_to(actor).filter(activity__group=group, cancelled_on__isnull=True)
    return mine.select_related("activity").order_by("held_on", "starts", "pk")


def kept_of(row: Session | Lesson) -> Held | None:
    """How the time of a session or lesson in a place of the centre stands; None where none was kept."""
    held = keeper().standing([row.place_hold], centre_id=row.centre_id) if row.place_hold else {}
    return held.get(row.place_hold)


def places_lost(rows: Iterable[Session | Lesson], actor: Actor) -> Iterator[tuple[Session | Lesson, str]]:
    """Those whose time in the place is kept no longer, each with the reason."""
    rows = list(rows)
    held = keeper().standing([row.place_hold for row in rows], centre_id=actor.centre or 0) if rows else {}
    for row in rows:
        if row.place_hold in held and held[row.place_hold].lost:
            yield row, held[row.place_hold].lost


def plan_of(session: Session) -> CrowdPlan | None:
    mine = CrowdPlan.objects.unscoped(because="the session itself was scoped")
    return mine.filter(centre_id=session.centre_id, session=session).first()


def judgements_of(thing) -> QuerySet[Judgement]:
    return (
        Judgement.objects.unscoped(because="the thing itself was scoped")
        .filter(centre_id=thing.centre_id, noun=thing._meta.label_lower, noun_id=thing.pk)
        .order_by("-id")
    )


# --- Courses ----------------------------------------------------------------------------------------------------------
def trainees_in(first: date, last: date, actor: Actor) -> QuerySet[Trainee]:
    """Trainees of courses that ran in a period, without those who left before it."""
    ran = Trainee.objects.visible_to(actor).filter(course__first_on__lte=last, course__last_on__gte=first)
    return ran.filter(joined_on__lte=last).exclude(left_on__lt=first)


def lesson_attendances_in(first: date, last: date, actor: Actor) -> QuerySet[LessonAttendance]:
    return LessonAttendance.objects.visible_to(actor).filter(lesson__held_on__range=(first, last))


def lesson_times(rows: QuerySet[LessonAttendance]) -> int:
    return rows.aggregate(total=Sum("times"))["total"] or 0


def certificates_in(first: date, last: date, actor: Actor) -> QuerySet[Certificate]:
    """Certificates issued in a period and in force on its last day."""
    issued = Certificate.objects.visible_to(actor).filter(issued_on__range=(first, last))
    return issued.exclude(revoked_on__lte=last)


def holders_of_several(rows: QuerySet[Certificate], several: int = 2) -> QuerySet:
    """People who hold at least so many different certificates among `rows`."""
    held = rows.order_by().values("trainee__person_id").annotate(kinds=Count("kind", distinct=True))
    return held.filter(kinds__gte=several)


def placements_in(first: date, last: date, actor: Actor) -> QuerySet[Placement]:
    return Placement.objects.visible_to(actor).filter(started_on__range=(first, last))


def verified_placements(after_days: int, *, first: date, last: date, actor: Actor) -> QuerySet[Placement]:
    """Placements begun in a period of which a check at `after_days` found the person at work; one a person, the earliest.

    A job that ended before the day of the check does not count, whatever was written down. What a purchase of services
    pays by: the rows are as many as the people.
    """
    found = RetentionCheck.objects.visible_to(actor).filter(
        centre_id=OuterRef("centre_id"), placement=OuterRef("pk"), after_days=after_days,
        answer=RetentionCheck.Answer.AT_WORK,
    )  # fmt: skip
    verified = placements_in(first, last, actor).filter(Exists(found))
    ended = verified.filter(ended_on__isnull=False).values_list("pk", "started_on", "ended_on")
    verified = verified.exclude(pk__in=[pk for pk, begun, end in ended if end and (end - begun).days < after_days])
    earlier = verified.filter(trainee__person_id=OuterRef("trainee__person_id")).order_by("started_on", "pk")
    return verified.filter(pk=Subquery(earlier.values("pk")[:1]))


def retention_days(place: int, on: date) -> list[int]:
    """The set times of checking, in days after the start of a job."""
    return sorted(int(day) for day in setting("activities.retention.days", place=place, on=on))


def checks_due(rows: Iterable[Placement], *, on: date) -> None:
    """Tell each placement (with its checks fetched) its `next_check`: (days, due on), None when all are made."""
    times: dict[int, list[int]] = {}
    for row in rows:
        if row.centre_id not in times:
            times[row.centre_id] = retention_days(row.centre_id, on)
        made = {check.after_days: check.answer for check in row.checks.all()}
        over = row.ended_on is not None or RetentionCheck.Answer.LEFT in made.values()
        open_ = [] if over else [days for days in times[row.centre_id] if days not in made]
        row.next_check = (open_[0], row.started_on + timedelta(days=open_[0])) if open_ else None


def attended(course) -> dict[int, int]:
    """Trainee id → lessons attended."""
    rows = LessonAttendance.objects.unscoped(because="the course itself was scoped").filter(
        centre_id=course.centre_id, lesson__course=course
    )
    return dict(rows.order_by().values_list("trainee_id").annotate(total=Sum("times")))


def last_number(course: Course, actor: Actor) -> int:
    """The highest number in class so far, also of who has left."""
    return Trainee.objects.visible_to(actor).filter(course=course).aggregate(last=Max("number"))["last"] or 0


def lessons_to_move(course: Course, actor: Actor) -> QuerySet[Lesson]:
    """The lessons that are still to come: from today on, and nobody was noted as present."""
    came = LessonAttendance.objects.visible_to(actor).filter(
        lesson=OuterRef("pk"), corrects__isnull=True, corrections__isnull=True
    )
    coming = Lesson.objects.visible_to(actor).filter(~Exists(came), course=course, held_on__gte=actor.today)
    return coming.order_by("held_on", "starts")


def to_be_told(move: CourseMove, actor: Actor) -> QuerySet[Trainee]:
    """Who stayed in a course that moved, was in it then, and has not been told."""
    told = MoveTelling.objects.visible_to(actor).filter(move=move, trainee=OuterRef("pk"))
    stayed = Trainee.objects.visible_to(actor).filter(~Exists(told), course=move.course_id, left_on__isnull=True)
    stayed = stayed.filter(number__lte=move.last_number)
    return stayed.select_related("person").order_by("number")


def seats_of_person(person: int, actor: Actor) -> QuerySet[Appointment]:
    """The appointments in force with which a person reads the own courses, whichever course they name."""
    mine = Trainee.objects.visible_to(actor).filter(person_id=person)
    return appointed(Appointment.objects.filter(noun=TRAINEE, noun_id__in=mine.values("pk")), actor.today)


def with_card(course: Course, actor: Actor) -> set[int]:
    """The people in a course who read their courses on the phone, whichever course their appointment names."""
    people = Trainee.objects.visible_to(actor).filter(course=course).values("person_id")
    places = Trainee.objects.visible_to(actor).filter(person_id__in=people)
    seats = appointed(Appointment.objects.filter(noun=TRAINEE, noun_id__in=places.values("pk")), actor.today)
    return set(places.filter(pk__in=seats.values("noun_id")).values_list("person_id", flat=True))


def in_force(course: Course, kind: str, actor: Actor) -> QuerySet[Certificate]:
    """Certificates of a course that were not revoked."""
    mine = Certificate.objects.visible_to(actor)
    return mine.filter(trainee__course=course, kind=kind, revoked_on__isnull=True)


def passes_without_certificate(courses: QuerySet[Course], actor: Actor) -> list[tuple[Course, str]]:
    """(course, certificate) where somebody who stayed passed a test that leads to it and has none in force."""
    held = Certificate.objects.visible_to(actor).filter(
        trainee=OuterRef("trainee"), kind=OuterRef("test__certificate"), revoked_on__isnull=True
    )
    passes = TestResult.objects.visible_to(actor).filter(
        ~Exists(held), points__gte=F("test__pass_mark"), trainee__left_on__isnull=True, test__course__in=courses
    )
    open_ = set(passes.exclude(test__certificate="").values_list("test__course_id", "test__certificate"))
    return [(row, kind) for row in courses for kind in row.certificates if (row.pk, kind) in open_]


def passed_tests(course) -> dict[int, set[int]]:
    """Trainee id → ids of the tests passed."""
    found: dict[int, set[int]] = {}
    rows = TestResult.objects.unscoped(because="the course itself was scoped").filter(
        centre_id=course.centre_id, test__course=course, points__gte=F("test__pass_mark")
    )
    for test, trainee in rows.values_list("test_id", "trainee_id"):
        found.setdefault(trainee, set()).add(test)
    return found


# --- Words ------------------------------------------------------------------------------------------------------------
def words_of(table: str, *, place: int, on: date) -> dict[str, str]:
    """code → label, in the reader's language."""
    return {row.code: str(row) for row in codes(f"activities.{table}", place=place, on=on)}


def official_word(table: str, code: str, *, place: int, on: date) -> str:
    """A code's official label, in the language of papers."""
    rows = codes(f"activities.{table}", place=place, on=on)
    return next((row.label for row in rows if row.code == code), code)
