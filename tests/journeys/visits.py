"""Every page of the house, who opens it in the demo, and on which of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

WORKER, DIRECTOR, OFFICER, COMMITTEE = "陈晓燕", "周建国", "赵明", "林秀珍"
LEADER, SINGER, AUDITOR, BUREAU = "王福生", "李桂芳", "何静", "钱蓉"
SYSTEM, SECURITY = "吴磊", "孙敏"
VOLUNTEER = "施惠英"
TRAINEE_ON_PHONE = "顾小芳"  # of the computer class
CONTACT = "王敏"  # of an organization
ASSESSOR = "宋佳"  # of the adoption cases, with one other

TAI_CHI = "SELECT id FROM groups_group WHERE name = '夕阳红太极拳队'"
# ruff: noqa: S608 (questions of our own making)
MONTH = f"SELECT max(month) FROM groups_monthlyreturn WHERE group_id = ({TAI_CHI})"
UNFILED = "SELECT id FROM groups_group WHERE filing_number IS NULL AND id NOT IN (SELECT group_id FROM groups_filing)"
MERGED = "SELECT id FROM groups_group WHERE merged_into_id IS NOT NULL"
MERGED_INTO = "SELECT merged_into_id FROM groups_group WHERE merged_into_id IS NOT NULL"
MEMBER = f"SELECT id FROM groups_membership WHERE until IS NULL AND group_id = ({TAI_CHI}) ORDER BY id DESC"
PERMIT = "SELECT id FROM groups_venuepermit WHERE recalled_on IS NULL AND recall_noticed_on IS NULL ORDER BY valid_until DESC"
RENEWED = "SELECT renews_id FROM groups_venuepermit WHERE renews_id IS NOT NULL"
NOTICED = "SELECT id FROM groups_venuepermit WHERE recall_noticed_on IS NOT NULL ORDER BY recalled_on IS NOT NULL"
PERSON = "SELECT person_id FROM people_consent"
BATCH = "SELECT id FROM kernel_batch WHERE state = "
SEATED = "SELECT user_id FROM kernel_phonecard"
TOKEN = "SELECT token FROM kernel_document WHERE kind = "

STATION = "SELECT id FROM volunteers_"
OWN_ROW = f"{STATION}volunteer WHERE person_id = (SELECT id FROM people_person WHERE name = '施惠英')"
MINE = f"{STATION}hourentry WHERE volunteer_id = ({OWN_ROW})"
MINOR = "SELECT volunteer_id FROM volunteers_guardianconsent"
TO_COME = f"{STATION}shift WHERE starts_at > (SELECT max(keyed_at) FROM volunteers_hourentry) ORDER BY starts_at DESC"
PAST = "SELECT shift_id FROM volunteers_hourentry WHERE shift_id IS NOT NULL"
WEEK = "SELECT max(day) FROM volunteers_hourentry"
CENTRE = "=310107015000"


def case(state: str, secrecy: str = "open") -> str:
    return f"SELECT id FROM casework_case WHERE state = '{state}' AND secrecy = '{secrecy}' ORDER BY id DESC"


def filing(state: str, more: str = "") -> str:
    return f"SELECT f.id FROM groups_filing f JOIN groups_group g ON g.id = f.group_id WHERE f.state = '{state}' {more}"


def certificate(state: str) -> str:
    return f"SELECT id FROM volunteers_certificate WHERE state = '{state}'"


OWN_CERTIFICATE = (
    "SELECT c.id FROM volunteers_certificate c JOIN volunteers_volunteer v ON v.id = c.volunteer_id "
    "JOIN people_person p ON p.id = v.person_id WHERE p.name = '施惠英' AND c.number IS NOT NULL"
)
REFUSED = "SELECT claim_id FROM volunteers_objection WHERE claim_id IS NOT NULL"
PATROL = "SELECT patrol_id FROM volunteers_encounter e JOIN volunteers_handover h ON h.encounter_id = e.id ORDER BY e.id DESC"


@dataclass(frozen=True, slots=True)
class Visit:
    """`at`: an address's arguments, each a question in SQL or, where it begins with “=”, the value itself."""

    name: str
    who: str = WORKER
    at: dict[str, str] = field(default_factory=dict)
    ask: str = ""  # what stands after the question mark
    of: str = ""  # tells two visits of one page apart
    status: int = 200

    @property
    def label(self) -> str:
        return "-".join(filter(None, (self.name.replace(":", "."), self.of)))

    def arguments(self, asked: Callable[[str], object]) -> dict:
        found = {name: q[1:] if q.startswith("=") else asked(q) for name, q in self.at.items()}
        assert None not in found.values(), f"the demo has nothing for {self.label}: {found}"
        return found | ({"month": date.fromisoformat(found["month"])} if "month" in found else {})


def of(question: str) -> dict[str, str]:
    return {"pk": question}


YEJIAZHAI = "AND g.place_id = 310107015018"
IN_REVIEW = filing("in_review", "AND f.proposed_by_centre = 0")
MONTHLY = {"pk": TAI_CHI, "month": MONTH}
PAPER = "as=page"
STATES = ("requested", "noticed", "checked", "issued", "questioned", "answered", "revoked", "declined", "withdrawn")
IN_HAND, SEALED = case("in_hand"), case("in_hand", "assessors")
PORTAL = "channel = 'portal' AND state = 'awaits_paper'"
ROOM = "SELECT id FROM casework_daycareroom"
KIND = "SELECT id FROM casework_casetype WHERE code"
ACCEPTED = "FROM casework_referral WHERE accepted_on IS NOT NULL ORDER BY id DESC"
UNANSWERED = "FROM casework_referral WHERE accepted_on IS NULL ORDER BY id DESC"
VISITS = (
    Visit("desk:home"),
    *(Visit("desk:home", who, of=who) for who in (DIRECTOR, OFFICER, COMMITTEE, BUREAU, AUDITOR, SYSTEM, SECURITY)),
    Visit("desk:search", ask="q=王"),
    Visit("desk:search", ask="q=没有这样的名字", of="nothing"),
    # The register
    Visit("groups:list"),
    Visit("groups:list", BUREAU, of="bureau"),
    Visit("groups:group", at=of(TAI_CHI)),
    Visit("groups:group", DIRECTOR, at=of(UNFILED), of="unfiled"),
    Visit("groups:group", DIRECTOR, at=of(MERGED), of="merged"),
    Visit("groups:group", LEADER, at=of(TAI_CHI), of="leader"),
    Visit("groups:group", COMMITTEE, at=of(TAI_CHI), of="committee"),
    Visit("groups:register"),
    Visit("groups:correct", at=of(UNFILED)),
    Visit("groups:correct", at=of(TAI_CHI), of="filed"),
    Visit("groups:name_leader", at=of(UNFILED)),
    Visit("groups:leader_phone", at=of(TAI_CHI)),
    Visit("groups:report_figure", at=of(TAI_CHI)),
    Visit("groups:key_in", at=of(TAI_CHI)),
    # The month and its returns
    Visit("groups:month", at={"month": MONTH}),
    Visit("groups:slips", at={"month": MONTH}),
    Visit("groups:returns", at=of(TAI_CHI)),
    Visit("groups:returns", LEADER, at=of(TAI_CHI), of="leader"),
    Visit("groups:return_of_month", at=MONTHLY),
    Visit("groups:return_of_month", LEADER, at=MONTHLY, of="leader"),
    Visit("groups:correct_return", LEADER, at=MONTHLY),
    Visit("groups:excuse", at=MONTHLY),
    Visit("groups:return_paper", at=MONTHLY, ask=PAPER),
    Visit("groups:blank_return", at=of(TAI_CHI), ask=PAPER),
    # The roster
    Visit("groups:roster", at=of(TAI_CHI)),
    Visit("groups:roster", LEADER, at=of(TAI_CHI), of="leader"),
    Visit("groups:join", at=of(TAI_CHI)),
    Visit("groups:join", LEADER, at=of(TAI_CHI), of="leader"),
    Visit("groups:join_new", at=of(TAI_CHI)),
    Visit("groups:membership", at={"pk": TAI_CHI, "membership_pk": MEMBER}),
    Visit("groups:membership", LEADER, at={"pk": TAI_CHI, "membership_pk": MEMBER}, of="leader"),
    Visit("groups:roster_paper", at=of(TAI_CHI), ask=PAPER),
    Visit("groups:roster_paper", DIRECTOR, at=of(TAI_CHI), ask="in_full", of="in-full"),
    Visit("groups:blank_roster", at=of(TAI_CHI)),
    # Filing
    Visit("groups:filings"),
    *(Visit("groups:filing", at=of(filing(state)), of=state) for state in ("draft", "in_review", "filed", "declined")),
    Visit("groups:filing", SINGER, at=of(filing("returned", "AND f.kind = 'venue'")), of="leader"),
    Visit("groups:filing", COMMITTEE, at=of(filing("submitted", YEJIAZHAI)), of="committee"),
    Visit("groups:apply", at=of(TAI_CHI)),
    Visit("groups:apply", LEADER, at=of(TAI_CHI), of="leader"),
    Visit("groups:begin", at={"pk": TAI_CHI, "kind": "=venue"}),
    Visit("groups:begin", at={"pk": UNFILED, "kind": "=first"}, of="first"),
    Visit("groups:begin", LEADER, at={"pk": TAI_CHI, "kind": "=leader"}, of="leader"),
    Visit("groups:amend", at=of(filing("draft"))),
    Visit("groups:amend", SINGER, at=of(filing("returned", "AND f.kind = 'venue'")), of="leader"),
    Visit("groups:filing_submission", at=of(filing("draft"))),
    Visit("groups:filing_submission", SINGER, at=of(filing("returned", "AND f.kind = 'venue'")), of="leader"),
    Visit("groups:filing_opinion", COMMITTEE, at=of(filing("submitted", YEJIAZHAI))),
    Visit("groups:filing_return", COMMITTEE, at=of(filing("submitted", YEJIAZHAI))),
    Visit("groups:filing_approval", OFFICER, at=of(IN_REVIEW)),
    Visit("groups:filing_refusal", OFFICER, at=of(IN_REVIEW)),
    Visit("groups:filing_answer", at=of(filing("notice"))),
    Visit("groups:filing_paper", at=of(IN_REVIEW), ask=PAPER),
    Visit("groups:certificate", at=of(TAI_CHI), ask=PAPER),
    Visit("groups:certificate", at=of(UNFILED), of="none"),
    Visit("groups:blank_filing_form", ask=PAPER),
    # Flags, permits, the federation
    Visit("groups:flag", at=of(TAI_CHI)),
    Visit("groups:issue_permit", OFFICER, at=of(TAI_CHI)),
    Visit("groups:permit", at=of(PERMIT)),
    Visit("groups:permit", DIRECTOR, at=of(NOTICED), of="noticed"),
    Visit("groups:permit_renewal", OFFICER, at=of(f"SELECT id FROM ({PERMIT}) WHERE id NOT IN ({RENEWED})")),
    Visit("groups:permit_recall_notice", OFFICER, at=of(PERMIT)),
    Visit("groups:permit_answer", at=of(NOTICED)),
    Visit("groups:permit_paper", at=of(PERMIT), ask=PAPER),
    Visit("groups:branches"),
    Visit("groups:branches", DIRECTOR, of="director"),
    Visit("groups:branch", at=of("SELECT id FROM groups_branch")),
    Visit("groups:branch", DIRECTOR, at=of("SELECT branch_id FROM groups_affiliation"), of="director"),
    Visit("groups:new_branch", DIRECTOR),
    Visit("groups:group_branch", DIRECTOR, at=of(TAI_CHI)),
    Visit("groups:take_in", at={"pk": MERGED_INTO, "merged": MERGED}),
    # Office files
    Visit("groups:imports"),
    Visit("groups:new_import"),
    Visit("groups:import", at=of(f"{BATCH}'waiting'"), of="waiting"),
    Visit("groups:import", at=of(f"{BATCH}'written'"), of="written"),
    Visit("groups:import_progress", at=of(f"{BATCH}'written'")),
    # People
    Visit("people:list"),
    Visit("people:record"),
    Visit("people:person", at=of(PERSON)),
    Visit("people:person", at=of("SELECT kept_id FROM people_merge"), of="merged"),
    Visit("people:correct", at=of(PERSON)),
    Visit("people:look", at=of(PERSON)),
    Visit("people:give_consent", at=of(PERSON)),
    Visit("people:hand_over", DIRECTOR, at=of(PERSON)),
    Visit("people:ask_erasure", at=of(PERSON)),
    Visit("people:duplicates"),
    Visit("people:duplicate", at=of("SELECT id FROM people_duplicate WHERE verdict = 'open'")),
    Visit("people:duplicate", at=of("SELECT id FROM people_duplicate WHERE verdict = 'same'"), of="merged"),
    Visit("people:erasures"),
    Visit("people:erasure", DIRECTOR, at=of("SELECT id FROM people_erasure")),
    # The volunteer station
    Visit("volunteers:list"),
    Visit("volunteers:list", COMMITTEE, of="committee"),
    Visit("volunteers:register"),
    Visit("volunteers:volunteer", at=of(OWN_ROW)),
    Visit("volunteers:volunteer", at=of(MINOR), of="minor"),
    Visit("volunteers:volunteer", at=of(f"{STATION}volunteer WHERE state = 'applied'"), of="applied"),
    *(
        Visit(f"volunteers:{name}", at=of(OWN_ROW))
        for name in ("pause", "retire", "offer", "training", "insurance", "consent", "choose_team", "choose_shift")
    ),
    Visit("volunteers:blank"),
    Visit("volunteers:hours_on_paper", at=of(OWN_ROW)),
    Visit("volunteers:hours_on_paper", VOLUNTEER, at=of(OWN_ROW), of="volunteer"),
    Visit("volunteers:decline", at=of(f"{STATION}volunteer WHERE state = 'applied'")),
    Visit("volunteers:teams"),
    Visit("volunteers:new_team"),
    *(
        Visit(f"volunteers:{name}", at=of(f"{STATION}team"))
        for name in ("team", "join_team", "name_leader", "close_team")
    ),
    Visit("volunteers:posts"),
    Visit("volunteers:new_point"),
    Visit("volunteers:new_post"),
    *(
        Visit(f"volunteers:{name}", at=of(f"{STATION}post"))
        for name in ("post", "change_post", "new_weekly", "new_shift")
    ),
    Visit("volunteers:shift", at=of(TO_COME)),
    Visit("volunteers:shift", at=of(PAST), of="past"),
    Visit("volunteers:codes", at=of(TO_COME)),
    Visit("volunteers:sign_in", at=of(TO_COME)),
    Visit("volunteers:call_off", at=of(TO_COME)),
    Visit("volunteers:give_up_place", at=of("SELECT id FROM volunteers_signup WHERE state = 'on' ORDER BY id DESC")),
    Visit("volunteers:week", at={"day": WEEK}),
    Visit("volunteers:week", at={"day": WEEK}, ask="paper=1", of="paper"),
    Visit("volunteers:hours"),
    Visit("volunteers:hours", ask="doubtful=1", of="doubtful"),
    Visit("volunteers:key_hours"),
    Visit("volunteers:key_list", at=of(PAST)),
    Visit("volunteers:entry", at=of(MINE)),
    Visit("volunteers:entry", VOLUNTEER, at=of(MINE), of="volunteer"),
    Visit(
        "volunteers:entry",
        VOLUNTEER,
        at=of("SELECT entry_id FROM volunteers_objection WHERE entry_id IS NOT NULL"),
        of="objected",
    ),
    Visit("volunteers:correct", at=of(MINE)),
    Visit("volunteers:object", VOLUNTEER, at=of(MINE)),
    Visit("volunteers:calls"),
    Visit("volunteers:claims"),
    Visit("volunteers:claim", DIRECTOR, at=of(f"{STATION}hourclaim WHERE state = 'waiting'")),
    Visit("volunteers:claim", at=of(f"{STATION}hourclaim WHERE state = 'waiting'"), of="own-hand"),
    Visit("volunteers:my_claim", VOLUNTEER, at=of(REFUSED)),
    Visit("volunteers:claim", at=of(REFUSED), of="refused"),
    Visit("volunteers:object_to_refusal", VOLUNTEER, at=of(REFUSED)),
    Visit(
        "volunteers:objection", DIRECTOR, at=of("SELECT id FROM volunteers_objection WHERE claim_id > 0"), of="refusal"
    ),
    Visit("volunteers:refuse_claim", DIRECTOR, at=of(f"{STATION}hourclaim WHERE state = 'waiting'")),
    Visit("volunteers:objections"),
    *(
        Visit(f"volunteers:{name}", DIRECTOR, at=of(f"{STATION}objection WHERE state = 'raised'"))
        for name in ("objection", "uphold", "confirm", "take_back")
    ),
    Visit("volunteers:judgements"),
    Visit("volunteers:judgements", ask="rule=consent", of="refused-minors"),
    Visit("volunteers:refused_check_ins"),
    *(
        Visit(f"volunteers:{name}", DIRECTOR, at=of(f"{STATION}decision WHERE outcome = 'doubtful' ORDER BY id DESC"))
        for name in ("judgement", "settle")
    ),
    Visit("volunteers:imports"),
    Visit("volunteers:upload"),
    Visit("volunteers:import", at=of("SELECT id FROM kernel_batch WHERE kind = 'volunteers' ORDER BY id DESC")),
    Visit(
        "volunteers:import_progress", at=of("SELECT id FROM kernel_batch WHERE kind = 'volunteers' ORDER BY id DESC")
    ),
    Visit("volunteers:vacancies", who="", at={"centre": CENTRE}),
    Visit("volunteers:join", who="", at={"centre": CENTRE}),
    Visit("volunteers:joined", who="", at={"centre": CENTRE}),
    Visit("volunteers:offline", who=""),
    *(
        Visit(f"volunteers:{name}", VOLUNTEER)
        for name in ("mine", "my_shifts", "my_hours", "my_offer", "my_pause", "my_check_ins")
    ),
    Visit("volunteers:my_shift", VOLUNTEER, at=of(TO_COME)),
    # Outcomes
    Visit("outcomes:rows", DIRECTOR, at={"name": "=volunteers.hours"}, of="hours"),
    Visit("outcomes:board", DIRECTOR),
    Visit("outcomes:board", BUREAU, of="bureau"),
    *(
        Visit("outcomes:rows", DIRECTOR, at={"name": f"=groups.{name}"}, of=name)
        for name in (
            "total",
            "memberships",
            "participants",
            "six_ones_done_share",
            "who_what_where_known_share",
            "branches",
        )
    ),
    Visit("outcomes:reports", DIRECTOR),
    Visit("outcomes:report", DIRECTOR, at=of("SELECT id FROM outcomes_report")),
    Visit("outcomes:report_pdf", DIRECTOR, at=of("SELECT id FROM outcomes_report"), ask=PAPER),
    Visit("outcomes:freeze", DIRECTOR),
    # Certificates of service
    Visit("volunteers:certificates"),
    *(Visit("volunteers:certificate", DIRECTOR, at=of(certificate(state)), of=state) for state in STATES),
    Visit("volunteers:certificate", VOLUNTEER, at=of(OWN_CERTIFICATE), of="own"),
    Visit("volunteers:my_certificates", VOLUNTEER),
    Visit("volunteers:ask_certificate", VOLUNTEER),
    Visit("volunteers:new_certificate", at=of("SELECT volunteer_id FROM volunteers_certificate")),
    Visit("volunteers:certificate_step", at=of(certificate("requested")) | {"noun": "=refusal"}),
    Visit("volunteers:certificate_paper", at=of(OWN_CERTIFICATE), ask=PAPER),
    Visit("volunteers:certificate_paper", at=of(OWN_CERTIFICATE), ask="in_full", of="in-full"),
    Visit("volunteers:certificate_copy", at=of(certificate("issued"))),
    Visit("volunteers:certificate_notices", who="", at={"place": "=310107015000"}),
    Visit("volunteers:check_desk", who=""),
    Visit(
        "volunteers:check_certificate",
        who="",
        at={"token": "SELECT signed FROM volunteers_certificate WHERE signed <> ''"},
    ),
    Visit("volunteers:check_certificate", who="", at={"token": "=ABC"}, of="nothing", status=404),
    Visit("volunteers:exchange", DIRECTOR),
    Visit("kernel:public_keys", who=""),
    # Outreach patrols
    Visit("volunteers:patrols"),
    Visit("volunteers:patrol", at=of(PATROL)),
    Visit("volunteers:new_patrol"),
    Visit("volunteers:new_patrol", VOLUNTEER, of="phone"),
    Visit("volunteers:my_patrols", VOLUNTEER),
    Visit("volunteers:new_encounter", at=of(PATROL)),
    Visit("volunteers:follow_up", at=of("SELECT id FROM volunteers_handover")),
    Visit("volunteers:blank_patrol_sheet"),
    Visit("volunteers:patrol_routes"),
    Visit("volunteers:patrol_route", at=of("SELECT id FROM volunteers_patrolroute")),
    Visit("volunteers:new_patrol_route"),
    Visit("volunteers:set_out_from", at=of("SELECT id FROM volunteers_patrolroute")),
    Visit("volunteers:report_minor"),
    Visit("volunteers:report_minor", VOLUNTEER, of="phone"),
    Visit("volunteers:tie_minor_report", at=of("SELECT id FROM volunteers_minorreport WHERE patrol_id IS NULL")),
    Visit("volunteers:minor_report", at=of("SELECT id FROM volunteers_minorreport WHERE patrol_id IS NULL"), of="call"),
    Visit("volunteers:minor_reports", OFFICER),
    Visit("volunteers:minor_report", OFFICER, at=of("SELECT id FROM volunteers_minorreport WHERE state = 'open'")),
    Visit(
        "volunteers:minor_report",
        OFFICER,
        at=of("SELECT id FROM volunteers_minorreport WHERE state = 'closed'"),
        of="closed",
    ),
    # The house
    Visit("kernel:enter_as", who=""),
    Visit("kernel:enter_card", who="", at={"secret": "=none"}, status=404),
    Visit("kernel:verify_document", who="", at={"token": f"{TOKEN}'filing certificate'"}),
    Visit("kernel:verify_document", who="", at={"token": f"{TOKEN}'venue-use permit'"}, of="permit"),
    Visit("kernel:verify_document", who="", at={"token": f"{TOKEN}'report'"}, of="report"),
    Visit("kernel:choose_appointment"),
    Visit("kernel:my_account"),
    Visit("kernel:my_account", LEADER, of="leader"),
    Visit("kernel:second_factor"),
    Visit("kernel:save_view", ask="list=groups:list&query=q%3D%E6%8B%B3&next=/groups/"),
    Visit("kernel:cards"),
    Visit("kernel:issue_card", at={"user_id": SEATED}),
    # The window
    Visit("casework:menu"),
    Visit("casework:intake", at=of("SELECT id FROM casework_service WHERE code = 'agency'")),
    Visit("casework:services"),
    Visit("casework:new_service"),
    Visit("casework:service", at=of("SELECT id FROM casework_service WHERE code = 'agency'")),
    Visit("casework:revise_service", at=of("SELECT id FROM casework_service WHERE code = 'agency'")),
    Visit("casework:types", DIRECTOR),
    Visit("casework:new_type", DIRECTOR),
    Visit("casework:new_assessment_type", DIRECTOR),
    Visit("casework:type", DIRECTOR, at=of(f"{KIND} = 'agency'")),
    Visit("casework:type", DIRECTOR, at=of(f"{KIND} = 'adoption'"), of="sealed"),
    Visit("casework:revise_type", DIRECTOR, at=of(f"{KIND} = 'agency'")),
    Visit("casework:revise_type", DIRECTOR, at=of(f"{KIND} = 'adoption'"), of="assessment"),
    Visit("casework:change_limit", DIRECTOR, at=of("SELECT id FROM casework_casetype WHERE code = 'agency'")),
    Visit("casework:public_menu", who="", at={"centre": CENTRE}),
    Visit("casework:ask", who="", at={"centre": CENTRE, "pk": "SELECT id FROM casework_service WHERE code = 'agency'"}),
    Visit(
        "casework:receipt", who="", at={"centre": CENTRE, "key": f"SELECT intake_key FROM casework_case WHERE {PORTAL}"}
    ),
    Visit("casework:case", at=of(f"SELECT id FROM casework_case WHERE {PORTAL}"), of="portal"),
    Visit("casework:cases"),
    Visit("casework:cases", ASSESSOR, of="assessor"),
    Visit("casework:today"),
    Visit("casework:custody"),
    Visit("casework:open_sealed", DIRECTOR),
    Visit("casework:case", at=of(IN_HAND)),
    Visit("casework:case", at=of(case("closed")), of="closed"),
    Visit("casework:case", ASSESSOR, at=of(SEALED), of="sealed"),
    Visit("casework:case", at=of(SEALED), of="hidden", status=404),
    Visit("casework:refer", ASSESSOR, at=of(SEALED), of="sealed"),
    Visit("casework:give_advice", ASSESSOR, at=of(SEALED)),
    Visit("casework:advice", ASSESSOR, at=of(case("closed", "assessors")), ask=PAPER),
    Visit("casework:case", ASSESSOR, at=of(case("closed", "assessors")), of="advised"),
    Visit("casework:case", "顾萍", at=of(case("in_hand", "appointment")), of="report_in"),
    Visit("casework:case", DIRECTOR, at=of(case("in_hand", "appointment")), of="hidden_slip", status=404),
    Visit("kernel:verify_document", who="", at={"token": f"{TOKEN}'sealed paper'"}, of="sealed"),
    Visit("casework:slip", at=of(IN_HAND)),
    Visit("casework:ask_papers", at=of(IN_HAND)),
    Visit("casework:do_step", at={"pk": IN_HAND, "step": "=handled"}),
    Visit("casework:write_note", at=of(IN_HAND)),
    Visit("casework:refer", at=of(IN_HAND)),
    Visit("casework:answer_referral", at={"pk": f"SELECT case_id {UNANSWERED}", "referral": f"SELECT id {UNANSWERED}"}),
    Visit("casework:finish_referral", at={"pk": f"SELECT case_id {ACCEPTED}", "referral": f"SELECT id {ACCEPTED}"}),
    Visit("casework:case", at=of(f"SELECT case_id {UNANSWERED}"), of="referred"),
    Visit("casework:our_referrals", CONTACT),
    *(
        Visit(f"casework:{name}", CONTACT, at=of(f"SELECT id {UNANSWERED}"), of="waits")
        for name in ("our_referral", "refuse_referral")
    ),
    *(
        Visit(f"casework:{name}", CONTACT, at=of(f"SELECT id {ACCEPTED}"))
        for name in ("our_referral", "tell_result", "look_at_applicant")
    ),
    Visit("casework:take_custody", at=of(IN_HAND)),
    Visit("casework:hand_in", at=of(IN_HAND)),
    Visit("casework:close", at=of(IN_HAND)),
    Visit("casework:reopen", at=of(case("closed"))),
    Visit("casework:transfer", at=of(IN_HAND)),
    Visit("casework:correct_applicant", at=of(IN_HAND)),
    Visit("casework:hand_over_case", ASSESSOR, at=of(SEALED)),
    Visit("casework:rate", at=of(case("closed"))),
    Visit("casework:replace_assessor", ASSESSOR, at=of(SEALED)),
    Visit("casework:rooms"),
    Visit("casework:new_room", DIRECTOR),
    Visit("casework:room", at=of(ROOM)),
    Visit("casework:enrol", at=of(ROOM)),
    Visit("casework:write_incident", at=of(ROOM)),
    Visit("casework:wait"),
    Visit("casework:place", at=of("SELECT id FROM casework_enrolment WHERE until IS NULL")),
    Visit("casework:look_at_place", at=of("SELECT id FROM casework_enrolment WHERE until IS NULL")),
    Visit("casework:leave_list", at=of("SELECT id FROM casework_waiting WHERE left_on IS NULL")),
    Visit("kernel:accounts", SYSTEM),
    Visit("kernel:account", SYSTEM, at=of("SELECT id FROM kernel_user WHERE username = 'chenxiaoyan'")),
    Visit("kernel:open_account", SYSTEM),
    Visit("kernel:jobs", SYSTEM),
    Visit("kernel:job", SYSTEM, at={"name": "SELECT name FROM kernel_jobrun"}),
    Visit("kernel:failed_tasks", SYSTEM),
    Visit("kernel:appointments", SECURITY),
    Visit("kernel:appointment", SECURITY, at=of("SELECT id FROM kernel_appointment WHERE role = 'worker'")),
    Visit("kernel:appoint", SECURITY),
    Visit("kernel:trail", AUDITOR),
    Visit("kernel:trail_entry", AUDITOR, at=of("SELECT max(entry_id) FROM kernel_traildetail")),
    Visit("kernel:looks", AUDITOR),
    Visit("kernel:seals", AUDITOR),
    Visit("kernel:settings", DIRECTOR),
    Visit("kernel:setting", DIRECTOR, at={"key": "=groups.filing.valid_years"}),
    Visit("kernel:codes", DIRECTOR),
    Visit("kernel:code", DIRECTOR, at=of("SELECT id FROM kernel_code")),
    Visit("kernel:end_code", DIRECTOR, at=of("SELECT id FROM kernel_code")),
    Visit("kernel:new_code", DIRECTOR, at={"table": "=groups.category"}),
    Visit("kernel:workdays", DIRECTOR),
    Visit("kernel:workday", DIRECTOR, at={"day": "SELECT max(day) FROM kernel_workday"}),
    Visit("kernel:new_workdays", DIRECTOR),
)
# Addresses that a GET asks for and that are no page of their own.
NO_PAGE = {
    "groups:mine": "leads to the own group",
    "groups:my_return": "leads to the return that is due",
    "groups:my_roster": "leads to the own roster",
    "groups:return": "leads to the return that is due",
    "groups:this_month": "leads to the month",
    "groups:filing_form": "leads to the newest application's form",
    "groups:leave": "leads to the membership, where one leaves",
    "volunteers:wanted": "leads to the vacancies of the one centre",
    "volunteers:this_week": "leads to the week",
    "volunteers:worker": "a script",
    "volunteers:check_in": "asks for a signed code: see the station's journey",
    "people:decide_erasure": "answers to a POST alone",
    "kernel:signed": "leads to the page of the code's purpose",
    "kernel:public_keys_file": "a file",
    "casework:menu_file": "a file",
    "casework:public_centres": "leads to the menu of the one centre",
    "casework:open_paper": "a download",
    "groups:blank_import": "a workbook",
    "groups:import_marked": "a workbook",
    "volunteers:import_marked": "a workbook",
    "outcomes:report_xlsx": "a workbook",
    "kernel:trail_verification": "exists once somebody asked for it: see the auditor's journey",
    "kernel:failed_task": "exists once a task failed",
    "kernel:end_value": "ends a value of the own centre; the demo has set none",
}
