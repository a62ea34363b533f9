from django.urls import path

from shuniu.volunteers.lists import patrols as lists
from shuniu.volunteers.views import patrols as views

urlpatterns = [
    path("patrols/", lists.PatrolList.as_view(), name="patrols"),
    path("patrols/mine/", views.MyPatrols.as_view(), name="my_patrols"),
    path("patrols/new/", views.NewPatrol.as_view(), name="new_patrol"),
    path("patrols/blank/", views.BlankSheet.as_view(), name="blank_patrol_sheet"),
    path("patrols/<int:pk>/", views.PatrolPage.as_view(), name="patrol"),
    path("patrols/<int:pk>/encounters/new/", views.NewEncounter.as_view(), name="new_encounter"),
    path("patrols/hand-overs/<int:pk>/follow-up/", views.FollowUp.as_view(), name="follow_up"),
    path("patrols/routes/", lists.RouteList.as_view(), name="patrol_routes"),
    path("patrols/routes/new/", views.NewRoute.as_view(), name="new_patrol_route"),
    path("patrols/routes/<int:pk>/", views.RoutePage.as_view(), name="patrol_route"),
    path("patrols/routes/<int:pk>/point/", views.SetOutFrom.as_view(), name="set_out_from"),
    path("patrols/minors/", lists.MinorReportList.as_view(), name="minor_reports"),
    path("patrols/minors/new/", views.ReportMinor.as_view(), name="report_minor"),
    path("patrols/minors/<int:pk>/patrol/", views.TieToPatrol.as_view(), name="tie_minor_report"),
    path("patrols/minors/<int:pk>/", views.MinorReportPage.as_view(), name="minor_report"),
]
