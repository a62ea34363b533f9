"""The addresses of this room."""

from django.urls import path

from shuniu.activities.lists.courses import CourseList, PlacementList
from shuniu.activities.lists.programme import ProgrammeList
from shuniu.activities.lists.publicity import PublicityList
from shuniu.activities.views import (
    certificates,
    coming,
    courses,
    groups,
    here,
    imports,
    learning,
    lessons,
    offers,
    placements,
    programme,
    publicity,
    stage,
)

app_name = "activities"
urlpatterns = [
    path("", ProgrammeList.as_view(), name="programme"),
    path("new/", programme.PlanActivity.as_view(), name="plan"),
    path("<int:pk>/", programme.ActivityPage.as_view(), name="activity"),
    path("<int:pk>/sessions/new/", programme.Schedule.as_view(), name="schedule"),
    path("sessions/<int:pk>/", programme.SessionPage.as_view(), name="session"),
    path("sessions/<int:pk>/change/", programme.ChangeSession.as_view(), name="change_session"),
    path("sessions/<int:pk>/cancellation/", programme.CancelSession.as_view(), name="cancel_session"),
    path("sessions/<int:pk>/crowd-plan/", programme.WriteCrowdPlan.as_view(), name="crowd_plan"),
    # Acts and stands
    path("ours/", groups.Ours.as_view(), name="ours"),
    path("ours/offers/new/", offers.NewOffer.as_view(), name="offer"),
    path("offers/<int:pk>/withdrawal/", offers.TakenBack.as_view(), name="take_offer_back"),
    path("offers/<int:pk>/act/", offers.TakeOffer.as_view(), name="take_offer"),
    path("offers/<int:pk>/refusal/", offers.DeclineOffer.as_view(), name="decline_offer"),
    path("groups/<int:pk>/", groups.GroupActs.as_view(), name="group"),
    path("sessions/<int:pk>/acts/new/", stage.AddAct.as_view(), name="add_act"),
    path("acts/<int:pk>/replacement/", stage.ReplaceAct.as_view(), name="replace_act"),
    path("acts/<int:pk>/withdrawal/", stage.WithdrawAct.as_view(), name="withdraw_act"),
    path("sessions/<int:pk>/programme/", stage.ProgrammePaper.as_view(), name="programme_paper"),
    path("sessions/<int:pk>/stands/new/", stage.InviteExhibitors.as_view(), name="invite"),
    path("sessions/<int:pk>/stands/", stage.Stands.as_view(), name="stands"),
    # Who comes
    path("sessions/<int:pk>/sign-ups/new/", coming.NewSignUp.as_view(), name="sign_up"),
    path("sign-ups/<int:pk>/cancellation/", coming.CancelSignUp.as_view(), name="cancel_sign_up"),
    path("sessions/<int:pk>/attendance/", coming.NoteAttendance.as_view(), name="attendance"),
    path("sessions/<int:pk>/attendance/list/", imports.HandInList.as_view(), name="hand_in_list"),
    path("lists/<int:pk>/", imports.ListPage.as_view(), name="list"),
    path("lists/<int:pk>/acceptance/", imports.AcceptList.as_view(), name="accept_list"),
    path("lists/<int:pk>/dropping/", imports.DropList.as_view(), name="drop_list"),
    path("attendance/<int:pk>/correction/", coming.TakeBack.as_view(), name="take_back"),
    path("sessions/<int:pk>/door-sheet/", coming.DoorSheetPaper.as_view(), name="door_sheet"),
    path("here/<slug:token>/", here.Here.as_view(), name="here"),
    # Publicity
    path("publicity/", PublicityList.as_view(), name="publicity"),
    path("publicity/new/", publicity.LogPublicity.as_view(), name="log_publicity"),
    path("publicity/<int:pk>/correction/", publicity.CorrectPublicity.as_view(), name="correct_publicity"),
    # Courses
    path("courses/mine/", learning.MyCourses.as_view(), name="mine"),
    path("courses/trainees/<int:pk>/card/", learning.TraineeCard.as_view(), name="trainee_card"),
    path("courses/", CourseList.as_view(), name="courses"),
    path("courses/new/", courses.OpenCourse.as_view(), name="open_course"),
    path("courses/<int:pk>/", courses.CoursePage.as_view(), name="course"),
    path("courses/<int:pk>/lessons/new/", courses.PlanLessons.as_view(), name="plan_lessons"),
    path("courses/<int:pk>/place/", courses.MoveCourse.as_view(), name="move_course"),
    path("courses/moves/<int:pk>/", courses.MoveTold.as_view(), name="move_told"),
    path("courses/<int:pk>/trainees/new/", courses.Enrol.as_view(), name="enrol"),
    path("courses/<int:pk>/look/", courses.LookAtTrainees.as_view(), name="look"),
    path("courses/trainees/<int:pk>/leaving/", courses.Leave.as_view(), name="leave"),
    path("courses/lessons/<int:pk>/move/", courses.MoveLesson.as_view(), name="move_lesson"),
    path("courses/lessons/<int:pk>/", lessons.LessonPage.as_view(), name="lesson"),
    path("courses/lesson-attendance/<int:pk>/correction/", lessons.TakeBack.as_view(), name="take_lesson_back"),
    path("courses/<int:pk>/tests/new/", lessons.SetTest.as_view(), name="set_test"),
    path("courses/tests/<int:pk>/", lessons.Results.as_view(), name="results"),
    path("courses/<int:pk>/certificates/<slug:kind>/", certificates.Award.as_view(), name="award"),
    path("courses/certificates/<int:pk>/paper/", certificates.CertificatePaper.as_view(), name="certificate_paper"),
    path("courses/certificates/<int:pk>/revocation/", certificates.Revoke.as_view(), name="revoke_certificate"),
    # Jobs
    path("placements/", PlacementList.as_view(), name="placements"),
    path("courses/trainees/<int:pk>/placement/", placements.Place.as_view(), name="place"),
    path("placements/<int:pk>/", placements.PlacementPage.as_view(), name="placement"),
    path("placements/<int:pk>/end/", placements.End.as_view(), name="end_placement"),
]
