from django.urls import path

from shuniu.organizations.lists.changes import ChangeList
from shuniu.organizations.lists.imports import LedgerList
from shuniu.organizations.lists.organizations import OrganizationList
from shuniu.organizations.lists.season import Season
from shuniu.organizations.lists.statistics import StatisticsRows
from shuniu.organizations.views import (
    changes,
    columns,
    contacts,
    filling,
    growing,
    imports,
    inspections,
    objecting,
    organization,
    statistics,
)

app_name = "organizations"
urlpatterns = [
    path("", OrganizationList.as_view(), name="list"),
    path("mine/", organization.Mine.as_view(), name="mine"),
    path("columns/", columns.Columns.as_view(), name="columns"),
    path("statistics/", statistics.StatisticsPage.as_view(), name="statistics"),
    path("statistics/<slug:name>/", StatisticsRows.as_view(), name="statistics_rows"),
    path("new/", organization.Register.as_view(), name="register"),
    path("<int:pk>/", organization.OrganizationPage.as_view(), name="organization"),
    path("<int:pk>/correction/", organization.Correct.as_view(), name="correct"),
    path("<int:pk>/life/", organization.Life.as_view(), name="life"),
    path("<int:pk>/contacts/new/", contacts.NoteContact.as_view(), name="note_contact"),
    path("contacts/<int:pk>/end/", contacts.EndContact.as_view(), name="end_contact"),
    path("contacts/<int:pk>/access/", contacts.Access.as_view(), name="contact_access"),
    path("<int:pk>/possessions/<slug:what>/new/", organization.NotePossession.as_view(), name="note_possession"),
    # Ledgers of the office
    path("imports/", LedgerList.as_view(), name="imports"),
    path("imports/new/", imports.Upload.as_view(), name="new_import"),
    path("imports/blank/", imports.Blank.as_view(), name="blank_import"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<int:pk>/acceptance/", imports.Acceptance.as_view(), name="import_acceptance"),
    path("imports/<int:pk>/dropping/", imports.Dropping.as_view(), name="import_dropping"),
    path("imports/<int:pk>/progress/", imports.Progress.as_view(), name="import_progress"),
    path("imports/<int:pk>/undoing/", imports.Undoing.as_view(), name="import_undoing"),
    path("imports/<int:pk>/marked/", imports.Marked.as_view(), name="import_marked"),
    # The yearly inspection
    path("inspections/", Season.as_view(), name="season"),
    path("inspections/new/", inspections.OpenCycle.as_view(), name="open_cycle"),
    path("inspections/of/<int:year>/reminders/", inspections.Remind.as_view(), name="remind"),
    path("inspections/<int:pk>/", inspections.InspectionPage.as_view(), name="inspection"),
    path("inspections/<int:pk>/sections/<int:number>/", filling.FillSection.as_view(), name="fill"),
    path("inspections/<int:pk>/statement/", filling.Statement.as_view(), name="statement"),
    path("inspections/<int:pk>/papers/new/", filling.HandInPaper.as_view(), name="hand_in"),
    path("inspections/<int:pk>/papers/<int:paper>/", filling.PaperFile.as_view(), name="paper_file"),
    path("inspections/<int:pk>/papers/<int:paper>/return/", filling.TakePaperBack.as_view(), name="take_back"),
    path("inspections/<int:pk>/report/", filling.ReportPaper.as_view(), name="report"),
    path("inspections/<int:pk>/pre-check/", inspections.PreCheckPage.as_view(), name="pre_check"),
    path("inspections/<int:pk>/supervisor/", inspections.SendToSupervisor.as_view(), name="send_to_supervisor"),
    path("inspections/<int:pk>/registry/", inspections.SendToRegistry.as_view(), name="send_to_registry"),
    path("inspections/<int:pk>/return/", inspections.SendBack.as_view(), name="send_back"),
    path("inspections/<int:pk>/verdict/", inspections.RecordVerdict.as_view(), name="verdict"),
    path("inspections/<int:pk>/rectification/", inspections.PutRight.as_view(), name="put_right"),
    path("<int:pk>/inspections/past/new/", inspections.PastResult.as_view(), name="past_result"),
    # Settling, incubation, grades, credit lists
    path("<int:pk>/settlings/", growing.BeginSettling.as_view(), name="begin_settling"),
    path("settlings/<int:pk>/", growing.SettlingPage.as_view(), name="settling"),
    path("settlings/<int:pk>/settled/", growing.FinishSettling.as_view(), name="finish_settling"),
    path("settlings/<int:pk>/end/", growing.GiveUpSettling.as_view(), name="give_up_settling"),
    path("<int:pk>/incubations/new/", growing.AskForIncubation.as_view(), name="ask_incubation"),
    path("incubations/<int:pk>/", growing.IncubationPage.as_view(), name="incubation"),
    path("incubations/<int:pk>/admission/", growing.Admit.as_view(), name="incubation_admit"),
    path("incubations/<int:pk>/reviews/new/", growing.Review.as_view(), name="incubation_review"),
    path("incubations/<int:pk>/graduation/", growing.Graduate.as_view(), name="incubation_graduate"),
    path("incubations/<int:pk>/exit/", growing.Leave.as_view(), name="incubation_leave"),
    path("incubations/<int:pk>/refusal/", growing.Refuse.as_view(), name="incubation_refuse"),
    path("<int:pk>/grades/new/", growing.NoteGrade.as_view(), name="note_grade"),
    path("<int:pk>/listings/new/", growing.NoteListing.as_view(), name="note_listing"),
    path("listings/<int:pk>/removal/", growing.NoteRemoval.as_view(), name="note_removal"),
    path("listings/<int:pk>/objection/", objecting.ObjectToListing.as_view(), name="note_objection"),
    path("inspections/<int:pk>/objection/", objecting.ObjectToResult.as_view(), name="object_to_result"),
    path("objections/<int:pk>/answer/", objecting.Answer.as_view(), name="answer_objection"),
    # The directory entry
    path("<int:pk>/changes/new/", changes.AskForChange.as_view(), name="ask_change"),
    path("changes/", ChangeList.as_view(), name="changes"),
    path("changes/<int:pk>/", changes.ChangePage.as_view(), name="change"),
    path("changes/<int:pk>/acceptance/", changes.Acceptance.as_view(), name="change_acceptance"),
    path("changes/<int:pk>/refusal/", changes.Refusal.as_view(), name="change_refusal"),
    path("changes/<int:pk>/withdrawal/", changes.Withdrawal.as_view(), name="change_withdrawal"),
]
