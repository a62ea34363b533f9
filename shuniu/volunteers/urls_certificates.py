from django.urls import path

from shuniu.volunteers.lists.certificates import CertificateList
from shuniu.volunteers.views import certificate_checks as checks
from shuniu.volunteers.views import certificates as views
from shuniu.volunteers.views import notices
from shuniu.volunteers.views.exchange import ExchangePage

urlpatterns = [
    path("exchange/", ExchangePage.as_view(), name="exchange"),
    path("certificates/", CertificateList.as_view(), name="certificates"),
    path("certificates/mine/", views.MyCertificates.as_view(), name="my_certificates"),
    path("certificates/mine/new/", views.AskCertificate.as_view(), name="ask_certificate"),
    path("certificates/check/", checks.CheckDesk.as_view(), name="check_desk"),
    path("certificates/check/<str:token>/", checks.CheckCertificate.as_view(), name="check_certificate"),
    path("certificates/notices/<int:place>/", checks.Notices.as_view(), name="certificate_notices"),
    path("certificates/<int:pk>/", views.CertificatePage.as_view(), name="certificate"),
    path("certificates/<int:pk>/paper/", views.CertificatePaper.as_view(), name="certificate_paper"),
    path("certificates/<int:pk>/copies/new/", views.PaperCopy.as_view(), name="certificate_copy"),
    path("certificates/<int:pk>/objections/new/", notices.ObjectToCertificate.as_view(), name="object_to_certificate"),
    path("certificates/<int:pk>/<slug:noun>/", views.CertificateStep.as_view(), name="certificate_step"),
    path("<int:pk>/certificates/new/", views.NewCertificate.as_view(), name="new_certificate"),
]
