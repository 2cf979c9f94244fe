"""The site's own settings, over a database and a Redis that are made for the run and vanish with it.

DATABASE_URL, REDIS_URL and DATA_DIR name lasting ones: DATA_DIR saves the second that a new cluster takes.
"""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")

for name in (
    "SECRET_KEY",
    "DEBUG",
    "SITE_URL",
    "SITE_NAME",
    "EMAIL_URL",
    "SENTRY_DSN",
    "ALLOWED_HOSTS",
    "EMAIL_WEBHOOK_PROVIDER",
    "EMAIL_WEBHOOK_SECRET",
):
    os.environ.pop(name, None)  # a developer's own must not decide what the tests find
os.environ["PROCESS_ROLE"] = "web"
if not os.environ.get("DATA_DIR"):
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="tests-")
    os.environ["EMBEDDED_THROWAWAY"] = "1"
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from recruitment import embedded  # noqa: E402

# Processes that pytest starts inherit the variable: only a Redis named from outside is somebody else's.
if os.environ.get("REDIS_URL") and "TESTS_OWN_REDIS" not in os.environ:
    # The upper databases, so that what the lower ones hold is left alone.
    _number = 8 + int(WORKER.removeprefix("gw")) % 8
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_number}").geturl()
else:
    os.environ["TESTS_OWN_REDIS"] = "1"
    _redis_dir = os.path.join(os.environ["DATA_DIR"], "tests", f"{WORKER}-{os.getpid()}")
    _redis = embedded.start_redis(_redis_dir, persistent=False)
    atexit.register(shutil.rmtree, _redis_dir, ignore_errors=True)
    atexit.register(_redis.wait)
    atexit.register(_redis.terminate)
    os.environ["REDIS_URL"] = embedded.redis_url(_redis_dir)

from jinja2 import StrictUndefined  # noqa: E402

from recruitment.settings import *  # noqa: E402, F403
from tests.strict import UndefinedVariable  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()  # noqa: F405
TEMPLATES[1]["OPTIONS"]["undefined"] = StrictUndefined  # noqa: F405
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MEDIA_ROOT = DATA_DIR / "tests" / f"media-{WORKER}"  # noqa: F405
PRIVATE_FILES["OPTIONS"] = {"location": MEDIA_ROOT}  # noqa: F405
VOCABULARY_CACHE_SECONDS = 0  # each test has a vocabulary of its own
