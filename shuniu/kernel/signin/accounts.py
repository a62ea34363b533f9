"""allauth's addresses that this house uses. There is no e-mail, so neither signing up nor resetting by mail."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    # allauth leads accounts without a password here; theirs is a card.
    path("password/set/", RedirectView.as_view(url="/"), name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
