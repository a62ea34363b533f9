"""The pages of the civil organizations, who opens them in the demo, and on which of its rows."""

from __future__ import annotations

from tests.journeys.visits import BUREAU, CENTRE, CONTACT, DIRECTOR, OFFICER, Visit, of

CARE = "SELECT id FROM organizations_organization WHERE name = '普慈乐龄综合为老服务中心'"


def inspection(state: str, ways: str = "") -> dict[str, str]:
    return of(f"SELECT id FROM organizations_inspection WHERE state = '{state}' {ways} ORDER BY id DESC")  # noqa: S608


def first(table: str, where: str = "1 = 1") -> dict[str, str]:
    return of(f"SELECT id FROM organizations_{table} WHERE {where} ORDER BY id")  # noqa: S608


OPEN_CALL = "SELECT c.id FROM organizations_remindercall c WHERE c.told_at IS NULL"
ATTEMPTS = "EXISTS (SELECT 1 FROM organizations_callattempt a WHERE a.call_id = c.id)"
CALL, TRIED = of(f"{OPEN_CALL} AND NOT {ATTEMPTS} ORDER BY c.id"), of(f"{OPEN_CALL} AND {ATTEMPTS} ORDER BY c.id")
PLACE = {"centre": CENTRE}
SETTLING = first("settling")
APPLIED, GROWING = (first("incubation", f"state = '{state}'") for state in ("applied", "growing"))
ORGANIZATIONS = (
    Visit("organizations:list"),
    Visit("organizations:list", ask="columns=code,name,settled_on,postcode&standing=in_force", of="columns"),
    Visit("organizations:columns"),
    Visit("organizations:statistics", ask="from=2026-01-01&to=2026-12-31"),
    Visit("organizations:statistics", BUREAU, of="bureau"),
    Visit("organizations:statistics_rows", at={"name": "=kind-private_unit"}),
    Visit("organizations:statistics_rows", at={"name": "=registry"}, ask="of=", of="breakdown"),
    Visit("organizations:statistics_rows", at={"name": "=on-time"}, of="inspections"),
    Visit("organizations:register"),
    Visit("organizations:organization", at=of(CARE)),
    Visit("organizations:organization", CONTACT, at=of(CARE), of="own"),
    Visit(
        "organizations:organization", OFFICER, at=of("SELECT organization_id FROM organizations_listing"), of="officer"
    ),
    Visit("organizations:correct", at=of(CARE)),
    Visit("organizations:life", at=of(CARE)),
    Visit("organizations:registered_address", at=of(CARE)),
    Visit("organizations:note_contact", at=of(CARE)),
    Visit("organizations:contact_access", at=first("contact", "account_id IS NULL AND until IS NULL")),
    Visit("organizations:contact_phone", at=first("contact", "phone IS NOT NULL AND until IS NULL")),
    *(
        Visit("organizations:note_possession", at={**of(CARE), "what": f"={what}"}, of=what)
        for what in ("premises", "licences", "honours", "predecessors")
    ),
    Visit("organizations:imports"),
    Visit("organizations:new_import"),
    Visit("organizations:import_progress", at=of("SELECT id FROM kernel_batch WHERE kind = 'organizations'")),
    Visit("organizations:import", at=of("SELECT id FROM kernel_batch WHERE kind = 'organizations'")),
    Visit("organizations:season"),
    Visit("organizations:season", OFFICER, ask="state=reminded", of="officer"),
    Visit("organizations:open_cycle", DIRECTOR),
    Visit("organizations:open_cycle", DIRECTOR, ask="kind=foundation", of="foundation"),
    Visit("organizations:calls"),
    Visit("organizations:call", at=CALL),
    Visit("organizations:call", at=TRIED, of="tried"),
    Visit("organizations:letters", ask="as=page"),
    *(
        Visit("organizations:inspection", at=inspection(state), of=state)
        for state in ("due", "reminded", "pre_checked", "with_supervisor", "with_registry", "rectifying", "decided")
    ),
    Visit("organizations:fill", at={**inspection("reminded"), "number": "=5"}),
    Visit("organizations:fill", at={**inspection("reminded"), "number": "=8"}, of="long"),
    Visit("organizations:statement", at=inspection("reminded")),
    Visit("organizations:hand_in", at=inspection("reminded")),
    Visit("organizations:report", at=inspection("decided"), ask="as=page"),
    Visit("organizations:pre_check", at=inspection("reminded")),
    Visit("organizations:send_to_registry", OFFICER, at=inspection("with_supervisor")),
    Visit("organizations:send_back", OFFICER, at=inspection("with_supervisor")),
    Visit("organizations:verdict", at=inspection("with_registry")),
    Visit("organizations:put_right", at=inspection("rectifying")),
    Visit("organizations:past_result", at=of(CARE)),
    Visit("organizations:settling", at=SETTLING),
    Visit("organizations:finish_settling", at=SETTLING),
    Visit("organizations:give_up_settling", at=SETTLING),
    Visit("organizations:ask_incubation", at=of(CARE)),
    Visit("organizations:incubation", at=GROWING),
    Visit("organizations:incubation_admit", at=APPLIED),
    Visit("organizations:incubation_refuse", at=APPLIED),
    Visit("organizations:incubation_review", at=GROWING),
    Visit("organizations:incubation_graduate", at=GROWING),
    Visit("organizations:incubation_leave", at=GROWING),
    Visit("organizations:note_grade", at=of("SELECT organization_id FROM organizations_listing")),
    Visit("organizations:note_listing", at=of(CARE)),
    Visit("organizations:note_removal", at=first("listing")),
    Visit("organizations:note_objection", at=first("listing")),
    Visit("organizations:object_to_result", at=inspection("decided")),
    Visit("organizations:answer_objection", at=first("objection", "state = 'raised'")),
    Visit("organizations:changes"),
    Visit("organizations:change", at=first("changerequest")),
    Visit("organizations:change", CONTACT, at=first("changerequest", f"organization_id = ({CARE})"), of="own"),
    Visit("organizations:change_refusal", at=first("changerequest")),
    Visit("organizations:ask_change", CONTACT, at=of(CARE)),
    Visit("desk:home", CONTACT, of="contact"),
    Visit("organizations:directory", "", at=PLACE),
    Visit("organizations:directory", "", at=PLACE, ask="q=fwzx&kind=private_unit", of="found"),
    Visit("organizations:directory", "", at=PLACE, ask="q=没有这样的名字", of="nothing"),
)
NO_PAGE_OF_ORGANIZATIONS = {
    "organizations:mine": "leads to the own organization",
    "organizations:blank_import": "a workbook",
    "organizations:import_marked": "a workbook",
    "organizations:directory_centres": "leads to the one centre's directory",
    "organizations:directory_file": "JSON",
    "organizations:registry_paper": "a download",
    "organizations:paper_file": "a download",
}
