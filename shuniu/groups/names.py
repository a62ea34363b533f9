"""What the room's settings and code tables are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import asked_of_each_place, named

named(
    {
        "groups.category": _("Categories of groups"),
        "groups.national": _("National categories"),
        "groups.centre.address": _("Address for filled-in papers"),
        "groups.centre.hours": _("Office hours on papers"),
        "groups.centre.phone": _("Telephone on papers"),
        "groups.duties.meeting": _("Meetings asked for each month"),
        "groups.duties.training": _("Trainings asked for each month"),
        "groups.duties.return_day": _("Day of the next month on which a return is due"),
        "groups.duties.return_months_back": _("Months for which a late return is taken"),
        "groups.duties.remind_days_before": _("Days before the month's end to remind"),
        "groups.filing.opinion_days": _("Workdays for the community's opinion"),
        "groups.filing.review_days": _("Workdays for the subdistrict's review"),
        "groups.filing.amend_days": _("Workdays to mend a returned filing"),
        "groups.filing.reply_days": _("Workdays to answer a proposal of the centre"),
        "groups.filing.valid_years": _("Years a filing holds"),
        "groups.filing.renewal_notice_days": _("Days before the end to ask for renewal"),
        "groups.filing.min_members": _("Members a group needs"),
        "groups.filing.max_members": _("Members a group may have"),
        "groups.filing.requires": _("What a filing must name"),
        "groups.filing.wishes": _("What a filing should name"),
        "groups.filing.route": _("Route of each kind of application"),
        "groups.filing.form": _("Rows on the printed filing form"),
        "groups.filing.issuer": _("Who files"),
        "groups.filing.number_pattern": _("Filing number"),
        "groups.filing.application_pattern": _("Application number"),
        "groups.flag.number_pattern": _("Flag number"),
        "groups.inactive_months": _("Months without activity until a group counts as inactive"),
        "groups.permit.issuer": _("Who issues venue permits"),
        "groups.permit.number_pattern": _("Permit number"),
        "groups.permit.valid_months": _("Months a permit holds"),
        "groups.permit.reply_days": _("Workdays to answer the recall of a permit"),
    }
)
asked_of_each_place("groups.centre.phone")
