"""The addresses of office files (included by urls.py under `groups`)."""

from django.urls import path

from shuniu.groups.lists.imports import ImportList
from shuniu.groups.views import imports

urlpatterns = [
    path("imports/", ImportList.as_view(), name="imports"),
    path("imports/new/", imports.Upload.as_view(), name="new_import"),
    path("imports/blank/<slug:kind>/", imports.Blank.as_view(), name="blank_import"),
    path("imports/<int:pk>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<int:pk>/progress/", imports.Progress.as_view(), name="import_progress"),
    path("imports/<int:pk>/acceptance/", imports.Acceptance.as_view(), name="import_acceptance"),
    path("imports/<int:pk>/dropping/", imports.Dropping.as_view(), name="import_dropping"),
    path("imports/<int:pk>/undoing/", imports.Undoing.as_view(), name="import_undoing"),
    path("imports/<int:pk>/marked/", imports.Marked.as_view(), name="import_marked"),
]
