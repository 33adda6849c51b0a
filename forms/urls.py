from django.urls import path, re_path

from forms import views

app_name = "intake"

TOKEN = r"(?P<token>[A-Za-z0-9_-]{16,32})"  # noqa: S105 (the shape of one)

urlpatterns = [
    path("", views.by_number, name="by_number"),
    path("open/", views.open_at_a_place, name="open_at"),
    path("received/", views.received, name="received"),
    re_path(rf"^receipt/{TOKEN}/$", views.receipt, name="receipt"),
    re_path(rf"^{TOKEN}/$", views.scan, name="scan"),
]
