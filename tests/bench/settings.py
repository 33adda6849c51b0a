"""The real settings, plus the floors' addresses, for a server on the loopback without TLS."""

from serva.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
MIDDLEWARE = [name for name in MIDDLEWARE if name != "django.middleware.csrf.CsrfViewMiddleware"]  # noqa: F405
