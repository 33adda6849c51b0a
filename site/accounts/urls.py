"""Only what Serva offers of allauth: no sign-up, no page of e-mail addresses, no phone numbers."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.urls")),
]
