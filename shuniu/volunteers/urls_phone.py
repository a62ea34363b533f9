"""The addresses of a volunteer's phone, and those open to everyone (included by urls.py under `volunteers`)."""

from django.urls import path

from shuniu.volunteers.views import everyone, hours, mine

urlpatterns = [
    path("wanted/", everyone.Wanted.as_view(), name="wanted"),
    path("wanted/<int:centre>/", everyone.Vacancies.as_view(), name="vacancies"),
    path("join/<int:centre>/", everyone.Join.as_view(), name="join"),
    path("join/<int:centre>/thanks/", everyone.Joined.as_view(), name="joined"),
    path("mine/", mine.Home.as_view(), name="mine"),
    path("mine/shifts/", mine.MyShifts.as_view(), name="my_shifts"),
    path("mine/shifts/<int:pk>/", mine.OneShift.as_view(), name="my_shift"),
    path("mine/places/<int:pk>/take-over/", mine.TakeOver.as_view(), name="take_over"),
    path("mine/places/<int:pk>/<slug:step>/", mine.MyPlace.as_view(), name="my_place"),
    path("mine/hours/", mine.MyHours.as_view(), name="my_hours"),
    path("mine/claims/<int:pk>/", hours.MyClaim.as_view(), name="my_claim"),
    path("mine/offer/", mine.MyOffer.as_view(), name="my_offer"),
    path("mine/pause/", mine.MyPause.as_view(), name="my_pause"),
    path("mine/pause/end/", mine.MyReturn.as_view(), name="my_return"),
    path("mine/check-ins/", mine.MyCheckIns.as_view(), name="my_check_ins"),
    path("mine/check-ins/deliveries/", mine.Deliveries.as_view(), name="deliveries"),
    path("mine/worker.js", mine.Worker.as_view(), name="worker"),
    path("check-in/offline/", everyone.Offline.as_view(), name="offline"),
    path("check-in/<str:token>/", mine.CheckInPage.as_view(), name="check_in"),
]
