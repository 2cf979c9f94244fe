from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime


class ClockCommand(BaseCommand):
    """A command that does what beat runs, as of now or of --at."""

    def add_arguments(self, parser):
        parser.add_argument("--at", metavar="ISO-TIME", help="as if it were this time; UTC without an offset")

    def handle(self, *, at, **options):
        try:
            moment = parse_datetime(at) if at else timezone.now()
        except ValueError:  # well formed, but no such day
            moment = None
        if moment is None:
            raise CommandError(f"“{at}” is no time. Write 2026-12-01T07:00:00-05:00.")
        self.stdout.write(self.run(moment if timezone.is_aware(moment) else timezone.make_aware(moment)))
