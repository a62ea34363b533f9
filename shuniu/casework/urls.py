from django.urls import path

from shuniu.casework.lists import cases as lists
from shuniu.casework.views import cases, day_care, menu

app_name = "casework"
CASE = "window/cases/<int:pk>/"
urlpatterns = [
    path("window/", menu.Menu.as_view(), name="menu"),
    path("window/menu.json", menu.MenuFile.as_view(), name="menu_file"),
    path("window/services/<int:pk>/intake/", menu.Intake.as_view(), name="intake"),
    path("window/sealed/new/", menu.OpenSealed.as_view(), name="open_sealed"),
    path("window/today/", lists.Today.as_view(), name="today"),
    path("window/cases/", lists.CaseList.as_view(), name="cases"),
    path(CASE, cases.CasePage.as_view(), name="case"),
    path(f"{CASE}slip/", cases.Slip.as_view(), name="slip"),
    path(f"{CASE}paper-request/", cases.AskPapers.as_view(), name="ask_papers"),
    path(f"{CASE}paper-arrival/", cases.BringPapers.as_view(), name="bring_papers"),
    path(f"{CASE}steps/<slug:step>/", cases.DoStep.as_view(), name="do_step"),
    path(f"{CASE}notes/new/", cases.WriteNote.as_view(), name="write_note"),
    path(f"{CASE}referrals/new/", cases.Refer.as_view(), name="refer"),
    path(f"{CASE}referrals/<int:referral>/answer/", cases.AnswerReferral.as_view(), name="answer_referral"),
    path(f"{CASE}referrals/<int:referral>/result/", cases.FinishReferral.as_view(), name="finish_referral"),
    path(f"{CASE}custody/new/", cases.TakeCustody.as_view(), name="take_custody"),
    path(f"{CASE}custody/<int:item>/return/", cases.ReturnCustody.as_view(), name="return_custody"),
    path(f"{CASE}papers/new/", cases.HandIn.as_view(), name="hand_in"),
    path(f"{CASE}papers/<int:paper>/", cases.OpenPaper.as_view(), name="open_paper"),
    path(f"{CASE}closing/", cases.Close.as_view(), name="close"),
    path(f"{CASE}reopening/", cases.Reopen.as_view(), name="reopen"),
    path(f"{CASE}transfer/", cases.Transfer.as_view(), name="transfer"),
    path(f"{CASE}correction/", cases.CorrectApplicant.as_view(), name="correct_applicant"),
    path(f"{CASE}record/", cases.HandOver.as_view(), name="hand_over_case"),
    path(f"{CASE}withdrawal/", cases.ApplicantWithdrew.as_view(), name="withdraw"),
    path(f"{CASE}satisfaction/", cases.Rate.as_view(), name="rate"),
    path(f"{CASE}declaration/", cases.Declare.as_view(), name="declare"),
    path(f"{CASE}successor/", cases.Withdraw.as_view(), name="replace_assessor"),
    path("day-care/", day_care.Rooms.as_view(), name="rooms"),
    path("day-care/new/", day_care.NewRoom.as_view(), name="new_room"),
    path("day-care/waiting/new/", day_care.WaitForPlace.as_view(), name="wait"),
    path("day-care/<int:pk>/", day_care.RoomPage.as_view(), name="room"),
    path("day-care/<int:pk>/places/new/", day_care.Enrol.as_view(), name="enrol"),
    path("day-care/<int:pk>/incidents/new/", day_care.WriteIncident.as_view(), name="write_incident"),
    path("day-care/places/<int:pk>/end/", day_care.EndPlace.as_view(), name="end_place"),
    path("day-care/places/<int:pk>/today/<slug:what>/", day_care.Tap.as_view(), name="tap"),
]
