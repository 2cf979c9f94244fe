from celery import shared_task

from outbox import actions


@shared_task
def send_outgoing_mail(pk):
    actions.send_mail_row(pk)


@shared_task
def sweep_outbox():
    actions.sweep_outbox()


@shared_task
def report_outbox():
    actions.report_outbox()


@shared_task
def purge_mail():
    actions.purge_mail()
