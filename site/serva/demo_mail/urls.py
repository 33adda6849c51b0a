from django.urls import path

from serva.demo_mail.views import mail, mails

app_name = "demo_mail"

urlpatterns = [path("", mails, name="list"), path("<str:name>/", mail, name="mail")]
