"""Logs: one line per event, JSON or text, with request and task ids and without personal data.

What is bound with `bind` (request id, task id) stands in every line of that request or task.
E-mail addresses and the values in PostgreSQL's error details are struck out of every line.
"""

import contextvars
import json
import logging
import re
from datetime import UTC, datetime

_context = contextvars.ContextVar("log_context", default={})  # noqa: B039  (never changed in place)

EMAIL_ADDRESS = re.compile(r"[\w.+%'-]{1,64}@[\w.-]{1,255}")
ERROR_DETAIL = re.compile(r"(Key \(.*?\)=)\([^\n]*\)|(Failing row contains) \([^\n]*\)")
STANDARD_FIELDS = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def bind(**fields):
    """Adds fields to every following line of this request or task; returns a token for `unbind`."""
    return _context.set({**_context.get(), **fields})


def unbind(token):
    _context.reset(token)


def bound():
    """The fields in force now, such as {"request_id": "..."}."""
    return dict(_context.get())


def scrub(text):
    """`text` without e-mail addresses and without the values that PostgreSQL quotes in its errors."""
    text = EMAIL_ADDRESS.sub("[address]", text)
    return ERROR_DETAIL.sub(lambda match: f"{match[1] or match[2]}[values]", text)


def _fields(record):
    """The event's own fields (logger.info("...", extra={...})), plain values only."""
    extra = {name: value for name, value in record.__dict__.items() if name not in STANDARD_FIELDS}
    return {
        name: scrub(value) if isinstance(value, str) else value
        for name, value in (_context.get() | extra).items()
        if isinstance(value, str | int | float | bool | None)
    }


def _trace(formatter, record):
    return scrub(formatter.formatException(record.exc_info)) if record.exc_info else None


class JsonFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": scrub(record.getMessage()),
            **_fields(record),
        }
        if trace := _trace(self, record):
            line["trace"] = trace
        return json.dumps(line, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    def format(self, record):
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        line = f"{time} {record.levelname.lower():7} {record.name}: {scrub(record.getMessage())}{fields}"
        trace = _trace(self, record)
        return f"{line}\n{trace}" if trace else line.replace("\n", "\\n")


class WithoutPaths(logging.Filter):
    """Django's request logger puts the path into its message, and paths hold signed tokens."""

    def filter(self, record):
        if record.args:
            record.msg, record.args = str(record.msg).split(":")[0].strip(), None
        return True


def configuration(log_format):
    """Django's LOGGING for "json" or "text"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_paths": {"()": WithoutPaths}},
        "formatters": {"json": {"()": JsonFormatter}, "text": {"()": TextFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": log_format}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Handlers are emptied so that every line takes our format, once.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # 4xx are in the request log already.
            "django.request": {
                "handlers": [],
                "level": "ERROR",
                "filters": ["without_paths"],
                "propagate": True,
            },
            "django.security": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "celery": {"level": "INFO"},
            # These two repeat a task's arguments or each tick at INFO.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
        },
    }
