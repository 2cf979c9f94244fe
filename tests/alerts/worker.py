"""A real Celery worker with a lease of seconds, to be killed. Run: python -m tests.alerts.worker"""

from datetime import timedelta

from recruitment.celery import app

if __name__ == "__main__":
    import django

    django.setup()
    from alerts.models import Delivery

    Delivery.LEASE = timedelta(seconds=5)
    app.worker_main(["--quiet", "worker", "--concurrency=2", "--without-gossip", "--without-mingle"])
