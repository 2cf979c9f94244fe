import sys

from django.core.management.base import BaseCommand, CommandError

from jobs.search import slabs
from jobs.search.indexing import differences, rebuild
from jobs.search.lexicon import refresh_words


class Command(BaseCommand):
    help = "Writes the search's live table anew from the postings, or compares the two with --check."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail where a row differs")

    def handle(self, *, check, **options):
        if check:
            found = differences(self.progress)
            if found:
                first = ", ".join(map(str, found[:10]))
                raise CommandError(f"{len(found):,} rows of the live table differ; first postings: {first}.")
            if wrong := slabs.differences():
                raise CommandError(f"The slabs of {len(wrong):,} lexemes differ: {', '.join(wrong[:10])}.")
            self.stdout.write("The live table is what it should be.")
            return
        count = rebuild(self.progress)
        words = refresh_words()
        self.stdout.write(f"{count:,} live postings, {words:,} words.")

    def progress(self, done, total):
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done:,} of {total:,}", ending="\n" if done == total else "")
