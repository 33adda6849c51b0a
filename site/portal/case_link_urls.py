from django.urls import include, path, re_path

from portal.views import case_link

app_name = "case_link"

one_case = [
    path("", case_link.case, name="case"),
    path("message/", case_link.message, name="message"),
    path("approve/", case_link.approve, name="approve"),
    path("reopen/", case_link.reopen, name="reopen"),
    path("files/<int:attachment>/", case_link.file, name="file"),
    path("files/<int:attachment>/thumbnail/", case_link.file, {"thumbnail": True}, name="thumbnail"),
]
urlpatterns = [re_path(r"^(?P<token>[A-Za-z0-9_-]{16,32})/", include(one_case))]
