"""What the room's settings and code tables are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import asked_of_each_place, named

named(
    {
        "casework.risk_days": _("Workdays before the limit at which a case is at risk"),
        "casework.paper_days": _("Workdays to bring a missing paper"),
        "casework.referral.answer_days": _("Workdays for an organization to answer a referral"),
        "casework.adoption.least_assessors": _("Least number of assessors"),
        "casework.adoption.integration_days": _("Least days of integration"),
        "casework.adoption.report_days": _("Days from consent to the report"),
        "casework.centre.phone": _("Telephone on number slips"),
        "casework.adoption.addressee": _("To whom an assessment's advice goes"),
        "casework.adoption.conclusion": _("What an assessment may conclude"),
        "casework.portal.most_a_day": _("Most requests a day on the public page"),
        "casework.keep_years.open": _("Years a case is kept after its end"),
        "casework.keep_years.assessors": _("Years an adoption assessment is kept after its end"),
        "casework.keep_years.appointment": _("Years a report-in slip is kept after its end"),
        "casework.day_care.keep_years": _("Years a place in day care is kept after its end"),
        "casework.day_care.priority": _("Reasons for the order of the day care list"),
    }
)
asked_of_each_place("casework.centre.phone")
