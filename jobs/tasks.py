from celery import shared_task

from jobs import actions


@shared_task
def expire_postings():
    actions.expire_postings()
