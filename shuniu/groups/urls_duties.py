"""The addresses of the register, the roster and the monthly duties (included by urls.py under `groups`)."""

from django.urls import path, register_converter

from shuniu.groups.lists.groups import GroupList
from shuniu.groups.lists.month import MonthOverview
from shuniu.groups.views import duties_papers, group, month, month_path, returns, roster

register_converter(month_path.MonthConverter, "month")

urlpatterns = [
    path("", GroupList.as_view(), name="list"),
    path("mine/", group.Mine.as_view(), name="mine"),
    path("mine/return/", group.MyReturn.as_view(), name="my_return"),
    path("mine/roster/", group.MyRoster.as_view(), name="my_roster"),
    path("<int:pk>/", group.GroupPage.as_view(), name="group"),
    path("<int:pk>/phone-card/", group.LeaderCard.as_view(), name="leader_card"),
    path("<int:pk>/leader-phone/", group.LeaderPhone.as_view(), name="leader_phone"),
    path("<int:pk>/figures/new/", returns.ReportFigure.as_view(), name="report_figure"),
    path("<int:pk>/key-in/", duties_papers.KeyIn.as_view(), name="key_in"),
    # The month of the whole register
    path("month/", month.ThisMonth.as_view(), name="this_month"),
    path("month/<month:month>/", MonthOverview.as_view(), name="month"),
    path("month/<month:month>/reminders/", month.Remind.as_view(), name="remind"),
    path("month/<month:month>/slips/", month.Slips.as_view(), name="slips"),
    # Returns
    path("<int:pk>/returns/", returns.Returns.as_view(), name="returns"),
    path("<int:pk>/returns/due/", returns.DueReturn.as_view(), name="return"),
    path("<int:pk>/returns/<month:month>/", returns.ReturnOfMonth.as_view(), name="return_of_month"),
    path("<int:pk>/returns/<month:month>/correction/", returns.CorrectReturn.as_view(), name="correct_return"),
    path("<int:pk>/returns/<month:month>/excuses/", returns.ExcuseDuty.as_view(), name="excuse"),
    path("<int:pk>/returns/<month:month>/paper/", duties_papers.ReturnPaper.as_view(), name="return_paper"),
    path("<int:pk>/blank-return/", duties_papers.BlankReturn.as_view(), name="blank_return"),
    # The roster
    path("<int:pk>/roster/", roster.Roster.as_view(), name="roster"),
    path("<int:pk>/roster/new/", roster.Join.as_view(), name="join"),
    path("<int:pk>/roster/new/person/", roster.JoinNew.as_view(), name="join_new"),
    path("<int:pk>/roster/paper/", duties_papers.RosterPaper.as_view(), name="roster_paper"),
    path("<int:pk>/blank-roster/", duties_papers.BlankRoster.as_view(), name="blank_roster"),
    path("<int:pk>/roster/<int:membership_pk>/", roster.MembershipPage.as_view(), name="membership"),
    path("<int:pk>/roster/<int:membership_pk>/end/", roster.Leave.as_view(), name="leave"),
]
