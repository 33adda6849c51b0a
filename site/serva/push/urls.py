from django.urls import path

from serva.push import views

app_name = "push"

urlpatterns = [
    path("worker.js", views.worker, name="worker"),
    path("subscribe/", views.subscribe, name="subscribe"),
    path("unsubscribe/", views.unsubscribe, name="unsubscribe"),
]
