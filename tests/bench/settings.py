"""The real settings, plus the floors' addresses. Nothing is taken away: second factor, CSRF and limits stay on."""

from serva.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
