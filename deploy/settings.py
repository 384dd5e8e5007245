"""The one settings file: embedded by default, scaled and hardened by environment.

DEBUG, SECRET_KEY, HOSTS, ORIGIN, DATABASE_URL, REDIS_URL, EMAIL_URL, DATA_DIR, PORT and DEMO are all there is to set;
`deploy/.env.example` explains each. Without DEBUG or DEMO it is production: unsafe defaults refuse to start.
"""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from commons.ui import languages

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).absolute()
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
PRODUCTION = not (DEBUG or DEMO)
PORT = env.int("PORT", 8000)


def secret_key() -> str:
    """The key from SECRET_KEY, else one generated once into DATA_DIR, readable by its owner alone."""
    if given := env.str("SECRET_KEY", ""):
        if PRODUCTION and (len(given) < 50 or len(set(given)) < 10 or given.startswith("django-insecure-")):
            raise ImproperlyConfigured("SECRET_KEY is too weak for production: give 50 random characters, or none to have one made.")
        return given
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            kept.hardlink_to(fresh)  # two processes starting at once: the first one's key stands
        except FileExistsError:
            pass
        fresh.unlink()
    return kept.read_text()


def required_in_production(name: str, default: str) -> str:
    if PRODUCTION and not env.str(name, ""):
        raise ImproperlyConfigured(f"{name} is not set. Production needs it; DEMO=1 serves the demonstration without.")
    return env.str(name, default)


SECRET_KEY = secret_key()
ORIGIN = required_in_production("ORIGIN", f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = required_in_production("HOSTS", "localhost,127.0.0.1,[::1]").split(",")
if PRODUCTION and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("HOSTS may not be * in production: name the hosts that are yours.")
SECURE = urlsplit(ORIGIN).scheme == "https"
if PRODUCTION and not SECURE:
    raise ImproperlyConfigured("ORIGIN must be https:// in production: sessions travel in cookies.")

INSTALLED_APPS = [
    "commons.ui",
    "commons.journal",
    "commons.people",
    "commons.realtime",
    "commons.media",
    "commons.notify",
    "chat",
    "marketplace.catalog",
    "marketplace.orders",
    "marketplace.boards",
    "marketplace.ledger",
    "events",
    "deploy",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "channels",
    "csp",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # before the policy, which is of pages: it would weigh as much as a script
    "csp.middleware.CSPMiddleware",
    "commons.media.middleware.keep_devices_to_our_pages",
    "commons.ui.middleware.CompressWords",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "commons.ui.middleware.speak_her_language",
    "commons.ui.middleware.refuse_what_was_let_go",
    "commons.ui.middleware.lead_to_the_page",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commons.people.middleware.keep_out_the_suspended",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commons.ui.context.shell",
                "commons.journal.context.epoch",
            ],
        },
    }
]

FORM_RENDERER = "commons.ui.forms.FeltForms"
ROOT_URLCONF = "deploy.urls"
ASGI_APPLICATION = "deploy.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL with psycopg's pool; else SQLite in DATA_DIR, durable at every commit."""
    if env.str("DATABASE_URL", ""):
        given = env.db("DATABASE_URL")
        if PRODUCTION and given["PASSWORD"] == "change-me":  # noqa: S105  the example's
            raise ImproperlyConfigured("DATABASE_URL still has the example's password: choose one.")
        given["CONN_MAX_AGE"] = 0  # under ASGI a kept connection belongs to a thread that may never return
        given.setdefault("OPTIONS", {})["pool"] = {"min_size": 2, "max_size": 20, "timeout": 10}
        return given
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "birge.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON",
        },
    }


DATABASES = {"default": database()}
REDIS_URL = env.str("REDIS_URL", "")
EMBEDDED = not REDIS_URL  # one serving process, with the worker inside
if REDIS_URL and not env.str("DATABASE_URL", ""):
    raise ImproperlyConfigured("REDIS_URL without DATABASE_URL: several processes need PostgreSQL.")

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "commons.people.adapter.NobodySignsUpAlone"
ACCOUNT_RATE_LIMITS = False  # allauth counts per address, and a whole workshop shares one; people/limits.py counts per account
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "commons.people.sessions"
SESSION_COOKIE_AGE = 180 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "commons.ui.views.show_csrf_failure"
REALTIME_VERBS_PER_SECOND = 10  # each socket and each member, with bursts of three times that; the bench lifts it
REALTIME_CONNECTIONS_PER_MEMBER = 20  # in each process
EVENTSTREAM_CHANNELMANAGER_CLASS = "commons.realtime.eventstream.ChannelManager"
EVENTSTREAM_STORAGE_CLASS = "commons.realtime.eventstream.JournalStorage"


def mail() -> dict[str, Any]:
    """What EMAIL_URL says; from whoever signs in there, if that is an address."""
    given = env.email_url("EMAIL_URL") if env.str("EMAIL_URL", "") else {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    user = given.get("EMAIL_HOST_USER") or ""
    return {**given, "DEFAULT_FROM_EMAIL": user if "@" in user else f"birge@{urlsplit(ORIGIN).hostname}", "EMAIL_TIMEOUT": 10}


vars().update(mail())
MAILS = bool(env.str("EMAIL_URL", ""))  # without it none goes out, and it counts as reaching nobody
PUSH_TO_LOOPBACK = not PRODUCTION  # a demonstration's push service may be on this machine; otherwise public hosts alone

SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
WEBSOCKET_ORIGIN = ORIGIN.replace("http", "ws", 1)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF, WEBSOCKET_ORIGIN],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "ky"
LANGUAGES = languages.LANGUAGES
FORMAT_MODULE_PATH = languages.FORMAT_MODULE_PATH
LOCALE_PATHS = languages.LOCALE_PATHS
TIME_ZONE = "Asia/Bishkek"  # of every lab: the country has one
USE_TZ = True

# as robots.txt writes them: what a search engine may read, and what of it is hers who looks
PUBLIC_PAGES = ["/$", "/market/", "/media/"]
PRIVATE_PAGES = ["/market/orders/", "/market/mine/", "/market/favourites/"]
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # they are for our own pages, and each head of a script weighs
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "commons.ui.storage.HashedStatic"},
}
MEDIA_ROOT = DATA_DIR / "media"  # given out by commons/media/views.py alone, to those whom a door lets in
FILE_UPLOAD_HANDLERS = [
    "commons.media.uploads.NothingBeyond",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # to be counted; more than commons/media/uploads.py lets in are let go while they come
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_tokens": {"()": "deploy.logs.WithoutTokens"}, "in_one_line": {"()": "deploy.logs.InOneLine"}},
    "formatters": {"line": {"()": "deploy.logs.WithoutWords", "format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_tokens", "in_one_line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "birge": {"level": "INFO"},
        "uvicorn.error": {"handlers": [], "propagate": True},
    },
}
