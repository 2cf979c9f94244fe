from celery import shared_task

from recruitment.health import beat_heart


@shared_task
def heartbeat():
    beat_heart()
