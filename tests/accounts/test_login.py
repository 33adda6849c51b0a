import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

LOGIN, CODE, CONFIRM = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def sent_code(mailoutbox) -> str:
    return re.search(r"^\s+(\d{4}-\d{4})$", mailoutbox[-1].body, re.MULTILINE)[1]


def totp() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def with_password(client: Client, email: str, **extra: str):
    return client.post(LOGIN, {"login": email, "password": PASSWORD, **extra})


def test_it_lets_a_customer_in_with_a_code(client, cast: Cast, mailoutbox):
    asked = client.post(CODE, {"email": "ANNA@bjorken.example"})
    assert asked.url == CONFIRM
    entered = client.post(CONFIRM, {"code": sent_code(mailoutbox)})
    assert entered.url == "/portal/"
    assert client.session["_auth_user_id"] == str(cast.anna.pk)


@pytest.mark.parametrize(("who", "lands"), [("anna", "/portal/"), ("dora", "/admin/cases/")])
def test_it_sends_nobody_round_in_circles_before_the_admin(client, cast: Cast, who: str, lands: str):
    client.force_login(getattr(cast, who))
    asked = client.get(f"{LOGIN}?next=/admin/cases/")
    assert asked.url == lands


def test_it_mails_in_the_language_of_the_receiver(client, cast: Cast, mailoutbox):
    cast.anna.language = "en"
    cast.anna.save()
    client.post(CODE, {"email": cast.anna.email})
    assert mailoutbox[-1].subject.startswith("Your code")
    client.post(CODE, {"email": cast.otto.email})
    assert mailoutbox[-1].subject.startswith("Din kod")
    assert mailoutbox[-1].extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_answers_the_same_for_an_unknown_address(cast: Cast, mailoutbox):
    pages = []
    for email in (cast.anna.email, "nobody@bjorken.example"):
        client = Client()
        first = client.post(CODE, {"email": email})
        page = client.get(first.url).content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        pages.append((first.status_code, first.url, page.replace(email, "")))
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [[cast.anna.email]]


def test_it_asks_again_after_three_wrong_codes(client, cast: Cast, mailoutbox):
    client.post(CODE, {"email": cast.anna.email})
    code = sent_code(mailoutbox)
    for _ in range(3):
        client.post(CONFIRM, {"code": "0000-0000"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_it_begins_anew_with_another_address(client, cast: Cast, mailoutbox):
    client.post(CODE, {"email": cast.anna.email})
    assert client.get(LOGIN).url == CONFIRM
    client.post(CODE, {"email": cast.otto.email})
    assert client.post(CONFIRM, {"code": sent_code(mailoutbox)}).url == "/portal/"
    assert client.session["_auth_user_id"] == str(cast.otto.pk)


def test_it_binds_the_code_to_the_browser_that_asked(client, cast: Cast, mailoutbox):
    client.post(CODE, {"email": cast.anna.email})
    elsewhere = Client()
    elsewhere.post(CONFIRM, {"code": sent_code(mailoutbox)})
    assert "_auth_user_id" not in elsewhere.session


def test_it_lets_nobody_in_whose_log_in_is_closed(client, cast: Cast, mailoutbox):
    cast.anna.is_active = False
    cast.anna.save()
    client.post(CODE, {"email": cast.anna.email})
    assert not mailoutbox


@pytest.mark.parametrize(
    ("who", "where"), [("dora", "/admin/"), ("tea", "/field/"), ("lena", "/admin/"), ("edda", "/admin/")]
)
def test_it_leads_everybody_to_their_own_pages(client, cast: Cast, who, where):
    assert with_password(client, getattr(cast, who).email).url == where


def test_it_keeps_the_way_that_somebody_was_on(client, cast: Cast):
    assert with_password(client, cast.dora.email, next="/admin/account/").url == "/admin/account/"
    client.logout()
    assert with_password(client, cast.dora.email, next="https://evil.example/").url == "/admin/"


def test_it_says_beside_the_form_that_the_password_is_wrong(client, cast: Cast):
    answer = client.post(LOGIN, {"login": cast.dora.email, "password": "fel"})
    page = answer.content.decode()
    assert "Adressen eller lösenordet är fel." in page
    assert 'value="dora@norrhiss.example"' in page
    assert '<details class="login__other" open' in page


def test_it_slows_down_who_guesses_passwords(client, cast: Cast):
    for _ in range(6):
        answer = client.post(LOGIN, {"login": cast.dora.email, "password": "fel"})
    assert "För många försök" in answer.content.decode()
    assert "För många försök" in with_password(client, cast.dora.email).content.decode()


def test_it_limits_how_many_codes_an_address_gets(cast: Cast, mailoutbox):
    for _ in range(6):
        Client().post(CODE, {"email": cast.anna.email})
    assert len(mailoutbox) == 3


def test_it_has_no_sign_up(client, db):
    assert client.get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/_util/login/", "/admin/password_reset/", "/admin/password_reset/done/"]
)
def test_it_has_no_second_log_in(client, cast: Cast, path):
    answer = client.post(path, {"username": cast.dora.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/")
    assert "_auth_user_id" not in client.session


def test_it_trusts_no_session_that_came_round_the_second_step(client, cast: Cast, strict):
    Authenticator.objects.create(user=cast.dora, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    client.force_login(cast.dora)
    answer = client.get("/admin/account/")
    assert answer.url == "/accounts/login/?next=/admin/account/"
    assert "_auth_user_id" not in client.session


def test_it_asks_for_the_second_step_before_anything_else(client, cast: Cast, strict):
    Authenticator.objects.create(user=cast.dora, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    assert with_password(client, cast.dora.email).url == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").url.startswith("/accounts/login/")
    assert client.post("/accounts/2fa/authenticate/", {"code": totp()}).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_it_asks_for_the_second_step_after_a_code_by_mail_too(client, cast: Cast, strict, mailoutbox):
    Authenticator.objects.create(user=cast.dora, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    client.post(CODE, {"email": cast.dora.email})
    assert client.post(CONFIRM, {"code": sent_code(mailoutbox)}).url == "/accounts/2fa/authenticate/"


def test_it_sends_staff_without_a_second_step_to_set_one_up(client, cast: Cast, strict):
    with_password(client, cast.dora.email)
    for path in ("/admin/", "/field/", "/portal/", "/", "/admin/nothing/"):
        assert client.get(path).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_it_lets_staff_set_it_up_and_go_on(client, cast: Cast, strict, monkeypatch):
    with_password(client, cast.dora.email)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act: act())  # within the request, as on the site
    saved = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert saved.url == reverse("mfa_view_recovery_codes")
    assert client.get("/admin/").status_code == 200
    assert TOTP(Authenticator.objects.get(user=cast.dora, type="totp")).instance.user == cast.dora


def test_it_wants_a_new_second_step_when_the_old_one_is_removed(client, cast: Cast, strict):
    Authenticator.objects.create(user=cast.dora, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    with_password(client, cast.dora.email)
    client.post("/accounts/2fa/authenticate/", {"code": totp()})
    client.get("/admin/")
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=cast.dora).exists()
    assert client.get("/admin/").url == reverse("mfa_activate_totp")


def test_it_asks_no_second_step_of_customers(client, cast: Cast, strict):
    client.force_login(cast.anna)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/admin/").url == reverse("mfa_activate_totp")


def test_it_asks_no_second_step_in_the_demo(client, cast: Cast, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(cast.dora)
    assert client.get("/admin/").status_code == 200


def test_it_logs_out_by_post_only(client, cast: Cast):
    client.force_login(cast.anna)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_it_resets_a_password_without_telling_who_exists(client, cast: Cast, mailoutbox):
    for email in ("nobody@x.example", cast.dora.email):
        assert client.post("/accounts/password/reset/", {"email": email}).url == "/accounts/password/reset/done/"
    assert [mail.to for mail in mailoutbox] == [[cast.dora.email]]
    link = re.search(r"http\S+", mailoutbox[0].body)[0]
    path = "/" + link.split("/", 3)[3]
    form = client.get(path, follow=True)
    path = form.redirect_chain[-1][0]
    new = {"password1": "en helt ny lösenfras", "password2": "en helt ny lösenfras"}
    assert client.post(path, new).status_code == 302
    cast.dora.refresh_from_db()
    assert cast.dora.check_password("en helt ny lösenfras")
