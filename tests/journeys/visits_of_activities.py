"""The pages of activities and courses, who opens them in the demo, and on which of its rows."""

from __future__ import annotations

from tests.journeys.visits import BUREAU, DIRECTOR, LEADER, PAPER, TAI_CHI, TRAINEE_ON_PHONE, Visit, of

# ruff: noqa: S608 (questions of our own making)
SHOW = "SELECT id FROM activities_activity WHERE kind = 'show'"
OF_SHOW = f"FROM activities_session WHERE activity_id IN ({SHOW})"
SHOWN = "SELECT session_id FROM activities_act ORDER BY session_id DESC"
HELD = "SELECT session_id FROM activities_attendance ORDER BY id DESC"
FAIR = "SELECT session_id FROM activities_stand"
LISTED = "SELECT session_id FROM activities_signup"
TRAINED = "SELECT t.course_id FROM activities_certificate c JOIN activities_trainee t ON t.id = c.trainee_id"
HANDICRAFT = "SELECT id FROM activities_course WHERE kind = 'handicraft'"
TRAINEE = f"SELECT id FROM activities_trainee WHERE course_id = ({HANDICRAFT})"
JOB = "SELECT id FROM activities_placement"
ACT = "SELECT id FROM activities_act ORDER BY session_id DESC"
OFFERED = "SELECT id FROM activities_offer"
ACTIVITIES = (
    Visit("activities:programme"),
    Visit("activities:programme", BUREAU, of="bureau"),
    Visit("activities:plan"),
    Visit("activities:activity", at=of(SHOW)),
    Visit("activities:schedule", at=of(SHOW)),
    Visit("activities:session", at=of(SHOWN), of="show"),
    Visit("activities:session", at=of(FAIR), of="fair"),
    Visit("activities:session", at=of(LISTED), of="sign-ups"),
    Visit("activities:change_session", at=of(LISTED)),
    Visit("activities:cancel_session", at=of(LISTED)),
    Visit("activities:crowd_plan", DIRECTOR, at=of(FAIR)),
    Visit("activities:add_act", at=of(SHOWN)),
    Visit("activities:replace_act", at=of(ACT)),
    Visit("activities:withdraw_act", at=of(ACT)),
    Visit("activities:ours", LEADER),
    Visit("activities:offer", LEADER),
    Visit("activities:take_offer", at=of(OFFERED)),
    Visit("activities:decline_offer", at=of(OFFERED)),
    Visit("activities:group", at=of(TAI_CHI)),
    Visit("activities:programme_paper", at=of(SHOWN), ask=PAPER),
    Visit("activities:invite", at=of(FAIR)),
    Visit("activities:stands", at=of(FAIR)),
    Visit("activities:sign_up", at=of(LISTED)),
    Visit("activities:attendance", at=of(HELD)),
    Visit("activities:hand_in_list", at=of(HELD)),
    Visit("activities:list", at=of("SELECT id FROM kernel_batch WHERE kind = 'attendance'")),
    Visit("activities:take_back", at=of("SELECT id FROM activities_attendance WHERE corrects_id IS NULL")),
    Visit("activities:door_sheet", at=of(LISTED), ask=PAPER),
    Visit("activities:here", who="", at={"token": f"SELECT token FROM activities_session WHERE id = ({LISTED})"}),
    Visit("activities:publicity"),
    Visit("activities:log_publicity"),
    Visit("activities:correct_publicity", at=of("SELECT id FROM activities_publicity")),
    Visit("activities:courses"),
    Visit("activities:open_course"),
    Visit("activities:course", at=of(TRAINED)),
    Visit("activities:course", at=of(HANDICRAFT), of="handicraft"),
    Visit("activities:plan_lessons", at=of(HANDICRAFT)),
    Visit("activities:move_course", at=of(HANDICRAFT)),
    Visit("activities:move_told", at=of("SELECT id FROM activities_coursemove")),
    Visit("activities:mine", TRAINEE_ON_PHONE),
    Visit("activities:enrol", at=of(HANDICRAFT)),
    Visit("activities:look", at=of(TRAINED)),
    Visit("activities:leave", at=of(TRAINEE)),
    Visit("activities:lesson", at=of("SELECT id FROM activities_lesson")),
    Visit("activities:move_lesson", at=of("SELECT id FROM activities_lesson")),
    Visit("activities:take_lesson_back", at=of("SELECT id FROM activities_lessonattendance")),
    Visit("activities:set_test", at=of(HANDICRAFT)),
    Visit("activities:results", at=of("SELECT id FROM activities_coursetest")),
    Visit("activities:award", DIRECTOR, at={"pk": TRAINED, "kind": "=computer"}),
    Visit("activities:certificate_paper", at=of("SELECT id FROM activities_certificate"), ask=PAPER),
    Visit("activities:revoke_certificate", DIRECTOR, at=of("SELECT id FROM activities_certificate")),
    Visit("activities:placements"),
    Visit("activities:place", at=of(TRAINEE)),
    Visit("activities:placement", at=of(JOB)),
    Visit("activities:end_placement", at=of(JOB)),
)
