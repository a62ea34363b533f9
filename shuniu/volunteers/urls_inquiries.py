from django.urls import path

from shuniu.volunteers.lists.inquiries import InquiryList
from shuniu.volunteers.views import inquiries as views

urlpatterns = [
    path("inquiries/", InquiryList.as_view(), name="inquiries"),
    path("<int:pk>/inquiries/new/", views.NewInquiry.as_view(), name="new_inquiry"),
    path("inquiries/<int:pk>/", views.InquiryPage.as_view(), name="inquiry"),
    path("inquiries/<int:pk>/answer/", views.Answer.as_view(), name="inquiry_answer"),
    path("inquiries/<int:pk>/clearing/", views.Clear.as_view(), name="inquiry_clear"),
    path("inquiries/<int:pk>/correction/", views.Correct.as_view(), name="inquiry_correct"),
    path("inquiries/<int:pk>/proposal/", views.Propose.as_view(), name="inquiry_propose"),
    path("inquiries/<int:pk>/return/", views.Return.as_view(), name="inquiry_return"),
    path("inquiries/<int:pk>/signature/", views.Sign.as_view(), name="inquiry_bar"),
    path("inquiries/<int:pk>/objection/", views.Object.as_view(), name="inquiry_object"),
    path("inquiries/<int:pk>/confirmation/", views.Uphold.as_view(), name="inquiry_uphold"),
    path("inquiries/<int:pk>/lifting/", views.Lift.as_view(), name="inquiry_lift"),
]
