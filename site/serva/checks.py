"""Settings that are fine one by one and wrong together. Each message names the remedy."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security)
def demo_is_not_public(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEMO and settings.HTTPS:
        return [
            Error(
                "The demo runs on a public address: its log-ins are known to everybody.",
                hint="Unset DEMO, or let SITE_URL begin with http://localhost.",
                id="serva.E001",
            )
        ]
    return []


@register(Tags.security)
def debug_is_not_public(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG and settings.HTTPS:
        return [
            Error(
                "DEBUG is on at a public address: error pages show settings and data.",
                hint="Unset DEBUG.",
                id="serva.E002",
            )
        ]
    return []


@register(Tags.caches)
def redis_goes_with_postgresql(**kwargs: Any) -> list[CheckMessage]:
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if sqlite and settings.REDIS_URL and not settings.TESTING:
        return [
            Warning(
                "Tasks wait in Redis while the data lies in an SQLite file: a worker elsewhere finds no cases.",
                hint="Set DATABASE_URL to PostgreSQL, or unset REDIS_URL.",
                id="serva.W001",
            )
        ]
    return []


@register(Tags.caches, deploy=True)
def worker_is_reached(**kwargs: Any) -> list[CheckMessage]:
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if not sqlite and not settings.REDIS_URL:
        return [
            Warning(
                "The data is in PostgreSQL but tasks wait in a file on this machine: a worker elsewhere is not woken.",
                hint="Set REDIS_URL, as redis://127.0.0.1:6379/0.",
                id="serva.W002",
            )
        ]
    return []


@register(Tags.compatibility, deploy=True)
def mail_leaves_the_house(**kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO and settings.EMAIL_BACKEND == "serva.mail.FolderBackend":
        return [
            Warning(
                f"Mail is only written to {settings.MAIL_FOLDER}: nobody gets a notice or a log-in code.",
                hint="Set EMAIL_URL, as smtp+tls://user:password@mail.example.se:587.",
                id="serva.W003",
            )
        ]
    return []


@register(Tags.compatibility)
def sms_has_a_password(**kwargs: Any) -> list[CheckMessage]:
    if bool(settings.SMS_USER) != bool(settings.SMS_PASSWORD):
        return [
            Warning(
                "SMS_USER and SMS_PASSWORD go together: 46elks would refuse every message.",
                hint="Set both, or unset both.",
                id="serva.W006",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def address_is_known(**kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS and not settings.DEMO:
        return [
            Warning(
                f"SITE_URL is {settings.BASE_URL}: links in mails lead there, and cookies travel unprotected.",
                hint="Set SITE_URL to the address people type, beginning with https://.",
                id="serva.W004",
            )
        ]
    return []


@register(Tags.security)
def proxy_is_counted(**kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not counted every visitor has the proxy's address, and https redirects run in a circle."""
    if settings.HTTPS and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return [
            Warning(
                "SITE_URL is https, but no proxy is trusted to say that a request came over https.",
                hint="Set TRUSTED_PROXY_COUNT to how many proxies stand in front of Serva (nginx alone: 1).",
                id="serva.W005",
            )
        ]
    return []
