"""What this room's settings and code tables are called by people."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import named

named(
    {
        "venues.booking": _("Rules of booking"),
        "venues.check_in": _("Check-in and release of unused times"),
        "venues.series_days_ahead": _("Days ahead for the last day of a weekly time"),
        "venues.sheet_days": _("Days in which a sign-in sheet may be keyed in"),
        "venues.unused": _("When a group is told kindly of unused times"),
        "venues.complaint.reply_days": _("Workdays in which a group may reply to a complaint"),
        "venues.round.objection_days": _("Workdays in which objections may be raised"),
        "venues.round.answer_days": _("Workdays in which an objection is answered"),
        "venues.round.seasons_remembered": _("Past seasons that count in an allocation"),
        "venues.round.wish_limits": _("Wishes of a group, places and times of a wish"),
        "venues.round.step_minutes": _("Minutes between possible beginnings in an allocation"),
        "venues.round.most_kept": _(
            "Dates of a weekly time that may be kept already where it is given out, in a hundred"
        ),
        "venues.permit.conditions": _("Conditions printed on a permit"),
        "venues.equipment": _("Equipment of venues"),
    }
)
