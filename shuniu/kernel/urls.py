from django.urls import include, path

from shuniu.kernel import saved_views, views

app_name = "kernel"
urlpatterns = [
    path("", include("shuniu.kernel.signin.urls")),
    path("", include("shuniu.kernel.audit.urls")),
    path("", include("shuniu.kernel.machine.urls")),
    path("", include("shuniu.kernel.rules.urls")),
    path("", include("shuniu.kernel.signing.urls")),
    path("settings/type-size/", views.TypeSize.as_view(), name="type_size"),
    path("settings/views/new/", saved_views.SaveView.as_view(), name="save_view"),
    path("settings/views/<int:pk>/delete/", saved_views.DeleteView.as_view(), name="delete_view"),
    path("v/<str:token>/", views.VerifyDocument.as_view(), name="verify_document"),
]
