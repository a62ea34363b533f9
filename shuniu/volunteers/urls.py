from django.urls import include, path

from shuniu.volunteers import urls_phone
from shuniu.volunteers.lists import station as lists
from shuniu.volunteers.lists.calls import CallList
from shuniu.volunteers.lists.check_ins import RefusedCheckInList
from shuniu.volunteers.lists.imports import ImportList
from shuniu.volunteers.lists.volunteers import VolunteerList
from shuniu.volunteers.views import hours, imports, station, teams, volunteer, window

app_name = "volunteers"
urlpatterns = [
    path("", include("shuniu.volunteers.urls_certificates")),
    path("", include("shuniu.volunteers.urls_patrols")),
    path("", include("shuniu.volunteers.urls_recognition")),
    path("", include("shuniu.volunteers.urls_inquiries")),
    path("", include("shuniu.volunteers.urls_changes")),
    *urls_phone.urlpatterns,
    # The register
    path("", VolunteerList.as_view(), name="list"),
    path("new/", volunteer.Register.as_view(), name="register"),
    path("blank/", window.BlankRegistration.as_view(), name="blank"),
    path("<int:pk>/", volunteer.VolunteerPage.as_view(), name="volunteer"),
    path("<int:pk>/steps/accept/", volunteer.Accept.as_view(), name="accept"),
    path("<int:pk>/steps/<slug:step>/", volunteer.Step.as_view(), name="step"),
    path("<int:pk>/declining/", volunteer.Decline.as_view(), name="decline"),
    path("<int:pk>/retirement/", volunteer.Retire.as_view(), name="retire"),
    path("<int:pk>/pause/", volunteer.Pause.as_view(), name="pause"),
    path("<int:pk>/offer/", volunteer.ChangeOffer.as_view(), name="offer"),
    path("<int:pk>/teams/new/", window.ChooseTeam.as_view(), name="choose_team"),
    path("<int:pk>/shifts/new/", window.ChooseShift.as_view(), name="choose_shift"),
    path("<int:pk>/hours/paper/", window.HoursOnPaper.as_view(), name="hours_on_paper"),
    path("<int:pk>/trainings/new/", volunteer.RecordTraining.as_view(), name="training"),
    path("<int:pk>/insurances/new/", volunteer.Insure.as_view(), name="insurance"),
    path("<int:pk>/consents/new/", volunteer.Consent.as_view(), name="consent"),
    path("<int:pk>/phone-card/", volunteer.PhoneCard.as_view(), name="phone_card"),
    path("consents/<int:pk>/withdrawal/", volunteer.ConsentWithdrawn.as_view(), name="consent_withdrawn"),
    # Teams
    path("teams/", lists.TeamList.as_view(), name="teams"),
    path("teams/new/", teams.NewTeam.as_view(), name="new_team"),
    path("teams/<int:pk>/", teams.TeamPage.as_view(), name="team"),
    path("teams/<int:pk>/members/new/", teams.JoinTeam.as_view(), name="join_team"),
    path("teams/<int:pk>/leader/", teams.NameLeader.as_view(), name="name_leader"),
    path("teams/<int:pk>/end/", teams.CloseTeam.as_view(), name="close_team"),
    path("memberships/<int:pk>/end/", teams.LeaveTeam.as_view(), name="leave_team"),
    # Posts and shifts
    path("posts/", lists.PostList.as_view(), name="posts"),
    path("posts/new/", station.NewPost.as_view(), name="new_post"),
    path("posts/<int:pk>/", station.PostPage.as_view(), name="post"),
    path("posts/<int:pk>/change/", station.ChangePost.as_view(), name="change_post"),
    path("posts/<int:pk>/weekly/new/", station.NewWeekly.as_view(), name="new_weekly"),
    path("posts/<int:pk>/shifts/new/", station.NewShift.as_view(), name="new_shift"),
    path("weekly/<int:pk>/end/", station.EndWeekly.as_view(), name="end_weekly"),
    path("points/new/", station.NewPoint.as_view(), name="new_point"),
    path("shifts/<int:pk>/", station.ShiftPage.as_view(), name="shift"),
    path("shifts/<int:pk>/places/new/", station.PutOnShift.as_view(), name="put_on"),
    path("shifts/<int:pk>/calling-off/", station.CallOff.as_view(), name="call_off"),
    path("shifts/<int:pk>/codes/", station.Codes.as_view(), name="codes"),
    path("shifts/<int:pk>/sign-in/", window.SignInSheet.as_view(), name="sign_in"),
    path("calls/", CallList.as_view(), name="calls"),
    path("places/<int:pk>/call/", station.NoteCall.as_view(), name="note_call"),
    path("places/<int:pk>/end/", station.GiveUpPlace.as_view(), name="give_up_place"),
    path("week/", station.ThisWeek.as_view(), name="this_week"),
    path("week/<str:day>/", station.Week.as_view(), name="week"),
    # Hours
    path("hours/", lists.HourList.as_view(), name="hours"),
    path("hours/new/", hours.KeyHours.as_view(), name="key_hours"),
    path("hours/<int:pk>/", hours.EntryPage.as_view(), name="entry"),
    path("hours/<int:pk>/correction/", hours.CorrectHours.as_view(), name="correct"),
    path("hours/<int:pk>/objections/new/", hours.RaiseObjection.as_view(), name="object"),
    path("shifts/<int:pk>/list/", hours.KeyList.as_view(), name="key_list"),
    path("check-ins/", RefusedCheckInList.as_view(), name="refused_check_ins"),
    path("claims/", lists.ClaimList.as_view(), name="claims"),
    path("claims/<int:pk>/", hours.ClaimPage.as_view(), name="claim"),
    path("claims/<int:pk>/objections/new/", hours.ObjectToRefusal.as_view(), name="object_to_refusal"),
    path("claims/<int:pk>/refusal/", hours.RefuseClaim.as_view(), name="refuse_claim"),
    path("objections/", lists.ObjectionList.as_view(), name="objections"),
    path("objections/<int:pk>/", hours.ObjectionPage.as_view(), name="objection"),
    path("objections/<int:pk>/correction/", hours.Uphold.as_view(), name="uphold"),
    path("objections/<int:pk>/confirmation/", hours.Confirm.as_view(), name="confirm"),
    path("objections/<int:pk>/end/", hours.TakeBackObjection.as_view(), name="take_back"),
    path("judgements/", lists.JudgementList.as_view(), name="judgements"),
    path("judgements/<int:pk>/", hours.JudgementPage.as_view(), name="judgement"),
    path("judgements/<int:pk>/finding/", hours.SettleDoubt.as_view(), name="settle"),
    # The office's workbook
    path("imports/", ImportList.as_view(), name="imports"),
    path("imports/new/", imports.Upload.as_view(), name="upload"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<int:pk>/progress/", imports.Progress.as_view(), name="import_progress"),
    path("imports/<int:pk>/marked.xlsx", imports.Marked.as_view(), name="import_marked"),
    path("imports/<int:pk>/undoing/", imports.Undoing.as_view(), name="undoing"),
    path("imports/<int:pk>/acceptance/", imports.Acceptance.as_view(), name="acceptance"),
    path("imports/<int:pk>/dropping/", imports.Dropping.as_view(), name="dropping"),
]
