from celery import shared_task

from alerts import sending, upkeep

# A task ends before the next but four ticks; what it has not sent is due still and goes to the next.
SECONDS = 200


@shared_task
def send_due(frequency=None):
    sending.send_due(frequency=frequency, seconds=SECONDS)


@shared_task
def report_stale():
    upkeep.report_stale()


@shared_task
def keep_alerts():
    """Once a day."""
    upkeep.refresh_queries()
    upkeep.purge()
    upkeep.ask_still_looking()
    upkeep.pause_silent()
