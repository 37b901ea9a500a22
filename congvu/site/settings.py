"""Settings, all from the environment. `docs/settings.md` lists the variables; `congvu doctor` checks them.

Nothing here is needed to try the software: without any variable the data lie in `var/demo` on SQLite.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CONGVU_DATA", ROOT / "var" / "demo")).absolute()
DATA.mkdir(parents=True, exist_ok=True)
# The data say themselves that they are a demonstration: `congvu demo build` leaves the file.
DEMO = os.environ.get("CONGVU_DEMO", str(int((DATA / "demo.json").exists()))) == "1"
HTTPS = os.environ.get("CONGVU_HTTPS") == "1"
TRUSTED_PROXIES = int(os.environ.get("CONGVU_PROXIES", "0"))


def _secret() -> str:
    """The key from the environment, or one made once and kept beside the data, readable by the owner only."""
    if key := os.environ.get("CONGVU_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        draft.replace(path)
    return path.read_text()


def _database() -> dict[str, Any]:
    url = os.environ.get("CONGVU_DATABASE_URL")
    if url and not url.startswith("sqlite"):
        found: dict[str, Any] = dict(dj_database_url.parse(url))
        # A new connection per request costs five times the request itself; the pool keeps them open.
        found["OPTIONS"] = {**found.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": url.removeprefix("sqlite:///") if url else DATA / "congvu.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            # Take the write lock at BEGIN: two writers wait for one another instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            # FULL: what was acknowledged survives a power cut too, not only a killed process.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000;",
        },
    }


SECRET_KEY = _secret()
DEBUG = os.environ.get("CONGVU_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CONGVU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]
PUBLIC_ADDRESS = os.environ.get("CONGVU_ADDRESS", "http://localhost:8000").rstrip("/")

ROOMS = [
    "web",
    "journal",
    "people",
    "agencies",
    "files",
    "clocks",
    "inbox",
    "queues",
    "procedures",
    "content",
    "dossiers",
    "online",
    "payments",
    "notices",
    "reorganisation",
    "statistics",
    "measures",
    "plans",
    "reporting",
    "progress",
    "desk",
    "portal",
    "api",
    "site",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *[f"congvu.{room}" for room in ROOMS],
]
MIDDLEWARE = [
    "congvu.web.middleware.ForwardedMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "congvu.web.middleware.LanguageMiddleware",
    "congvu.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "congvu.web.middleware.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "congvu.people.middleware.IdleMiddleware",
    "congvu.agencies.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "congvu.files.middleware.TooMuchMiddleware",
    "congvu.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "congvu.site.urls"
WSGI_APPLICATION = "congvu.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "congvu.site.navigation.frame",
            ],
            "builtins": ["congvu.web.templatetags.web"],
        },
    }
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "congvu.people.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people-sign-in"
LOGIN_REDIRECT_URL = "desk-home"
LOGOUT_REDIRECT_URL = "portal-home"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The provider of national e-identity, by OpenID Connect. Without one citizens sign in with local accounts only.
OIDC_ISSUER = os.environ.get("CONGVU_OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("CONGVU_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("CONGVU_OIDC_CLIENT_SECRET", "")
OIDC_NAME = os.environ.get("CONGVU_OIDC_NAME", "VNeID")
OIDC_SCOPE = os.environ.get("CONGVU_OIDC_SCOPE", "openid profile")
OIDC_NUMBER_CLAIM = os.environ.get("CONGVU_OIDC_NUMBER_CLAIM", "id_number")
# "urn:eid:1=2 urn:eid:2=3": which `acr` (or else `amr`) of the provider is which level of `people.rules.Assurance`.
OIDC_LEVELS = {
    acr: int(level)
    for acr, _sign, level in (one.rpartition("=") for one in os.environ.get("CONGVU_OIDC_LEVELS", "").split())
    if level in {"1", "2", "3"}
}

# Five wrong passwords close one account for one address for a quarter of an hour: long enough to spoil guessing,
# short enough that a clerk who mistyped need not call anybody.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "people/locked_out.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The name that stands beside the word mark on every page.
PROVINCE = os.environ.get("CONGVU_PROVINCE", "")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [ROOT / "congvu" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

PACKS_ROOT = Path(os.environ.get("CONGVU_PACKS", ROOT / "packs"))
# Of one client of the machine API, in a minute.
API_CALLS_PER_MINUTE = int(os.environ.get("CONGVU_API_CALLS", "600"))
# Webhooks call the open internet only; a demonstration may call this machine too.
WEBHOOKS_PRIVATE = DEMO or os.environ.get("CONGVU_WEBHOOKS_PRIVATE") == "1"
FILES_ROOT = DATA / "files"
# Without a gateway fees are paid at the counter only.
PAYMENT_URL = os.environ.get("CONGVU_PAYMENT_URL", "")
PAYMENT_MERCHANT = os.environ.get("CONGVU_PAYMENT_MERCHANT", "")
PAYMENT_SECRET = os.environ.get("CONGVU_PAYMENT_SECRET", "")
# Without a server messages wait in the outbox. A demonstration writes them into the folder and to nobody.
SMTP_URL = os.environ.get("CONGVU_SMTP", "")
MAIL_FOLDER = DATA / "mail"
# Texts wait in the same way. Those that can wait are not sent at night.
SMPP_URL = os.environ.get("CONGVU_SMPP", "")
SMS_QUIET = os.environ.get("CONGVU_SMS_QUIET", "21:00-07:00")
SMS_DIACRITICS = os.environ.get("CONGVU_SMS_DIACRITICS") == "1"
# By it the province's telephone system may ask where a dossier is; without it nobody is answered there.
PHONE_TOKEN = os.environ.get("CONGVU_PHONE_TOKEN", "")
MAIL_FROM = os.environ.get("CONGVU_MAIL_FROM") or f"cong-vu@{urlsplit(PUBLIC_ADDRESS).hostname or 'localhost'}"
FILE_MAX_BYTES = int(os.environ.get("CONGVU_FILE_MAX_BYTES", 20 * 1024 * 1024))
UPLOAD_MAX_BYTES = 10 * FILE_MAX_BYTES  # of all files that one page sends: forty photos of a phone are 200 MB at most
FILE_UPLOAD_HANDLERS = [
    "congvu.files.arrival.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django_tasks_db": {"level": "ERROR"}},  # it warns of every orderly stop
    "root": {"handlers": ["console"], "level": os.environ.get("CONGVU_LOG", "WARNING")},
}
