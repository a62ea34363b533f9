from django.urls import path

from shuniu.volunteers.lists.notices import NoticeObjectionList
from shuniu.volunteers.lists.recognition import StarList
from shuniu.volunteers.views import coins, notices
from shuniu.volunteers.views import recognition as views

urlpatterns = [
    path("stars/", StarList.as_view(), name="stars"),
    path("stars/proposals/", views.ProposeStars.as_view(), name="propose_stars"),
    path("stars/mine/", views.MyStars.as_view(), name="my_stars"),
    path("stars/notices/<int:place>/", views.StarNotices.as_view(), name="star_notices"),
    path("stars/<int:pk>/", views.StarPage.as_view(), name="star"),
    path("stars/<int:pk>/refusal/", views.RefuseStar.as_view(), name="refuse_star"),
    path("stars/<int:pk>/withdrawal/", views.WithdrawStar.as_view(), name="withdraw_star"),
    path("stars/<int:pk>/objections/new/", notices.ObjectToStar.as_view(), name="object_to_star"),
    path("stars/<int:pk>/second-look/", views.LookAgainAtStar.as_view(), name="look_again_at_star"),
    path("stars/<int:pk>/steps/<slug:step>/", views.StarStep.as_view(), name="star_step"),
    path("notice-objections/", NoticeObjectionList.as_view(), name="notice_objections"),
    path("notice-objections/<int:pk>/decision/", notices.DecideNotice.as_view(), name="decide_notice"),
    path("notice-objections/<int:pk>/answer/", notices.TellObjector.as_view(), name="tell_objector"),
    path("<int:pk>/honours/new/", views.NoteHonour.as_view(), name="note_honour"),
    path("posts/<int:pk>/evaluations/", views.PostEvaluations.as_view(), name="evaluations"),
    path("posts/<int:pk>/evaluations/new/", views.NoteEvaluation.as_view(), name="note_evaluation"),
    path("entries/<int:pk>/evaluation/", views.MyEvaluation.as_view(), name="my_evaluation"),
    path("coins/mine/", coins.MyCoins.as_view(), name="my_coins"),
    path("<int:pk>/coins/", coins.CoinsPage.as_view(), name="coins"),
    path("<int:pk>/coins/end/", coins.CloseCoins.as_view(), name="close_coins"),
    path("<int:pk>/coins/gifts/new/", coins.GiveCoins.as_view(), name="give_coins"),
    path("<int:pk>/coins/redemptions/new/", coins.RedeemCoins.as_view(), name="redeem_coins"),
]
