"""Signed QR codes and the public keys. Part of the kernel's namespace."""

from django.urls import path

from shuniu.kernel.signing import views

urlpatterns = [
    path("S/<str:token>", views.Signed.as_view(), name="signed"),  # capitals alone: see `address_of`
    path("keys/", views.PublicKeys.as_view(), name="public_keys"),
    path("keys/shuniu-keys.json", views.PublicKeysFile.as_view(), name="public_keys_file"),
]
