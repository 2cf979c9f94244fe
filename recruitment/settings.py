import os
from pathlib import Path

import dj_database_url

from recruitment.embedded import database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "development-only")
ALLOWED_HOSTS = ["*"]
SITE_NAME = os.environ.get("SITE_NAME", "Dripline")
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "outbox",
    "accounts",
    "jobs",
    "candidates",
    "applications",
    "alerts",
]
AUTH_USER_MODEL = "accounts.User"
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / ".data")).resolve()
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or database_url(DATA_DIR))}
if host := DATABASES["default"].get("OPTIONS", {}).pop("host", None):
    DATABASES["default"]["HOST"] = host
ROOT_URLCONF = "recruitment.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
