"""What the room's settings and code tables are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import named

named(
    {
        "organizations.paper": _("Papers of the yearly inspection"),
        "organizations.settling_paper": _("Papers for settling"),
        "organizations.inspection.exempt_months": _("Months registered below which nobody is inspected"),
        "organizations.inspection.window": _("Usual window of the yearly inspection"),
        "organizations.inspection.papers": _("Papers the yearly inspection asks for, by kind"),
        "organizations.inspection.remind_days": _("Days before the last day on which to remind"),
        "organizations.inspection.rectify_months": _("Months to put things right"),
        "organizations.inspection.steps": _("Steps of the yearly inspection, by kind"),
        "organizations.inspection.bring_to": _("Where the papers of the yearly inspection are brought"),
        "organizations.reminder_channel": _("Channels of a reminder"),
        "organizations.incubation.pass_score": _("Points to pass the entry test of incubation"),
        "organizations.inspection.form": _("Questions of the yearly report"),
        "organizations.inspection.centre": _("Who helps with the yearly report"),
        "organizations.grading.valid_years": _("Years a grade holds"),
        "organizations.grading.bars": _("What keeps an organization from grading"),
        "organizations.expiry_notice_days": _("Days before a licence ends to say so"),
        "organizations.incubation.decide_days": _("Workdays to decide on incubation"),
        "organizations.incubation.review_months": _("Months between reviews of an incubation"),
        "organizations.change.decide_days": _("Workdays to decide on a directory change"),
    }
)
