import logging
import os
import sys
import warnings

from celery import Celery, signals
from celery.exceptions import SecurityWarning
from celery.schedules import crontab

from recruitment.logging import bind, bound, unbind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
if os.path.basename(sys.argv[0]) == "celery":
    os.environ.setdefault("PROCESS_ROLE", "worker")

# In a container the worker may be root; the warning is about pickled tasks, and ours are JSON alone.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("recruitment")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# All times are UTC: hours that people choose are kept with their own rows and zones.
app.conf.beat_schedule = {
    "heartbeat": {"task": "recruitment.tasks.heartbeat", "schedule": 30.0, "options": {"expires": 25}},
    # A tick that waited for a worker until the next one is worth nothing: what is due stays due.
    "expire-postings": {"task": "jobs.tasks.expire_postings", "schedule": 60.0, "options": {"expires": 55}},
    # What is not in the slabs yet is read row by row by each broad search, 20 microseconds apiece.
    "fold-changes": {"task": "jobs.tasks.fold_changes", "schedule": 15.0, "options": {"expires": 14}},
    # So that no visitor waits for what is counted over the whole board.
    "count-board": {"task": "recruitment.tasks.count_board", "schedule": 45.0, "options": {"expires": 40}},
    "read-for-sitemaps": {
        "task": "jobs.tasks.read_for_sitemaps",
        "schedule": 240.0,
        "options": {"expires": 200},
    },
    "send-alerts": {"task": "alerts.tasks.send_due", "schedule": 60.0, "options": {"expires": 55}},
    "sweep-outbox": {"task": "outbox.tasks.sweep_outbox", "schedule": 60.0, "options": {"expires": 55}},
    "forget-attempts": {"task": "accounts.tasks.forget_attempts", "schedule": 3600.0},
    "forget-api-calls": {"task": "api.tasks.forget_old", "schedule": 3600.0},
    "report-stale-alerts": {"task": "alerts.tasks.report_stale", "schedule": 300.0},
    "report-outbox": {"task": "outbox.tasks.report_outbox", "schedule": 900.0},
    "remind-facilities": {
        "task": "applications.tasks.send_reminders",
        "schedule": crontab(hour=14, minute=0),
    },
    "close-unanswered": {
        "task": "applications.tasks.close_unanswered_applications",
        "schedule": crontab(hour=8, minute=20),
    },
    # After the closing, which it counts.
    "keep-reply-records": {
        "task": "applications.tasks.keep_reply_records",
        "schedule": crontab(hour=8, minute=25),
    },
    "purge-expired-data": {
        "task": "applications.tasks.purge_expired_data",
        "schedule": crontab(hour=8, minute=30),
    },
    "keep-alerts": {"task": "alerts.tasks.keep_alerts", "schedule": crontab(hour=8, minute=40)},
    "count-words": {"task": "jobs.tasks.count_words", "schedule": crontab(hour=9, minute=0)},
    "purge-mail": {"task": "outbox.tasks.purge_mail", "schedule": crontab(hour=8, minute=50)},
}

logger = logging.getLogger(__name__)
_tokens = {}


@signals.setup_logging.connect
def use_our_logging(**_):
    """Connected so that Celery leaves logging as settings.LOGGING has it."""


@signals.worker_ready.connect
def report_ready(**_):
    from recruitment.health import beat_heart

    beat_heart()


@signals.before_task_publish.connect
def send_request_id(headers=None, **_):
    if headers is not None and "request_id" in bound():
        headers["request_id"] = bound()["request_id"]


@signals.task_prerun.connect
def bind_task(task_id=None, task=None, **_):
    fields = {"task": task.name, "task_id": task_id}
    if request_id := getattr(task.request, "request_id", None) or (task.request.headers or {}).get(
        "request_id"
    ):
        fields["request_id"] = request_id
    _tokens[task_id] = bind(**fields)


@signals.task_postrun.connect
def unbind_task(task_id=None, task=None, state=None, **_):
    if task.name != "recruitment.tasks.heartbeat":
        logger.info("task", extra={"state": state})
    if token := _tokens.pop(task_id, None):
        unbind(token)
