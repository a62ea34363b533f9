from django.urls import path

from shuniu.people import lists, views

app_name = "people"
urlpatterns = [
    path("", lists.People.as_view(), name="list"),
    path("new/", views.RecordPerson.as_view(), name="record"),
    path("duplicates/", lists.Duplicates.as_view(), name="duplicates"),
    path("duplicates/<int:pk>/", views.DuplicatePage.as_view(), name="duplicate"),
    path("duplicates/<int:pk>/merge/", views.Merging.as_view(), name="merge"),
    path("duplicates/<int:pk>/two-people/", views.KeepingApart.as_view(), name="keep_apart"),
    path("merges/<int:pk>/undoing/", views.TakingApart.as_view(), name="take_apart"),
    path("consents/<int:pk>/withdrawal/", views.WithdrawConsent.as_view(), name="withdraw_consent"),
    path("erasures/", lists.Erasures.as_view(), name="erasures"),
    path("erasures/<int:pk>/", views.ErasurePage.as_view(), name="erasure"),
    path("erasures/<int:pk>/<slug:step>/", views.DecideErasure.as_view(), name="decide_erasure"),
    path("<int:pk>/", views.PersonPage.as_view(), name="person"),
    path("<int:pk>/correction/", views.CorrectPerson.as_view(), name="correct"),
    path("<int:pk>/look/", views.Reveal.as_view(), name="look"),
    path("<int:pk>/consents/new/", views.GiveConsent.as_view(), name="give_consent"),
    path("<int:pk>/hand-over/", views.HandOver.as_view(), name="hand_over"),
    path("<int:pk>/erasures/new/", views.AskErasure.as_view(), name="ask_erasure"),
]
