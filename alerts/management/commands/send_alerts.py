from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from alerts.models import Alert
from alerts.sending import send_due

WORDS = {
    "woken": "instant alerts woken",
    "sent": "sent",
    "empty": "with nothing to tell",
    "waiting": "wait for the mail server",
    "refused": "refused by the mail server",
    "uncertain": "handed over without an answer",
    "failed": "could not be written",
    "taken over": "taken over by another worker",
}
TROUBLE = ["waiting", "refused", "uncertain", "failed"]


def moment(text):
    at = parse_datetime(text)
    if at is None:
        raise CommandError(f"“{text}” is no time. Write 2026-12-01T07:00:00-05:00.")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


class Command(BaseCommand):
    help = "Send every alert that is due. This is what beat runs each minute."

    def add_arguments(self, parser):
        parser.add_argument("--frequency", choices=Alert.Frequency.values, help="only these; default all")
        parser.add_argument("--at", metavar="ISO-TIME", help="as if it were this time; UTC without an offset")

    def handle(self, *, frequency, at, **options):
        went = send_due(frequency=frequency, at=moment(at) if at else None)
        said = [f"{went[key]} {words}" for key, words in WORDS.items() if went[key]]
        self.stdout.write(("Alerts: " + ", ".join(said) if said else "No alert is due") + ".")
        if any(went[key] for key in TROUBLE):
            raise CommandError("Not every mail went out; what may be tried again will be.")
