from django.urls import path, re_path

from forms import embedded_views
from forms.urls import TOKEN

app_name = "embedded"

urlpatterns = [
    path("received/", embedded_views.received, name="received"),
    re_path(rf"^receipt/{TOKEN}/$", embedded_views.receipt, name="receipt"),
    path("<str:slug>/", embedded_views.form, name="form"),
]
