from django.urls import path

from portal.views import case, cases, notices, settings, worksites

app_name = "portal"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("worksites/", worksites.worksites, name="worksites"),
    path("settings/", settings.settings, name="settings"),
    path("notices/", notices.notices, name="notices"),
    path("notices/settings/", notices.choices, name="notice_choices"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/message/", case.message, name="message"),
    path("<int:pk>/approve/", case.approve, name="approve"),
    path("<int:pk>/reopen/", case.reopen, name="reopen"),
    path("<int:pk>/files/<int:attachment>/", case.file, name="file"),
    path("<int:pk>/files/<int:attachment>/thumbnail/", case.file, {"thumbnail": True}, name="thumbnail"),
]
