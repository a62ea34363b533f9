from django.urls import include, path

from shuniu.volunteers.lists.volunteers import VolunteerList
from shuniu.volunteers.views import volunteer

app_name = "volunteers"
urlpatterns = [
    path("", include("shuniu.volunteers.urls_certificates")),
    path("", include("shuniu.volunteers.urls_patrols")),
    path("", VolunteerList.as_view(), name="list"),
    path("<int:pk>/", volunteer.VolunteerPage.as_view(), name="volunteer"),
]
