"""The settings as they are read at a start, each in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "9f3kd02mxq7LwzRty6Hv1Bnc5Jpa8SeguD4oXiCKTQGZsWmEhV",
    "DATABASE_URL": "postgres://nobody@localhost/none",
    "REDIS_URL": "redis://localhost:6379/0",
    "ALLOWED_HOSTS": "jobs.example.com",
    "SITE_URL": "https://jobs.example.com",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "board@jobs.example.com",
    "MEDIA_ROOT": "/srv/media",
}


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_production_passes_the_deploy_checks():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_production_without_anything_says_all_that_is_missing():
    done = manage("check", DEBUG="0")

    assert done.returncode == 1
    for name in PRODUCTION.keys() - {"DEBUG"}:
        assert f"- {name} " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"DEBUG"}))
def test_production_does_not_start_without_each_of_its_variables(name):
    done = manage("check", **{**PRODUCTION, name: ""})

    assert done.returncode == 1
    assert f"- {name} " in done.stderr
    assert done.stderr.count("\n  - ") == 1


def test_a_secret_key_alone_makes_it_production():
    done = manage("check", SECRET_KEY=PRODUCTION["SECRET_KEY"])

    assert done.returncode == 1
    assert "DATABASE_URL is missing" in done.stderr


def test_files_go_to_one_place():
    done = manage("check", **PRODUCTION, S3_BUCKET="resumes")

    assert "MEDIA_ROOT or S3_BUCKET: exactly one of the two" in done.stderr


@pytest.mark.parametrize(
    ("given", "header"),
    [
        ({}, "max-age=31536000"),
        ({"HSTS_SCOPE": "subdomains"}, "max-age=31536000; includeSubDomains"),
        ({"HSTS_SCOPE": "preload"}, "max-age=31536000; includeSubDomains; preload"),
    ],
)
def test_only_who_owns_the_domain_speaks_for_its_subdomains(given, header):
    ask = (
        "from django.test import Client; "
        "answer = Client().get('/health/live', secure=True, headers={'host': 'jobs.example.com'}); "
        "print(answer['Strict-Transport-Security'])"
    )
    done = manage("shell", "--no-imports", "--command", ask, **PRODUCTION, **given)

    assert done.stdout.splitlines()[-1:] == [header], done.stderr


def test_the_example_names_every_variable_that_is_read():
    code = "".join((ROOT / "recruitment" / f"{name}.py").read_text() for name in ("settings", "gunicorn"))
    read = set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z0-9_]+)"', code)) - {"PROCESS_ROLE", "HOST"}
    named = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert {"SECRET_KEY", "EMAIL_URL", "PORT"} <= read
    assert read <= named
