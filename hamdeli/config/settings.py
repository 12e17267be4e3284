"""The one settings file. Every value that a place may want to change is an environment variable."""

import logging
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from hamdeli import __version__

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR: Path = env.path("HAMDELI_VAR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Demo mode signs anybody in by one click as one of the demonstration users: localhost only, never beside real users.
DEMO: bool = env.bool("HAMDELI_DEMO", False)
DEBUG: bool = env.bool("HAMDELI_DEBUG", False)
REQUIRE_SECOND_FACTOR: bool = env.bool("HAMDELI_REQUIRE_SECOND_FACTOR", not DEMO)
LOCALHOST = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = LOCALHOST if DEMO else env.list("HAMDELI_HOSTS", LOCALHOST)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("HAMDELI_ORIGINS", [])
BEHIND_HTTPS: bool = env.bool("HAMDELI_HTTPS", False)
# How many proxies of ours stand before the site, each appending to X-Forwarded-For; 0 ignores that header.
PROXIES: int = env.int("HAMDELI_PROXIES", 0)
VERSION = __version__


def secret(name: str) -> str:
    """Return the secret `name` from the environment, or from a file of this installation, made at the first start."""
    given: str = env.str(f"HAMDELI_{name}", "")
    if given:
        return given
    kept = VAR_DIR / f"{name.lower()}.secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


SECRET_KEY = secret("SECRET_KEY")
SEALING_KEY = secret("SEALING_KEY")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "hamdeli.journal",
    "hamdeli.places",
    "hamdeli.accounts",
    "hamdeli.jobs",
    "hamdeli.questionnaires",
    "hamdeli.centres",
    "hamdeli.households",
    "hamdeli.volunteers",
    "hamdeli.support",
    "hamdeli.casework",
    "hamdeli.delegation",
    "hamdeli.proposals",
    "hamdeli.insight",
    "hamdeli.desk",
    "hamdeli.api",
    "hamdeli.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "hamdeli.accounts.middleware.PostsMiddleware",
    "hamdeli.accounts.middleware.SecondFactorMiddleware",
    "hamdeli.desk.drafting.DraftsMiddleware",
    "hamdeli.desk.ceilings.ExportCeiling",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hamdeli.config.urls"
WSGI_APPLICATION = "hamdeli.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "hamdeli" / "desk" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hamdeli.desk.navigation.context",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0;"
        "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'hamdeli.sqlite3'}"),
}
# Nothing is prepared by itself, but the standing questions may ask for it (`accounts/standing.py`): without a threshold
# psycopg does not let them, and PostgreSQL plans the longest of them anew for every page.
POSTGRESQL_OPTIONS = {"prepare_threshold": 1_000_000_000}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    SQLITE_OPTIONS if DATABASES["default"]["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
)
# A fresh connection reads the whole schema, with its triggers: 8 ms of every page on SQLite.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "hamdeli.accounts.backends.PostHolders",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:first_page"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "hamdeli.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# The lasting lock-out is django-axes'; this one only slows down a flood.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
MFA_TOTP_ISSUER = "Hamdeli"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Tracking would write on every request; signing in and out are recorded without it.
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "hamdeli.accounts.whence.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password"]

SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_HTTPS else "hamdeli-session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_HTTPS else "hamdeli-csrf"
SECURE_SSL_REDIRECT = BEHIND_HTTPS
# A probe on the same machine speaks plain HTTP and follows no redirect.
SECURE_REDIRECT_EXEMPT = [r"^api/health$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "interest-cohort")
}

# Progress is told through the cache, because inside one great transaction the database could not tell it.
ON_SQLITE: bool = DATABASES["default"]["ENGINE"].endswith("sqlite3")
CACHES = {
    "default": {
        "BACKEND": f"django.core.cache.backends.{'filebased.FileBasedCache' if ON_SQLITE else 'db.DatabaseCache'}",
        "LOCATION": VAR_DIR / "cache" if ON_SQLITE else "cache",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Uploaded lists hold national codes in plain text; after so many days they are deleted.
KEEP_UPLOADS_DAYS: int = env.int("HAMDELI_KEEP_UPLOADS_DAYS", 30)
# Of the files of a county, so many percent are drawn each month for the supervisor to check.
SUPERVISION_SHARE: int = env.int("HAMDELI_SUPERVISION_SHARE", 5)
JOB_LEASE_SECONDS: int = env.int("HAMDELI_JOB_LEASE", 15)
# Every kind of long work: its name, and the function that does it.
JOBS: dict[str, str] = {
    "list_preview": "hamdeli.delegation.taking_over.preview",
    "list_store": "hamdeli.delegation.taking_over.store",
    "proposals.solve": "hamdeli.proposals.solving.run",
    "proposals.approve": "hamdeli.proposals.executing.run",
    "coverage.site": "hamdeli.insight.coverage.computing.run",
    "insight.compute": "hamdeli.insight.jobs.run",
}

LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", _("Persian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "hamdeli" / "config" / "locale"]
LANGUAGE_COOKIE_NAME = "hamdeli-language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_TZ = True
TIME_ZONE = "Asia/Tehran"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR_DIR / "files"
# The fonts of letters as PDF.
LETTER_FONTS = BASE_DIR / "hamdeli" / "desk" / "static" / "vendor" / "vazirmatn-33.0.3"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000
FILE_UPLOAD_PERMISSIONS = 0o600
# On so many files one social worker works without a reason written down: the norm of the sister network.
FILES_PER_WORKER: int = env.int("HAMDELI_FILES_PER_WORKER", 200)
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.log_level("HAMDELI_LOG", logging.WARNING)},
}
