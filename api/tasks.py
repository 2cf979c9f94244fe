from celery import shared_task

from api import actions


@shared_task
def forget_old():
    actions.forget_old()
