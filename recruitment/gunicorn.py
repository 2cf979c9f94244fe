"""gunicorn -c python:recruitment.gunicorn recruitment.wsgi"""

import os

from recruitment.logging import configuration

_in_development = os.environ.get("DEBUG", "0" if "SECRET_KEY" in os.environ else "1") == "1"

_host = os.environ.get("HOST") or ("127.0.0.1" if _in_development else "0.0.0.0")  # noqa: S104

bind = f"{_host}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 25
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
# Pasted searches may be long, and a long one deserves an answer of the site's own. 0 lifts gunicorn's
# 8 kB; the proxy in front and the parser's 1 MB still bound it.
limit_request_line = 0
raw_env = ["PROCESS_ROLE=web"]
accesslog = None  # recruitment.middleware writes a line per request, without paths and addresses
logconfig_dict = {
    **configuration(os.environ.get("LOG_FORMAT") or ("text" if _in_development else "json")),
    "loggers": {
        "gunicorn.error": {
            "handlers": [],
            "level": "WARNING" if _in_development else "INFO",
            "propagate": True,
        }
    },
}
