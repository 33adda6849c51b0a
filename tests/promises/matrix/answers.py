"""How an answer is read: let in, or kept out."""

from django.http import HttpResponse

DOORS = ("/accounts/", "/admin/login/", "/landing/")


def kept_out(answer: HttpResponse) -> bool:
    """404 and 403; to the log-in; or Wagtail's way of saying no, which leads to the admin's start page."""
    if answer.status_code in (403, 404, 405, 410):
        return True
    goes_to = answer.get("Location", "")
    return answer.status_code in (301, 302) and (goes_to.startswith(DOORS) or goes_to in ("/admin/", "/"))


def let_in(answer: HttpResponse) -> bool:
    return answer.status_code < 500 and not kept_out(answer)


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace")
