from django.urls import path

from technician.views import absences, additions, articles, case, checklists, notices, places, steps, work

app_name = "technician"

urlpatterns = [
    path("", work.work, name="work"),
    path("team/", work.team, name="team"),
    path("waiting/", work.waiting, name="waiting"),
    path("done/", work.done, name="done"),
    path("search/", work.search, name="search"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/end/", absences.end, name="end_absence"),
    path("absences/<int:pk>/hand-over/", absences.hand_over, name="hand_over_cases"),
    path("places/<int:pk>/", places.place, name="place"),
    path("notices/", notices.notices, name="notices"),
    path("notices/settings/", notices.choices, name="notice_choices"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/acknowledge/", steps.acknowledge, name="acknowledge"),
    path("<int:pk>/start/", steps.start, name="start"),
    path("<int:pk>/resume/", steps.resume, name="resume"),
    path("<int:pk>/pause/", steps.pause, name="pause"),
    path("<int:pk>/stage/", steps.stage, name="stage"),
    path("<int:pk>/finish/", steps.finish, name="finish"),
    path("<int:pk>/message/", additions.message, name="message"),
    path("<int:pk>/note/", additions.note, name="note"),
    path("<int:pk>/photos/", additions.photos, name="photos"),
    path("<int:pk>/articles/", articles.articles, name="articles"),
    path("<int:pk>/articles/<int:used>/remove/", articles.remove, name="remove_article"),
    path("<int:pk>/articles/ordered/<int:planned>/", articles.use_planned, name="use_planned"),
    path("<int:pk>/articles/nothing/", articles.nothing, name="nothing_used"),
    path("<int:pk>/checklists/<int:template>/", checklists.checklist, name="checklist"),
    path("<int:pk>/files/<int:attachment>/", case.file, name="file"),
    path("<int:pk>/files/<int:attachment>/thumbnail/", case.file, {"thumbnail": True}, name="thumbnail"),
]
