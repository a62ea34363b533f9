"""The floor plan's doors: one line a room."""

from django.urls import include, path
from django.views.i18n import set_language

# Rooms with a name of their own in the address come first: their pages are found without going through all the others.
urlpatterns = [
    path("accounts/", include("shuniu.kernel.signin.accounts")),
    path("people/", include("shuniu.people.urls")),
    path("organizations/", include("shuniu.organizations.urls")),
    path("groups/", include("shuniu.groups.urls")),
    path("volunteers/", include("shuniu.volunteers.urls")),
    path("venues/", include("shuniu.venues.urls")),
    path("activities/", include("shuniu.activities.urls")),
    path("outcomes/", include("shuniu.outcomes.urls")),
    path("settings/language/", set_language, name="set_language"),
    path("", include("shuniu.desk.urls")),
    path("", include("shuniu.kernel.urls")),
    path("", include("shuniu.casework.urls")),
]
handler403 = "shuniu.kernel.pages.denied"
handler404 = "shuniu.kernel.pages.missing"
handler500 = "shuniu.kernel.pages.broken"
