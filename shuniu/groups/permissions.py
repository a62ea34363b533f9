"""Who may do what with groups. The table is the law: pages, buttons, docs and tests read it."""

from django.utils.translation import gettext_lazy as _

from shuniu.kernel.permissions import STAFF, Allowed, Denied, holds, permission

OWN = ("leader",)
CENTRE = ("worker", "director")

VIEW = permission("groups.view", _("See groups"), roles=(*STAFF, "committee", "leader", "bureau", "auditor"))
LEAD = permission("groups.lead", _("Have the own group at hand"), roles=OWN)
VIEW_ROSTER = permission("groups.view_roster", _("See who is in a group"), roles=(*STAFF, *OWN))
EDIT = permission("groups.edit", _("Record and correct groups"), roles=CENTRE)
EDIT_ROSTER = permission("groups.edit_roster", _("Change a group's roster"), roles=(*CENTRE, *OWN))
IMPORT = permission("groups.import", _("Import office files"), roles=CENTRE)
APPLY = permission("groups.apply", _("Apply for filing and changes"), roles=(*CENTRE, *OWN))
PROPOSE = permission("groups.propose", _("Propose a suspension or an end to a group"), roles=CENTRE)
GIVE_OPINION = permission("groups.give_opinion", _("Give the community's opinion"), roles=("committee",))
REVIEW = permission("groups.review", _("Review filings for the subdistrict"), roles=("officer",))
FILE_RETURN = permission("groups.file_return", _("File the monthly return"), roles=(*CENTRE, *OWN))
EXCUSE = permission("groups.excuse", _("Excuse a duty with a reason"), roles=CENTRE)
REMIND = permission("groups.remind", _("Remind groups"), roles=CENTRE)
ISSUE_FLAG = permission("groups.issue_flag", _("Issue and take back flags"), roles=CENTRE)
ISSUE_PERMIT = permission("groups.issue_permit", _("Issue and recall venue permits"), roles=("director", "officer"))
ARRANGE_BRANCHES = permission("groups.arrange_branches", _("Arrange the federation's branches"), roles=("director",))
PRINT = permission("groups.print", _("Print a group's papers"), roles=(*STAFF, *OWN))


def may_arrange(branch, actor) -> Allowed | Denied:
    """Whether the actor may arrange what hangs on `branch` (None: the root of the federation)."""
    if not (answer := holds(actor, ARRANGE_BRANCHES)):
        return answer
    if actor.subject is None:
        return Allowed()
    noun, noun_id = actor.subject
    if noun == "groups.branch" and branch is not None and f"{noun_id:06d}." in branch.path:
        return Allowed()
    return Denied(_("Your appointment is for another branch."))
