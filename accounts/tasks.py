from celery import shared_task

from accounts import limits


@shared_task
def forget_attempts():
    limits.forget_old()
