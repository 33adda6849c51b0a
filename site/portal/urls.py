from django.urls import path

from portal.views import case, cases, settings, worksites

app_name = "portal"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("worksites/", worksites.worksites, name="worksites"),
    path("settings/", settings.settings, name="settings"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/message/", case.message, name="message"),
    path("<int:pk>/approve/", case.approve, name="approve"),
    path("<int:pk>/reopen/", case.reopen, name="reopen"),
    path("<int:pk>/files/<int:attachment>/", case.file, name="file"),
    path("<int:pk>/files/<int:attachment>/thumbnail/", case.file, {"thumbnail": True}, name="thumbnail"),
]
