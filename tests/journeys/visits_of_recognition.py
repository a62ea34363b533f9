"""The pages of stars, evaluations and points books, who opens them in the demo, and on which of its rows."""

from __future__ import annotations

from tests.journeys.visits import CENTRE, DIRECTOR, MINE, OFFICER, OWN_ROW, VOLUNTEER, Visit, of

# ruff: noqa: S608 (questions of our own making)
POST = "SELECT post_id FROM volunteers_evaluation"
ASKED = "SELECT id FROM volunteers_inquiry WHERE state = 'noticed'"
OWN_NOTICE = f"SELECT id FROM volunteers_changenotice WHERE volunteer_id = ({OWN_ROW})"
WITH_ENTRY = "SELECT volunteer_id FROM volunteers_decision WHERE noun = 'volunteers.hourentry' AND outcome = 'doubtful'"


def star(state: str) -> dict[str, str]:
    return of(f"SELECT id FROM volunteers_star WHERE state = '{state}' ORDER BY id")


def objection(state: str) -> dict[str, str]:
    return of(f"SELECT id FROM volunteers_noticeobjection WHERE state = '{state}' ORDER BY id")


def notice(state: str) -> dict[str, str]:
    return of(f"SELECT id FROM volunteers_changenotice WHERE state = '{state}' ORDER BY id")


RECOGNITION = (
    Visit("volunteers:stars"),
    Visit("volunteers:propose_stars"),
    *(Visit("volunteers:star", DIRECTOR, at=star(state), of=state) for state in ("proposed", "noticed", "awarded")),
    Visit("volunteers:refuse_star", DIRECTOR, at=star("noticed")),
    Visit("volunteers:object_to_star", at=star("noticed")),
    Visit("volunteers:look_again_at_star", at=star("noticed")),
    Visit("volunteers:notice_objections"),
    Visit("volunteers:object_to_certificate", at=of("SELECT id FROM volunteers_certificate WHERE state = 'noticed'")),
    Visit("volunteers:decide_notice", DIRECTOR, at=objection("taken")),
    Visit("volunteers:tell_objector", at=objection("decided")),
    Visit("volunteers:star_notices", who="", at={"place": CENTRE}),
    Visit("volunteers:my_stars", VOLUNTEER),
    Visit("volunteers:my_evaluation", VOLUNTEER, at=of(f"{MINE} AND post_id IS NOT NULL AND kind = 'service'")),
    Visit("volunteers:note_honour", at=of(OWN_ROW)),
    Visit("volunteers:evaluations", at=of(POST)),
    Visit("volunteers:note_evaluation", at=of(POST)),
    Visit("volunteers:coins", at=of(OWN_ROW)),
    Visit("volunteers:coins", VOLUNTEER, at=of(OWN_ROW), of="own"),
    Visit("volunteers:close_coins", at=of(OWN_ROW)),
    Visit("volunteers:withdraw_star", at=star("noticed")),
    Visit("volunteers:give_coins", VOLUNTEER, at=of(OWN_ROW)),
    Visit("volunteers:redeem_coins", at=of(OWN_ROW)),
    # Hours in question
    Visit("volunteers:inquiries"),
    Visit("volunteers:new_inquiry", at=of(WITH_ENTRY)),
    Visit("volunteers:inquiry", at=of(ASKED)),
    Visit("volunteers:inquiry", OFFICER, at=of(ASKED), of="officer"),
    *(Visit(f"volunteers:inquiry_{name}", at=of(ASKED)) for name in ("answer", "clear", "correct", "propose")),
    Visit("volunteers:inquiry_return", DIRECTOR, at=of(ASKED)),
    *(Visit(f"volunteers:inquiry_{name}", OFFICER, at=of(ASKED)) for name in ("uphold", "lift")),
    Visit("volunteers:inquiry_object", at=of(ASKED)),
    # Posts that changed
    Visit("volunteers:changes"),
    *(Visit("volunteers:change", DIRECTOR, at=notice(state), of=state) for state in ("begun", "told", "heard", "kept")),
    Visit("volunteers:change", VOLUNTEER, at=of(OWN_NOTICE), of="own"),
    Visit("volunteers:change_answer", VOLUNTEER, at=of(OWN_NOTICE), of="own"),
    Visit("volunteers:change_answer", at=notice("told"), of="desk"),
    Visit("volunteers:change_sheet", at=notice("begun")),
    Visit("volunteers:change_telling", at=notice("begun")),
    Visit("volunteers:change_keeping", DIRECTOR, at=notice("heard")),
    Visit("volunteers:change_taking_off", DIRECTOR, at=notice("heard")),
)
NO_PAGE_OF_RECOGNITION = {
    "volunteers:my_coins": "leads to the own points book",
}
