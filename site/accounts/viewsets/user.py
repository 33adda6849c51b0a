from wagtail.users.views.users import UserViewSet


class StaffUserViewSet(UserViewSet):
    pass
