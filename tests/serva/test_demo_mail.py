import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from serva.mail import FolderBackend
from tests.cast import Cast

LIST = "/admin/demo-mail/"


@pytest.fixture
def demo(settings, client, cast: Cast):
    settings.DEMO = True
    client.force_login(cast.dora)
    return client


def send(subject: str = "Din kod: 1234-5678", html: str = "") -> None:
    mail = EmailMultiAlternatives(subject, "Läs på http://localhost/c/x/ <b>", "kontoret@x.example", ["anna@x.example"])
    if html:
        mail.attach_alternative(html, "text/html")
    FolderBackend().send_messages([mail])


def test_it_shows_the_newest_first(demo):
    send("Första")
    send("Andra åäö")
    page = demo.get(LIST).content.decode()
    assert page.index("Andra åäö") < page.index("Första")
    assert "anna@x.example" in page


def test_it_says_when_by_our_own_clock(demo):
    send()
    sent = demo.get(LIST).context["mails"][0].sent
    assert abs(timezone.now() - sent).total_seconds() < 60


def test_it_says_so_while_there_is_none(demo):
    assert "Inga mejl än" in demo.get(LIST).content.decode()


def test_it_shows_text_with_working_links_and_nothing_else(demo):
    send()
    page = demo.get(demo.get(LIST).context["mails"][0].name.join((LIST, "/"))).content.decode()
    assert '<a href="http://localhost/c/x/"' in page
    assert "&lt;b&gt;" in page


def test_it_keeps_html_in_a_frame_without_scripts(demo):
    send(html="<head></head><script>alert(1)</script><a href='/'>x</a>")
    page = demo.get(f"{LIST}{demo.get(LIST).context['mails'][0].name}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page


@pytest.mark.parametrize("name", ["gone", "..%2Fsecret-key", "0" * 20 + "-00000000"])
def test_it_finds_nothing_else(demo, name):
    assert demo.get(f"{LIST}{name}/").status_code == 404


def test_it_is_for_staff(demo, cast: Cast):
    send()
    demo.force_login(cast.anna)
    assert demo.get(LIST).status_code == 302
    demo.logout()
    assert demo.get(LIST).status_code == 302


def test_it_is_nowhere_but_in_the_demo(demo, settings):
    send()
    settings.DEMO = False
    assert demo.get(LIST).status_code == 404
    assert "Demons mejl" not in demo.get("/admin/").content.decode()
