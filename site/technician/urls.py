from django.urls import URLPattern

app_name = "technician"

urlpatterns: list[URLPattern] = []
