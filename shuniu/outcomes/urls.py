from django.urls import path

from shuniu.outcomes import lists, views

app_name = "outcomes"
urlpatterns = [
    path("", views.BoardPage.as_view(), name="board"),
    path("figures/<str:name>/", lists.Rows.as_view(), name="rows"),
    path("reports/", lists.Reports.as_view(), name="reports"),
    path("reports/new/", views.Freeze.as_view(), name="freeze"),
    path("reports/<int:pk>/", views.ReportPage.as_view(), name="report"),
    path("reports/<int:pk>/pdf/", views.ReportPdf.as_view(), name="report_pdf"),
    path("reports/<int:pk>/xlsx/", views.ReportXlsx.as_view(), name="report_xlsx"),
]
