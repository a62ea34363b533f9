"""Codes, settings and the calendar. Part of the kernel's namespace."""

from django.urls import path

from shuniu.kernel.rules import lists, views

urlpatterns = [
    path("rules/", lists.Settings.as_view(), name="settings"),
    path("rules/codes/", lists.Codes.as_view(), name="codes"),
    path("rules/codes/<int:pk>/", views.CodePage.as_view(), name="code"),
    path("rules/codes/<int:pk>/end/", views.EndCode.as_view(), name="end_code"),
    path("rules/codes/<str:table>/new/", views.NewCode.as_view(), name="new_code"),
    path("rules/calendar/", lists.Workdays.as_view(), name="workdays"),
    path("rules/calendar/new/", views.NewWorkdays.as_view(), name="new_workdays"),
    path("rules/calendar/<str:day>/", views.WorkdayPage.as_view(), name="workday"),
    path("rules/coming/<int:pk>/withdraw/", views.WithdrawValue.as_view(), name="withdraw_value"),
    path("rules/setting/<str:key>/", views.Setting.as_view(), name="setting"),
    path("rules/setting/<str:key>/end/", views.EndValue.as_view(), name="end_value"),
]
