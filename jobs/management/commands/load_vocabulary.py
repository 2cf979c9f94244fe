from dataclasses import asdict

from django.core.management.base import BaseCommand

from jobs.vocabulary.loading import load_vocabulary


class Command(BaseCommand):
    help = "Loads the vocabulary and geography files of jobs/data. Safe to repeat; keeps edits made by hand."

    def handle(self, *, verbosity, **options):
        for name, count in load_vocabulary().items():
            if verbosity:
                fates = ", ".join(f"{number:,} {fate}" for fate, number in asdict(count).items())
                self.stdout.write(f"{name}: {fates}")
