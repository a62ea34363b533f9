"""What the room's settings and code tables are called on the director's pages."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.dated import named

named(
    {
        "volunteers.service": _("Types of volunteer service"),
        "volunteers.skill": _("Volunteers' skills"),
        "volunteers.language": _("Volunteers' languages"),
        "volunteers.training": _("Volunteers' trainings"),
        "volunteers.guardian": _("Who may consent for a minor"),
        "volunteers.minor_below": _("Age below which a guardian must consent"),
        "volunteers.number_pattern": _("Volunteer number"),
        "volunteers.accept_days": _("Workdays to answer who wants to volunteer"),
        "volunteers.sign_up.most_a_week": _("Shifts a volunteer may take in a week"),
        "volunteers.sign_up.most_minutes_a_day": _("Minutes of shifts a volunteer may take on a day"),
        "volunteers.sign_up.weeks_ahead": _("Weeks ahead for which one may sign up"),
        "volunteers.sign_up.notice_hours": _("Hours before a shift until which one may withdraw"),
        "volunteers.sign_up.rest_minutes": _("Minutes between two shifts of a volunteer"),
        "volunteers.shifts.weeks_ahead": _("Weeks ahead for which weekly shifts are made"),
        "volunteers.shifts.remind_days_before": _("Days before a shift to remind"),
        "volunteers.shifts.shortage_days_before": _("Days before a shift to report who is lacking"),
        "volunteers.check_in.early_minutes": _("Minutes before a shift from which one may check in"),
        "volunteers.check_in.late_minutes": _("Minutes after a shift until which one may check out"),
        "volunteers.check_in.clock_minutes": _("Minutes a phone's clock may be wrong"),
        "volunteers.check_in.deliver_days": _("Days in which an offline check-in is taken"),
        "volunteers.check_in.doubt_days": _("Days after which an offline check-in is doubtful"),
        "volunteers.hours.second_above_minutes": _("Minutes above which hours need a second hand"),
        "volunteers.hours.daily_minutes": _("Minutes a volunteer may have on one day"),
        "volunteers.hours.late_days": _("Days after service until which hours should be keyed in"),
        "volunteers.hours.late_rows": _("Late rows of one clerk and day that count as bulk keying"),
        "volunteers.hours.clerk_rows": _("Rows needed to judge whether one clerk keyed them all"),
        "volunteers.hours.clerk_share": _("Share of rows by one clerk that is doubtful"),
        "volunteers.change.tell_days": _("Workdays to tell who is signed up that a post changed"),
        "volunteers.change.reply_days": _("Workdays to answer about a changed post"),
        "volunteers.change.decide_days": _("Workdays to decide on the places at a changed post"),
        "volunteers.objection.verify_days": _("Workdays until an objection is looked into"),
        "volunteers.objection.decide_days": _("Workdays until an objection is decided"),
    }
)

named(
    {
        "volunteers.certificate.notice_days": _("Days of public notice before a certificate; 0 for none"),
        "volunteers.certificate.notice_least_days": _("Days of public notice at least, where there is one"),
        "volunteers.certificate.check_days": _("Workdays to check the hours of a certificate"),
        "volunteers.certificate.sign_days": _("Workdays to sign a certificate"),
        "volunteers.certificate.reply_days": _("Workdays to answer before a certificate is revoked"),
        "volunteers.certificate.number_pattern": _("Certificate number"),
        "volunteers.certificate.issuer": _("Issuer on certificates"),
        "volunteers.certificate.most_lines": _("Lines of services on a certificate"),
        "volunteers.exchange.person": _("Exchange file: fields of a volunteer"),
        "volunteers.exchange.service": _("Exchange file: fields of a service"),
        "volunteers.exchange.training": _("Exchange file: fields of a training"),
        "patrols.situation": _("Situations met on patrol"),
        "patrols.action": _("What patrols do"),
        "patrols.receiver": _("To whom patrols hand over"),
        "patrols.danger": _("Dangers to minors"),
        "patrols.authority": _("Authorities told of a minor in danger"),
        "patrols.keep_days": _("Days until encounters are deleted"),
        "patrols.minor_keep_days": _("Days until reports of minors in danger are deleted"),
        "patrols.late_days": _("Days in which a patrol sheet is to be recorded"),
        "patrols.numbers": _("Telephone numbers shown on patrol"),
    }
)

named(
    {
        "volunteers.stars.hours": _("Hours that each star level asks"),
        "volunteers.stars.notice_workdays": _("Workdays of public notice before stars are awarded"),
        "volunteers.stars.check_days": _("Workdays to show a reached level in public"),
        "volunteers.stars.award_days": _("Workdays until stars are awarded"),
        "volunteers.notice.decide_days": _("Workdays to decide on an objection to a public notice"),
        "volunteers.notice.tell_days": _("Workdays to tell the objector what was found"),
        "volunteers.evaluation.least": _("Answers needed for a mean of evaluations"),
        "volunteers.coins.an_hour": _("Hundredths of a coin for an hour of service"),
        "volunteers.coins.most_a_day": _("Hundredths of a coin earned on one day at most; 0 for no limit"),
        "volunteers.coins.most_a_month": _("Hundredths of a coin earned in one month at most; 0 for no limit"),
        "volunteers.coins.most_held": _("Hundredths of a coin held at most; 0 for no limit"),
        "volunteers.coins.valid_months": _("Months until coins run out; 0 for never"),
    }
)

named(
    {
        "volunteers.inquiry.reply_days": _("Workdays to answer where hours are said to be false"),
        "volunteers.inquiry.decide_days": _("Workdays to decide once the volunteer has answered"),
        "volunteers.inquiry.sign_days": _("Workdays to sign a proposed bar"),
        "volunteers.inquiry.object_days": _("Workdays to object to what an inquiry decided"),
        "volunteers.inquiry.review_days": _("Workdays to decide on an objection to an inquiry"),
        "volunteers.bar.least_months": _("Months that new stars and honours are withheld at least"),
        "volunteers.bar.most_months": _("Months that new stars and honours are withheld at most"),
    }
)
