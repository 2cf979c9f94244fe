"""All settings, for development, tests and production, from environment variables (see .env.example).

Without any variable this is a development site. It is a production site as soon as a SECRET_KEY is
given or DEBUG is 0; then what is missing or unsafe stops the start with a sentence.
"""

import os
import secrets
import ssl
from datetime import timedelta
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from recruitment import embedded
from recruitment.environment import Environment, database
from recruitment.logging import configuration as logging_configuration

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = Environment(os.environ, production=False).flag("DEBUG", default="SECRET_KEY" not in os.environ)
env = Environment(os.environ, production=not DEBUG)
env.flag("DEBUG", default=DEBUG)

# web, worker or command: set by wsgi.py and celery.py. Commands may take their time, requests may not.
PROCESS_ROLE = os.environ.get("PROCESS_ROLE", "command")

DATA_DIR = env.folder("DATA_DIR", BASE_DIR / ".data")
PORT = env.integer("PORT", 8000, least=1, most=65535)


def development_secret():
    """A random key kept in DATA_DIR, so that a restart does not log everybody out."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)  # whoever is first wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


# --- Site -----------------------------------------------------------------------------------------

SECRET_KEY = env.secret("SECRET_KEY", default=development_secret() if DEBUG else "")
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", ".localhost"] if DEBUG else []
)
SITE_URL = env.site_url("SITE_URL", default=f"http://localhost:{PORT}" if DEBUG else "")
SITE_NAME = env.text("SITE_NAME", "Dripline")
POSTAL_ADDRESS = env.text("POSTAL_ADDRESS")
IS_HTTPS = urlsplit(SITE_URL).scheme == "https"

ROOT_URLCONF = "recruitment.urls"
WSGI_APPLICATION = "recruitment.wsgi.application"
LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
FORMAT_MODULE_PATH = "recruitment.formats"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "accounts",
    "outbox",
    "jobs",
    "candidates",
    "applications",
    "alerts",
    "api",
    "recruitment",
    "recruitment.apps.RecruitmentAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "recruitment.middleware.RequestLogMiddleware",
    "recruitment.middleware.CleanUrlMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "recruitment.middleware.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recruitment.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recruitment.middleware.StaffSecondFactorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "recruitment.context_processors.site",
            ],
        },
    },
    {
        # For what stands on a page many times over; pages call it through {% macro %}.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "recruitment.macros.environment",
            "trim_blocks": True,
            "lstrip_blocks": True,
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Databases ------------------------------------------------------------------------------------

# Milliseconds a statement may take. Imports, index builds and benchmarks run as commands: no limit there.
STATEMENT_TIMEOUT = {"web": 5_000, "worker": 60_000}.get(PROCESS_ROLE, 0)
LOCK_TIMEOUT = {"web": 2_000, "worker": 10_000}.get(PROCESS_ROLE, 0)
DATABASE_OPTIONS = {
    "connect_timeout": 3,
    "options": (
        f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout={LOCK_TIMEOUT} "
        f"-c idle_in_transaction_session_timeout={15_000 if PROCESS_ROLE == 'web' else 0} -c jit=off"
    ),
}
POSTGRES = ("postgres", "postgresql")
DATABASE_URL = env.url("DATABASE_URL", schemes=POSTGRES, required="it names the PostgreSQL database.")
DATABASE_REPLICA_URL = env.url("DATABASE_REPLICA_URL", schemes=POSTGRES)
DATABASES = {}
if DEBUG and not DATABASE_URL and not env.problems:
    try:
        DATABASE_URL = embedded.database_url(DATA_DIR)
    except embedded.EmbeddedError as error:
        env.refuse("DATABASE_URL", f"is not set, and the embedded PostgreSQL is not available. {error}")
if DATABASE_URL:
    DATABASES["default"] = database(DATABASE_URL, options=DATABASE_OPTIONS)
if DATABASE_REPLICA_URL:
    DATABASES["replica"] = database(DATABASE_REPLICA_URL, options=DATABASE_OPTIONS)
# Where reading alone may go: the search asks this alias.
READ_DATABASE = "replica" if DATABASE_REPLICA_URL else "default"
# How old the vocabulary and the words of the search may be in a process's memory.
VOCABULARY_CACHE_SECONDS = 60

# --- Redis: task broker and cache; PostgreSQL is the record, Redis may be emptied at any time ----------

REDIS_URL = env.url(
    "REDIS_URL",
    default=embedded.redis_url(DATA_DIR) if DEBUG else "",
    schemes=("redis", "rediss", "unix"),
    required="it names the Redis for tasks and cache.",
)
CACHES = {
    "default": {
        "BACKEND": "recruitment.cache.FailOpenRedisCache",
        "LOCATION": REDIS_URL or "redis://",
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A whole lost worker's tasks come back after visibility_timeout, which must exceed the longest task.
# Without the two socket timeouts a hung Redis would block a web request for ever.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 1 if PROCESS_ROLE == "web" else 10,
    "socket_connect_timeout": 1 if PROCESS_ROLE == "web" else 2,
    "health_check_interval": 30,
    "unacked_restore_throttle": 1,
    # Kombu waits 2 s and tries again, which a page must not; the sweepers find what was not announced.
    **({"max_retries": 0} if PROCESS_ROLE == "web" else {}),
}
if REDIS_URL.startswith("rediss:"):
    CELERY_BROKER_USE_SSL = {"ssl_cert_reqs": ssl.CERT_REQUIRED}
# The sweepers re-enqueue from PostgreSQL what could not be published, so a request need not insist.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True

# --- Accounts -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Of accounts below all other apps: a function that takes the user and knows their pages.
START_PAGE = "recruitment.start.start_page"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
# Only in the browser that signed up: the link alone logs nobody in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
REQUIRE_STAFF_MFA = env.flag("REQUIRE_STAFF_MFA", default=not DEBUG)
# How many proxies of ours stand before the site: with a wrong number all visitors share one rate limit.
TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0 if DEBUG else 1, least=0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# What else holds a person's address: erasing an account asks each. Apps beside each other import neither way.
ERASE_ADDRESS_IN = ["alerts.actions.forget_address"]
# What else lets somebody act for a facility: leaving its team, or being its owner no more, asks each.
LEAVE_TEAM_IN = ["api.actions.revoke_keys_of"]

# --- Browser security -----------------------------------------------------------------------------

SECURE_COOKIES = not DEBUG
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE_COOKIES else "sessionid"
SESSION_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=7).total_seconds())
CSRF_COOKIE_NAME = "__Host-csrftoken" if SECURE_COOKIES else "csrftoken"
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
CSRF_FAILURE_VIEW = "recruitment.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = not DEBUG and IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_HSTS_SECONDS = 0 if DEBUG else int(timedelta(days=365).total_seconds())
# This host alone, unless the operator owns the domain above it: other sites there may not speak HTTPS, and
# browsers keep a preload for years.
HSTS_SCOPE = env.choice("HSTS_SCOPE", "host", ("host", "subdomains", "preload"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG and HSTS_SCOPE != "host"
SECURE_HSTS_PRELOAD = not DEBUG and HSTS_SCOPE == "preload"
# W005 and W021 ask for the two above, which are the operator's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"  # signed links must not leak to other sites
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF] if DEBUG else [NONE],  # the mail reader of development frames a mail
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "candidates.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Static and uploaded files ------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
S3_BUCKET = env.text("S3_BUCKET")
MEDIA_ROOT = env.folder("MEDIA_ROOT", None if S3_BUCKET else DATA_DIR / "media")
if env.production and bool(S3_BUCKET) == bool(env.text("MEDIA_ROOT")):
    env.refuse("MEDIA_ROOT", "or S3_BUCKET: exactly one of the two must say where uploaded files are kept.")
if S3_BUCKET and not find_spec("storages"):
    env.refuse("S3_BUCKET", "is set, but the package is missing: pip install 'django-storages[s3]'.")
MEDIA_URL = ""  # no address: uploaded files leave only through views that check who asks
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
PRIVATE_FILES = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": S3_BUCKET, "default_acl": "private", "file_overwrite": False},
    }
    if S3_BUCKET
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT},
    }
)
STORAGES = {
    "default": PRIVATE_FILES,
    "private": PRIVATE_FILES,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "recruitment.static_files.SiteStaticFilesStorage",
    },
}

# --- Mail -----------------------------------------------------------------------------------------

MAIL = env.mail("EMAIL_URL", default=f"file://{DATA_DIR / 'outbox'}" if DEBUG else "")
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_FILE_PATH = MAIL.get("EMAIL_FILE_PATH")
EMAIL_HOST = MAIL.get("EMAIL_HOST", "localhost")
EMAIL_PORT = MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = MAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = MAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL",
    f"{SITE_NAME} <no-reply@demo.example>" if DEBUG else "",
    required="it is the sender of every mail.",
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if DEFAULT_FROM_EMAIL and "@" not in DEFAULT_FROM_EMAIL:
    env.refuse("DEFAULT_FROM_EMAIL", "is not an e-mail address.")
MAIL_DOMAIN = parseaddr(DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"

# Where the mail provider reports bounces and complaints; mail itself goes by EMAIL_URL alone.
MAIL_REPORTS = env.mail_reports("EMAIL_WEBHOOK_PROVIDER", "EMAIL_WEBHOOK_SECRET")
EMAIL_WEBHOOK_VIEW = MAIL_REPORTS["EMAIL_WEBHOOK_VIEW"]
ANYMAIL = MAIL_REPORTS["ANYMAIL"]

SECURITY_CONTACT = env.text("SECURITY_CONTACT", parseaddr(DEFAULT_FROM_EMAIL)[1])

# --- Logs and error reports -----------------------------------------------------------------------

LOG_FORMAT = env.choice("LOG_FORMAT", "text" if DEBUG else "json", ("json", "text"))
LOGGING = logging_configuration(LOG_FORMAT)
LOGGING_CONFIG = "logging.config.dictConfig"
SENTRY_DSN = env.url("SENTRY_DSN", schemes=("https", "http"))

env.finish()

if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(
        dsn=SENTRY_DSN, send_default_pii=False, include_local_variables=False, max_request_body_size="never"
    )
