from django.urls import URLPattern

app_name = "case_link"

urlpatterns: list[URLPattern] = []
