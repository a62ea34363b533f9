"""The pages of the venues, who opens them in the demo, and on which of its rows."""

from __future__ import annotations

from tests.journeys.visits import COMMITTEE, DIRECTOR, LEADER, OFFICER, PAPER, SINGER, TAI_CHI, Visit, of
from tests.journeys.visits_of_organizations import CARE, CONTACT

# ruff: noqa: S608 (questions of our own making)
ROOM = "SELECT id FROM venues_venue WHERE name = '社区文化活动中心203室'"
HALL = "SELECT id FROM venues_venue WHERE name = '社区学校体育馆'"
SPACE = f"SELECT id FROM venues_space WHERE venue_id = ({ROOM})"
PART = f"SELECT id FROM venues_space WHERE venue_id = ({HALL}) AND parent_id IS NOT NULL"
SERIES = f"SELECT id FROM venues_series WHERE group_id = ({TAI_CHI}) AND ended_on IS NULL ORDER BY last DESC"
WAITING = "SELECT id FROM venues_booking WHERE waits AND refused = '' ORDER BY id DESC"
CHOIR = "SELECT id FROM groups_group WHERE name = '新会合唱队'"
AHEAD = "SELECT id FROM venues_booking WHERE refused = '' AND cancelled_at IS NULL AND checked_in_at IS NULL"
OWN = f"{AHEAD} AND group_id = ({TAI_CHI}) ORDER BY day DESC"
USED = "SELECT id FROM venues_booking WHERE checked_in_at IS NOT NULL ORDER BY id DESC"
RUNNING = "SELECT id FROM venues_round WHERE opened_at IS NOT NULL"
PAST = "SELECT id FROM venues_round WHERE published_at IS NOT NULL AND opened_at IS NULL"
WISHING = "SELECT id FROM venues_round WHERE allocated_at IS NULL"
OFFERED = "SELECT id FROM venues_offer WHERE decided_at IS NULL"
LENT = "SELECT id FROM venues_offer WHERE venue_id IS NOT NULL ORDER BY id"
LENT_SPACE = "SELECT id FROM venues_space WHERE name = '科技公司阶梯教室'"
VENUES = (
    Visit("venues:list"),
    Visit("venues:list", LEADER, of="leader"),
    Visit("venues:list", ask="given_up=1", of="given-up"),
    Visit("venues:new"),
    Visit("venues:venue", at=of(ROOM)),
    Visit("venues:venue", at=of(HALL), of="divided"),
    Visit("venues:venue", LEADER, at=of(ROOM), of="leader"),
    Visit("venues:new_exception", at=of(ROOM)),
    Visit("venues:venue_facts", at=of(ROOM)),
    Visit("venues:new_hours", at=of(ROOM)),
    Visit("venues:give_up", at=of(ROOM)),
    Visit("venues:key_phone", at=of(ROOM)),
    Visit("venues:space_facts", at=of(SPACE)),
    Visit("venues:end_space", at=of(PART)),
    Visit("venues:door_poster", at=of(ROOM)),
    Visit("venues:sheet", at=of(ROOM)),
    Visit("venues:divide", at=of(SPACE)),
    Visit("venues:book", at=of(SPACE)),
    Visit("venues:book", LEADER, at=of(SPACE), of="leader"),
    Visit("venues:week"),
    Visit("venues:week", LEADER, of="leader"),
    Visit("venues:door", at={"token": f"SELECT door_token FROM venues_venue WHERE id = ({ROOM})"}),
    # Bookings
    Visit("venues:bookings"),
    Visit("venues:booking", at=of(WAITING), of="waiting"),
    Visit("venues:booking", at=of(USED), of="used"),
    Visit("venues:booking", LEADER, at=of(OWN), of="leader"),
    Visit("venues:decline", at=of(WAITING)),
    Visit("venues:cancel", at=of(AHEAD)),
    Visit("venues:end_series", LEADER, at=of(SERIES), of="leader"),
    Visit("venues:end_series", at=of(SERIES)),
    Visit("venues:new_swap", LEADER, at=of(OWN)),
    Visit("venues:new_complaint", at=of(USED)),
    Visit("venues:complaint", at=of("SELECT id FROM venues_complaint")),
    Visit("venues:answer_unused", at=of("SELECT id FROM venues_usenotice WHERE outcome = 'told'")),
    Visit("venues:mine", LEADER),
    Visit("venues:mine", SINGER, of="singer"),
    Visit("venues:of_group", at=of(TAI_CHI)),
    Visit("venues:of_group", COMMITTEE, at=of(TAI_CHI), of="committee"),
    # Rounds
    Visit("venues:rounds"),
    Visit("venues:new_round", DIRECTOR),
    Visit("venues:round", DIRECTOR, at=of(WISHING), of="wishing"),
    Visit("venues:round", DIRECTOR, at=of(RUNNING), of="running"),
    Visit("venues:round", LEADER, at=of(WISHING), of="leader"),
    Visit("venues:round", OFFICER, at=of(PAST), of="past"),
    Visit("venues:result_calls", at=of(RUNNING)),
    Visit("venues:result_calls", at=of(RUNNING), ask="reached=waits", of="waiting"),
    Visit("venues:result_letters", at=of(RUNNING), ask=PAPER),
    Visit("venues:result_letter", at={"pk": RUNNING, "group_pk": CHOIR}, ask=PAPER),
    # Rooms that organizations lend
    Visit("venues:offers"),
    Visit("venues:offers", CONTACT, of="contact"),
    Visit("venues:new_offer", CONTACT, at=of(CARE)),
    Visit("venues:new_offer", at=of(CARE), of="keyed-in"),
    Visit("venues:offer", at=of(OFFERED), of="waiting"),
    Visit("venues:offer", CONTACT, at=of(LENT), of="lent"),
    Visit("venues:decline_offer", at=of(OFFERED)),
    Visit("venues:end_offer", CONTACT, at=of(LENT)),
    Visit("venues:book", at=of(LENT_SPACE), of="terms"),
    Visit("venues:wishes", LEADER, at={"pk": WISHING, "group_pk": TAI_CHI}),
    Visit("venues:wishes", at={"pk": WISHING, "group_pk": TAI_CHI}, of="keyed-in"),
    Visit("venues:blank_wishes", at=of(WISHING), ask=PAPER),
    Visit("venues:wishes_on_paper", at={"pk": WISHING, "group_pk": TAI_CHI}, ask=PAPER),
    Visit("venues:result", LEADER, at={"pk": RUNNING, "group_pk": TAI_CHI}),
    Visit("venues:result", at={"pk": RUNNING, "group_pk": CHOIR}, of="choir"),
    Visit("venues:change", DIRECTOR, at=of(RUNNING)),
    Visit("venues:accounts_of", who="", at={"centre": "=310107015000"}),
    Visit("venues:account", who="", at={"token": f"SELECT token FROM venues_round WHERE id = ({RUNNING})"}),
)
NO_PAGE_OF_VENUES = {
    "venues:accounts": "leads to the one centre's",
    "venues:frozen_inputs": "a file",
    "venues:feed": "a calendar file",
    "venues:object": "the days to object are over in the demo, so its address says so",
    "venues:objection": "the demo's is decided, so its address leads to the result",
}
