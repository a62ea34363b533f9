"""Signing in. Part of the kernel's namespace."""

from django.urls import path

from shuniu.kernel.signin import lists
from shuniu.kernel.signin.views import account, accounts, appointments, cards, entering

urlpatterns = [
    path("enter-as/", entering.EnterAs.as_view(), name="enter_as"),
    path("enter/<str:secret>/", entering.EnterCard.as_view(), name="enter_card"),
    path("appointment/", account.ChooseAppointment.as_view(), name="choose_appointment"),
    path("settings/account/", account.MyAccount.as_view(), name="my_account"),
    path("settings/second-factor/", account.SecondFactor.as_view(), name="second_factor"),
    path("settings/sessions/end/", account.SignOutEverywhere.as_view(), name="sign_out_everywhere"),
    path("administration/accounts/", lists.Accounts.as_view(), name="accounts"),
    path("administration/accounts/new/", accounts.OpenAccount.as_view(), name="open_account"),
    path("administration/accounts/<int:pk>/", accounts.AccountPage.as_view(), name="account"),
    path("administration/accounts/<int:pk>/close/", accounts.CloseAccount.as_view(), name="close_account"),
    path("administration/accounts/<int:pk>/reopen/", accounts.ReopenAccount.as_view(), name="reopen_account"),
    path("administration/accounts/<int:pk>/password/", accounts.ResetPassword.as_view(), name="reset_password"),
    path("administration/appointments/", lists.Appointments.as_view(), name="appointments"),
    path("administration/appointments/new/", appointments.Appoint.as_view(), name="appoint"),
    path("administration/appointments/<int:pk>/", appointments.AppointmentPage.as_view(), name="appointment"),
    path(
        "administration/accounts/<int:pk>/second-factor/remove/",
        appointments.RemoveSecondFactor.as_view(),
        name="remove_second_factor",
    ),
    path("cards/", lists.Cards.as_view(), name="cards"),
    path("cards/<int:user_id>/", cards.IssueCard.as_view(), name="issue_card"),
    path("cards/<int:user_id>/revoke/", cards.RevokeCard.as_view(), name="revoke_card"),
]
