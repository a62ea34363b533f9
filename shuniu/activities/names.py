"""What the room's settings and code tables are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import named

named(
    {
        "activities.kind": _("Kinds of activities"),
        "activities.course_kind": _("Subjects of courses"),
        "activities.audience": _("Whom courses are meant for"),
        "activities.circumstance": _("Circumstances of trainees"),
        "activities.certificate": _("Course certificates"),
        "activities.crowd.threshold": _("People expected from which a safety permit is needed"),
        "activities.crowd.apply_days": _("Days before a big event to apply for the safety permit"),
        "activities.crowd.municipal_threshold": _("People expected from which the city's police decide"),
        "activities.crowd.decision_days": _("Days in which the police decide"),
        "activities.crowd.remind_days": _("Days before the last day of applying to begin reminding"),
        "activities.sign_up.keep_days": _("Days for which names and phones of sign-ups are kept"),
        "activities.certificate.min_attendance": _("Share of lessons asked for a certificate"),
        "activities.certificate.number_pattern": _("Number of a course certificate"),
        "activities.certificate.issuer": _("Who issues course certificates"),
        "activities.retention.days": _("Days after the start of a job to check whether it lasts"),
    }
)
