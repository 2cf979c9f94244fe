import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from jobs.models import Posting, Term
from jobs.vocabulary.loading import load_vocabulary
from outbox.models import OutgoingMail
from recruitment.demo.loading import load_postings
from recruitment.demo.people import ACCOUNTS, PASSWORD, load_people


class Command(BaseCommand):
    help = "Fill an empty database with invented facilities, postings and people, the same every time."

    def add_arguments(self, parser):
        parser.add_argument("--postings", type=int, default=400, help="How many postings (default 400).")

    def handle(self, *, postings, **options):
        if not settings.DEBUG:
            raise CommandError("The demo's password is known to everybody, so it is not for production.")
        if User.objects.exists() or Posting.objects.exists():
            raise CommandError("This database is not empty. Use another DATA_DIR for a fresh one.")
        if postings < 20:
            raise CommandError("The demo's people apply to postings of two facilities: ask for at least 20.")
        if not Term.objects.exists():
            load_vocabulary()
        load_postings(postings, on_batch=self._progress(postings))
        load_people()
        # History, not news: nobody waits for the mail of applications that were never sent.
        OutgoingMail.objects.all().delete()
        self.stdout.write(f"{postings} postings. Log in with the password {PASSWORD} as")
        for email, who in ACCOUNTS:
            self.stdout.write(f"  {email:26} {who}")

    def _progress(self, total):
        if not sys.stderr.isatty():
            return None
        return lambda done: self.stderr.write(
            f"\r{done:,} of {total:,} postings", ending="" if done < total else "\n"
        )
