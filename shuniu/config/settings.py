"""Settings of every installation. What differs between two of them comes from the environment:

SHUNIU_HOME           state, keys, backups (default `var/` in a checkout)
SHUNIU_DATABASE_URL   default: SQLite in the home
SHUNIU_ORIGIN         the address people type, e.g. https://centre.example.cn (default http://127.0.0.1:8000);
                      https turns on secure cookies, HSTS and the redirect
SHUNIU_HOSTS          further host names, separated by commas
SHUNIU_SUITE          `aes` (default) or `sm`, the national suite: for newly sealed fields, and for the next signing key
                      (Ed25519 or SM2)
SHUNIU_DEMO           `1` offers "enter as …"; set by `shuniu demo` alone
SHUNIU_PROXIES        how many proxies of ours stand before the program; their X-Forwarded-For tells who asks
                      (default 1 where the origin is https, else 0)
"""

import os
from datetime import timedelta
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from shuniu.config.home import CHECKOUT, home, secret

SHUNIU_HOME = home()
SHUNIU_ORIGIN = os.environ.get("SHUNIU_ORIGIN", "http://127.0.0.1:8000").rstrip("/")
SHUNIU_SUITE = os.environ.get("SHUNIU_SUITE", "aes")
SHUNIU_DEMO = os.environ.get("SHUNIU_DEMO") == "1"
HTTPS = SHUNIU_ORIGIN.startswith("https://")
SHUNIU_PROXIES = int(os.environ.get("SHUNIU_PROXIES", HTTPS))

SECRET_KEY = secret("django.key")
DEBUG = False
ALLOWED_HOSTS = [
    urlsplit(SHUNIU_ORIGIN).hostname,
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("SHUNIU_HOSTS", "").split(",")),
]
CSRF_TRUSTED_ORIGINS = [SHUNIU_ORIGIN]
ROOT_URLCONF = "shuniu.config.urls"
WSGI_APPLICATION = "shuniu.config.wsgi.application"

INSTALLED_APPS = [
    "shuniu.kernel",
    "shuniu.people",
    "shuniu.organizations",
    "shuniu.groups",
    "shuniu.volunteers",
    "shuniu.casework",
    "shuniu.venues",
    "shuniu.activities",
    "shuniu.outcomes",
    "shuniu.desk",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "shuniu.kernel.static_files.StaticFilesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shuniu.kernel.signin.headers.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shuniu.kernel.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shuniu.kernel.signin.seat.SeatMiddleware",
    "shuniu.kernel.signin.headers.HeadersMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "shuniu.kernel.environment.environment",
            "context_processors": ["shuniu.kernel.environment.context_of"],
        },
    },
    {
        # Pages of libraries (allauth); ours are Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- Engines ----------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("SHUNIU_DATABASE_URL") or f"sqlite:///{SHUNIU_HOME / 'shuniu.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
# Django's engines: on SQLite the threads that write queue fairly, PostgreSQL keeps the plan of what is asked again
DATABASES["default"]["ENGINE"] = "shuniu.kernel.sqlite" if SQLITE else "shuniu.kernel.postgresql"
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        # A deferred transaction that turns into a writer fails with "database is locked"; IMMEDIATE waits its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
        "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
    }
    if SQLITE
    else {
        # A query whose client died must not keep its locks.
        "options": "-c client_connection_check_interval=10s -c statement_timeout=600s -c lock_timeout=30s",
        "pool": False,
        "server_side_binding": True,  # Django writes its questions so that values may go apart; the engine says which do
    }
)
if SQLITE:  # a file, not memory: threads, subprocesses and WAL behave in tests as they do in an office
    DATABASES["default"].setdefault("TEST", {})["NAME"] = SHUNIU_HOME / "test.sqlite3"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": SHUNIU_HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- Language, time ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOCALE_PATHS = [CHECKOUT / "shuniu" / "kernel" / "signin" / "locale"]  # beside what it translates
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())

# --- Static -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = SHUNIU_HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None

# --- Signing in -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "kernel.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "shuniu.kernel.signin.passwords.AnotherPassword"},
]
# Whoever has not signed in is sent here: in the demo to its cast.
LOGIN_URL = "kernel:enter_as" if SHUNIU_DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "shuniu.kernel.signin.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SESSION_REMEMBER = False  # closing the browser of an office's shared PC signs out
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Wrong passwords are counted by axes (below); the limit by key here holds for codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "30/m/ip,5/5m/key"}
MFA_ADAPTER = "shuniu.kernel.signin.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "shuniu.kernel.signin.keys.AddKeyForm",
    "edit_webauthn": "shuniu.kernel.signin.keys.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "枢纽 Shuniu"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: office phones are not always on time
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying on does not lengthen the wait
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "shuniu.kernel.signin.lockout.username_of"
AXES_CLIENT_IP_CALLABLE = "shuniu.kernel.limits.client_ip"
AXES_LOCKOUT_CALLABLE = "shuniu.kernel.signin.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # the trail says who signed in; a second list for ever is not needed
AXES_VERBOSE = False
SHUNIU_IDLE_MINUTES = {"staff": 30, "phone": 60 * 24 * 14}
SHUNIU_STAFF_HOURS = 12  # the longest a staff session lasts, however busy
SESSION_ENGINE = "shuniu.kernel.signin.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=SHUNIU_STAFF_HOURS).total_seconds())
CSRF_FAILURE_VIEW = "shuniu.kernel.signin.stale.stale_form"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# --- Headers ----------------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SHUNIU_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- Jobs -------------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SHUNIU_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
