"""WSGI application of the page benchmark: the site over the database that BENCH_DATABASE names, and an empty view."""

import logging
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import override_settings  # noqa: E402

logging.disable(logging.INFO)
override_settings(ROOT_URLCONF="bench.pages", DEBUG=False, ALLOWED_HOSTS=["*"]).enable()
for alias in connections:
    connections[alias].settings_dict["NAME"] = os.environ["BENCH_DATABASE"]
application = WSGIHandler()
