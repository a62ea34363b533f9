"""The trail's pages. Part of the kernel's namespace."""

from django.urls import path

from shuniu.kernel.audit import lists, views

urlpatterns = [
    path("trail/", lists.Trail.as_view(), name="trail"),
    path("trail/<int:pk>/", views.EntryPage.as_view(), name="trail_entry"),
    path("trail/looks/", lists.Looks.as_view(), name="looks"),
    path("trail/seals/", lists.Seals.as_view(), name="seals"),
    path("trail/verifications/", views.Verify.as_view(), name="verify_trail"),
    path("trail/verifications/<int:pk>/", views.Verification.as_view(), name="trail_verification"),
]
