"""The pages of stars, evaluations and points books, who opens them in the demo, and on which of its rows."""

from __future__ import annotations

from tests.journeys.visits import CENTRE, DIRECTOR, MINE, OWN_ROW, VOLUNTEER, Visit, of

# ruff: noqa: S608 (questions of our own making)
POST = "SELECT post_id FROM volunteers_evaluation"


def star(state: str) -> dict[str, str]:
    return of(f"SELECT id FROM volunteers_star WHERE state = '{state}' ORDER BY id")


RECOGNITION = (
    Visit("volunteers:stars"),
    Visit("volunteers:propose_stars"),
    *(Visit("volunteers:star", DIRECTOR, at=star(state), of=state) for state in ("proposed", "noticed", "awarded")),
    Visit("volunteers:refuse_star", DIRECTOR, at=star("noticed")),
    Visit("volunteers:object_to_star", at=star("noticed")),
    Visit("volunteers:answer_star_objection", DIRECTOR, at=of("SELECT id FROM volunteers_starobjection")),
    Visit("volunteers:star_notices", who="", at={"place": CENTRE}),
    Visit("volunteers:my_stars", VOLUNTEER),
    Visit("volunteers:my_evaluation", VOLUNTEER, at=of(f"{MINE} AND post_id IS NOT NULL AND kind = 'service'")),
    Visit("volunteers:note_honour", at=of(OWN_ROW)),
    Visit("volunteers:evaluations", at=of(POST)),
    Visit("volunteers:note_evaluation", at=of(POST)),
    Visit("volunteers:coins", at=of(OWN_ROW)),
    Visit("volunteers:coins", VOLUNTEER, at=of(OWN_ROW), of="own"),
    Visit("volunteers:give_coins", VOLUNTEER, at=of(OWN_ROW)),
    Visit("volunteers:redeem_coins", at=of(OWN_ROW)),
)
NO_PAGE_OF_RECOGNITION = {
    "volunteers:my_coins": "leads to the own points book",
}
