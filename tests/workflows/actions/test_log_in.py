import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tests.cast import Cast
from workflows.actions.close_log_in import close_log_in
from workflows.actions.open_log_in import open_log_in
from workflows.errors import NotPossible
from workflows.models import Contact


def contact(cast: Cast, email: str = "bo@bjorken.example") -> Contact:
    return Contact.objects.create(customer=cast.bjorken, name="Bo Ek Lind", email=email, phone="070", language="en")


def test_it_makes_a_log_in_without_password(cast: Cast) -> None:
    user = open_log_in(contact(cast))
    assert (user.first_name, user.last_name, user.language) == ("Bo", "Ek Lind", "en")
    assert not user.is_staff
    assert not user.has_usable_password()


def test_it_is_the_same_log_in_the_second_time(cast: Cast) -> None:
    bo = contact(cast)
    assert open_log_in(bo) == open_log_in(bo)


def test_it_follows_a_new_address_and_the_old_opens_nothing(cast: Cast) -> None:
    anna = cast.anna.contact
    EmailAddress.objects.create(user=cast.anna, email=cast.anna.email, verified=True)
    Contact.objects.filter(pk=anna.pk).update(email="Ny@bjorken.example")
    user = open_log_in(anna)
    assert (user, user.email) == (cast.anna, "ny@bjorken.example")
    assert not EmailAddress.objects.filter(user=user).exists()


def test_it_opens_again_what_was_closed(cast: Cast) -> None:
    bo = contact(cast)
    first = open_log_in(bo)
    close_log_in(bo)
    assert not User.objects.get(pk=first.pk).is_active
    assert open_log_in(bo) == first
    assert User.objects.get(pk=first.pk).is_active


@pytest.mark.parametrize("taken", ["tea", "adam", "otto"])
def test_it_takes_nobody_elses_log_in(taken: str, cast: Cast) -> None:
    bo = contact(cast, getattr(cast, taken).email.upper())
    with pytest.raises(NotPossible, match="Någon annan loggar in"):
        open_log_in(bo)
    bo.refresh_from_db()
    assert bo.user is None


def test_it_moves_nobody_to_somebody_elses_address(cast: Cast) -> None:
    Contact.objects.filter(pk=cast.anna.contact.pk).update(email=cast.otto.email)
    with pytest.raises(NotPossible):
        open_log_in(cast.anna.contact)
    cast.anna.refresh_from_db()
    assert cast.anna.email == "anna@bjorken.example"


def test_it_needs_an_address(cast: Cast) -> None:
    with pytest.raises(NotPossible, match="e-postadress"):
        open_log_in(contact(cast, ""))


def test_closing_leaves_the_contact(cast: Cast) -> None:
    close_log_in(cast.anna.contact)
    assert Contact.objects.get(pk=cast.anna.contact.pk).user is None
    assert not User.objects.get(pk=cast.anna.pk).is_active
