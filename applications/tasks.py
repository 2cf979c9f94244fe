from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from applications import clock, reply_record
from candidates.actions import delete_orphan_files


@shared_task
def close_unanswered_applications():
    clock.close_unanswered_applications(at=timezone.now())


@shared_task
def keep_reply_records():
    reply_record.keep_reply_records(at=timezone.now())


@shared_task
def send_reminders():
    clock.send_reminders(at=timezone.now())


@shared_task
def purge_expired_data():
    clock.purge_expired_data(at=timezone.now())
    delete_orphan_files(older_than=timezone.now() - timedelta(days=1))
