from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from jobs.actions import expire_postings


class Command(BaseCommand):
    help = "End every live posting whose last day is over. This is what beat runs each minute."

    def add_arguments(self, parser):
        parser.add_argument("--at", metavar="ISO-TIME", help="as if it were this time; UTC without an offset")

    def handle(self, *, at, **options):
        moment = parse_datetime(at) if at else timezone.now()
        if moment is None:
            raise CommandError(f"“{at}” is no time. Write 2026-12-01T07:00:00-05:00.")
        count = expire_postings(at=moment if timezone.is_aware(moment) else timezone.make_aware(moment))
        self.stdout.write(f"{count} posting{'' if count == 1 else 's'} expired.")
