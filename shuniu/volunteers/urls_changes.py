from django.urls import path

from shuniu.volunteers.lists.changes import ChangeList
from shuniu.volunteers.views import changes as views

urlpatterns = [
    path("changes/", ChangeList.as_view(), name="changes"),
    path("changes/<int:pk>/", views.ChangePage.as_view(), name="change"),
    path("changes/<int:pk>/sheet/", views.ChangeSheet.as_view(), name="change_sheet"),
    path("changes/<int:pk>/telling/", views.Tell.as_view(), name="change_telling"),
    path("changes/<int:pk>/answer/", views.Answer.as_view(), name="change_answer"),
    path("changes/<int:pk>/keeping/", views.Keep.as_view(), name="change_keeping"),
    path("changes/<int:pk>/taking-off/", views.TakeOff.as_view(), name="change_taking_off"),
]
