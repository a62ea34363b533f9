"""The figures of activities, courses and publicity [case]: sessions, person-times, people, pieces and sheets apart."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shuniu.activities.public import (
    attendances_in,
    certificates_in,
    holders_of_several,
    lesson_attendances_in,
    lesson_times,
    people_among,
    person_times,
    pieces,
    placements_in,
    publicity_in,
    sessions_held,
    trainees_in,
)
from shuniu.kernel.lists import Column
from shuniu.kernel.sealing.masking import mask_name
from shuniu.outcomes.indicators.indicator import Period, indicator


def _in(query):
    return lambda period: query(period.first, period.last, period.actor)


def _attendances(period: Period):
    return _in(attendances_in)(period).select_related("session__activity")


def _certificates(period: Period):
    return _in(certificates_in)(period).select_related("trainee__person", "trainee__course")


indicator(
    "activities.sessions",
    label=_("Sessions held"),
    unit="sessions",
    definition=_("Sessions of activities whose day lies in the period and that were not cancelled."),
    rows=lambda period: _in(sessions_held)(period).select_related("activity"),
    columns=(
        Column("held_on", _("Day"), sort="held_on"),
        Column("activity", _("Activity"), value=lambda s: s.activity.title),
        Column("place", _("Place")),
    ),
    order="held_on",
    row_url=lambda row: reverse("activities:session", args=[row.pk]),
)
SESSION_COLUMNS = (
    Column("day", _("Day"), value=lambda a: a.session.held_on, sort="session__held_on"),
    Column("activity", _("Activity"), value=lambda a: a.session.activity.title),
    Column("people", _("Person-times"), kind="number"),
)
indicator(
    "activities.attendances",
    label=_("Attendances at activities"),
    unit="times",
    definition=_(
        "Person-times entered for sessions of the period, less what was taken back. Who came twice counts twice."
    ),
    rows=_attendances,
    columns=SESSION_COLUMNS,
    value=lambda period: person_times(_attendances(period)),
    row_url=lambda row: reverse("activities:session", args=[row.session_id]),
)
indicator(
    "activities.people",
    label=_("People on record who came to activities"),
    unit="people",
    definition=_(
        "Different people on record who came at least once in the period. Who came without being on record cannot be told "
        "apart and is left out."
    ),
    rows=lambda period: _attendances(period).filter(person__isnull=False),
    columns=SESSION_COLUMNS,
    value=lambda period: people_among(_in(attendances_in)(period)),
    row_url=lambda row: reverse("activities:session", args=[row.session_id]),
)
indicator(
    "courses.person_times",
    label=_("Attendances in lessons"),
    unit="times",
    definition=_("Person-times in lessons held in the period, less what was taken back."),
    rows=lambda period: _in(lesson_attendances_in)(period).select_related("lesson__course"),
    columns=(
        Column("day", _("Day"), value=lambda a: a.lesson.held_on, sort="lesson__held_on"),
        Column("course", _("Course"), value=lambda a: a.lesson.course.title),
        Column("times", _("Person-times"), kind="number"),
    ),
    value=lambda period: lesson_times(_in(lesson_attendances_in)(period)),
    row_url=lambda row: reverse("activities:course", args=[row.lesson.course_id]),
)
indicator(
    "courses.trainees",
    label=_("People trained"),
    unit="people",
    definition=_("Different people enrolled in courses that ran in the period. Who took two courses counts once."),
    rows=lambda period: _in(trainees_in)(period).select_related("person", "course"),
    columns=(
        Column("course", _("Course"), value=lambda t: t.course.title),
        Column("trainee", _("Trainee"), value=lambda t: mask_name(t.person.name)),
    ),
    value=lambda period: _in(trainees_in)(period).values("person_id").distinct().count(),
    row_url=lambda row: reverse("activities:course", args=[row.course_id]),
)
CERTIFICATE_COLUMNS = (
    Column("number", _("Course certificate number"), sort="number"),
    Column("trainee", _("Trainee"), value=lambda c: mask_name(c.trainee.person.name)),
    Column("course", _("Course"), value=lambda c: c.trainee.course.title),
    Column("issued_on", _("Issued on"), sort="issued_on"),
)
indicator(
    "courses.certificates",
    label=_("Certificates awarded"),
    unit="certificates",
    definition=_(
        "Course certificates issued in the period and not revoked by its last day. Two of one person count as two."
    ),
    rows=_certificates,
    columns=CERTIFICATE_COLUMNS,
    row_url=lambda row: reverse("activities:course", args=[row.trainee.course_id]),
)
indicator(
    "courses.double_certificates",
    label=_("People with two certificates"),
    unit="people",
    definition=_("Different people who were awarded at least two different certificates in the period."),
    rows=lambda period: _certificates(period).filter(
        trainee__person_id__in=holders_of_several(_in(certificates_in)(period)).values("trainee__person_id")
    ),
    columns=CERTIFICATE_COLUMNS,
    value=lambda period: holders_of_several(_in(certificates_in)(period)).count(),
    row_url=lambda row: reverse("activities:course", args=[row.trainee.course_id]),
)
indicator(
    "courses.placed",
    label=_("People who found work after a course"),
    unit="people",
    definition=_("Different people whose job after a course began in the period. Who found two jobs counts once."),
    rows=lambda period: _in(placements_in)(period).select_related("trainee__person", "trainee__course"),
    columns=(
        Column("started_on", _("At work from"), sort="started_on"),
        Column("trainee", _("Trainee"), value=lambda p: mask_name(p.trainee.person.name)),
        Column("course", _("Course"), value=lambda p: p.trainee.course.title),
    ),
    value=lambda period: _in(placements_in)(period).values("trainee__person_id").distinct().count(),
    row_url=lambda row: reverse("activities:placement", args=[row.pk]),
)
for _kind, _name, _label, _unit in (
    ("panel", "publicity.panels", _("Display panels made"), "pieces"),
    ("leaflet", "publicity.leaflets", _("Leaflets handed out"), "sheets"),
    ("show", "publicity.shows", _("Promotional shows given"), "shows"),
):
    indicator(
        _name,
        label=_label,
        unit=_unit,
        definition=_("The counts of this kind in the publicity log for days of the period, with their corrections."),
        rows=lambda period, kind=_kind: publicity_in(kind, period.first, period.last, period.actor),
        columns=(
            Column("done_on", _("Day"), sort="done_on"),
            Column("title", _("Topic or title")),
            Column("count", _("How many"), kind="number"),
        ),
        value=lambda period, kind=_kind: pieces(publicity_in(kind, period.first, period.last, period.actor)),
        order="done_on",
    )
