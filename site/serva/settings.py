"""Serva's settings. Every variable read here stands in .env.example, and a test compares the two."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

from serva import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
TESTING = "pytest" in sys.modules

if not TESTING:
    env.load(BASE_DIR / ".env")

# What this process is
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
HOST = env.text("HOST", "127.0.0.1")
PORT = env.integer("PORT", 8000, low=1, high=65535)
_site = env.origin("SITE_URL", f"http://{env.own_address() if HOST == '0.0.0.0' else 'localhost'}:{PORT}")  # noqa: S104
BASE_URL = _site.geturl()
HTTPS = _site.scheme == "https"

# What it keeps: everything lies under one folder that only the running user may read
DATA_DIR = Path(tempfile.mkdtemp(prefix="serva-test-")) if TESTING else env.folder("DATA_DIR", BASE_DIR / "var")
PRIVATE_ROOT = DATA_DIR / "files"
ERP_ROOT = DATA_DIR / "erp"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATIC_URL = "/static/"
MEDIA_URL = "/media/"

SECRET_KEY = env.secret("SECRET_KEY") or ("test " * 12 if TESTING else env.kept_secret(DATA_DIR / "secret-key"))
SECRET_KEY_FALLBACKS = [key for key in [env.secret("OLD_SECRET_KEY")] if key]

INSTALLED_APPS = [
    "serva",
    "accounts",
    "workflows",
    "forms.apps.IntakeConfig",
    "reports",
    "website",
    "portal",
    "technician",
    "api",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "huey.contrib.djhuey",
    "import_export",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "serva.middleware.ContentSecurityPolicy",
    "serva.middleware.WithoutCookies",
    "api.origins.CrossOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "website.middleware.WebsiteRedirects",
]

ROOT_URLCONF = "serva.urls"
WSGI_APPLICATION = "serva.wsgi.application"
FORM_RENDERER = "serva.rendering.FormRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "serva.context.company",
            ]
        },
    }
]

# Database. SQLite with IMMEDIATE never says "locked" among several writers; FULL survives a power cut.
# ATOMIC_REQUESTS stays off: a page must not hold the write lock while it is drawn.
_SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "serva.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASES = {"default": env.database("DATABASE_URL") or _SQLITE}
DATABASES["default"].update(CONN_MAX_AGE=0 if TESTING else 60, CONN_HEALTH_CHECKS=True)
# PostgreSQL plans a statement once a connection, not each time: half of what the database costs a page.
if DATABASES["default"] is not _SQLITE and env.flag("DATABASE_PREPARES", default=True):
    DATABASES["default"]["OPTIONS"].update(server_side_binding=True, prepare_threshold=3)

# Rate limits count in the cache, so it must be one that all processes share and that adds atomically: Redis, or
# a table. (Files are shared too, but neither add nor count atomically, and drop counters at random when full.)
REDIS_URL = env.redis("REDIS_URL")
if REDIS_URL:
    CACHES: dict[str, dict[str, Any]] = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    }
    HUEY: dict[str, Any] = {"huey_class": "huey.RedisHuey", "connection": {"url": REDIS_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "serva_cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }
    HUEY = {
        "huey_class": "serva.queue.WakingHuey",
        "connection": {"filename": str(DATA_DIR / "huey.sqlite3"), "timeout": 20},
    }
CACHES["default"]["KEY_PREFIX"] = f"test{os.getpid()}" if TESTING else "serva"

# Huey wakes, rows decide: no results are kept, and a task carries ids only.
HUEY |= {
    "name": "serva",
    "results": False,
    "immediate": TESTING,
    "consumer": {"workers": 2, "worker_type": "thread", "max_delay": 1},
}

# Language and time
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["serva.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/Stockholm")
USE_TZ = True

# Static files and uploads. Case files never go through MEDIA: see workflows.serving.
_plain_static = DEBUG or DEMO or TESTING
WHITENOISE_USE_FINDERS = _plain_static
WHITENOISE_AUTOREFRESH = DEBUG or TESTING  # looks when it is asked, not for every file at the start
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _plain_static
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's form editor posts many

# Mail: as files that staff read in the browser, until a server is named
MAIL_FOLDER = DATA_DIR / "mail"
_smtp = env.smtp("EMAIL_URL")
if _smtp:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(_smtp)
else:
    EMAIL_BACKEND = "serva.mail.FolderBackend"
MAIL_WAITS = not _smtp  # a slow mail server must not tell strangers which addresses we know
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Serva <serva@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Other ways to tell people: SMS by 46elks, phones and browsers (the key is made by make_push_key), webhooks
PHONE_REGION = env.text("PHONE_REGION", "SE").upper()  # of numbers without a country code
SMS_URL = env.text("SMS_URL", "https://api.46elks.com/a1/sms")
SMS_USER = env.text("SMS_USER")
SMS_PASSWORD = env.secret("SMS_PASSWORD")
SMS_FROM = env.sms_sender("SMS_FROM", "Serva")
SMS_REPORT_URL = env.text("SMS_REPORT_URL")
PUSH_KEY_PATH = DATA_DIR / "push-key"
PUSH_KEY = env.secret("PUSH_KEY") or env.content(PUSH_KEY_PATH)
ALLOW_PRIVATE_ADDRESSES = env.flag("ALLOW_PRIVATE_ADDRESSES")

# Log-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "/"
SECOND_FACTOR_REQUIRED = not (DEMO or TESTING)
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.PasswordLoginForm",
    "request_login_code": "accounts.forms.CodeRequestForm",
    "confirm_login_code": "accounts.forms.CodeConfirmForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.PasswordChoiceForm",
    "reset_password": "accounts.forms.PasswordResetForm",
    "reset_password_from_key": "accounts.forms.PasswordResetKeyForm",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.SecondStepAgainForm",
    "activate_totp": "accounts.forms.SecondStepSetupForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the office enters addresses; nobody signs up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Serva"
FORM_SECONDS = env.integer("FORM_SECONDS", 0 if TESTING else 3, low=0, high=60)
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0, low=0, high=5)

# Wagtail
WAGTAIL_AUTOSAVE_INTERVAL = 0  # it doubles questions that were just added: wagtail issue 14568, open in Wagtail 8.0
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address is typed, printed and called
WAGTAIL_SITE_NAME = "Serva"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska")]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Security
ALLOWED_HOSTS = sorted({_site.hostname or "", *env.words("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]"} - {""})
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "serva.csrf.failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 365 * 24 * 3600, low=0, high=10**9) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself excepts its previews

# Two content security policies: strict everywhere, and one that lets Wagtail's inline scripts run under /admin/
_STRICT: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _STRICT}
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": _STRICT
    | {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "frame-src": [SELF],
        "media-src": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "modelsearch": {"level": "WARNING"},  # each index kept, several lines a save
        "wagtail": {"level": "WARNING"},
        "huey": {"handlers": ["console"], "propagate": False},  # or its worker would say everything twice
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}
