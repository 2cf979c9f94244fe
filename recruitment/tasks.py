from celery import shared_task

from recruitment import home
from recruitment.health import beat_heart


@shared_task
def heartbeat():
    beat_heart()


@shared_task
def count_board():
    home.count_board()
