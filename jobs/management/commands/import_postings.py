import json
import os
import sys
from contextlib import ExitStack

from django.core.management.base import BaseCommand, CommandError

from jobs.importing.actions import import_feed
from jobs.importing.readers import FORMATS
from jobs.importing.reading import ReadPosting
from jobs.importing.reporting import Report
from jobs.importing.types import FeedError


class Command(BaseCommand):
    help = (
        "Read job postings from feed files, plain or gzip. Running it again changes nothing that has not "
        "changed. A feed that holds all of an employer's open postings closes those it no longer holds."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--format", choices=["auto", *FORMATS], default="auto")
        parser.add_argument(
            "--source",
            metavar="NAME",
            help="Where the postings come from, such as the employer's name; the format's name without it. "
            "Source and id together tell a posting from all others.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Do everything, then undo it.")
        parser.add_argument("--publish", action="store_true", help="Put the postings live at once.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")
        parser.add_argument(
            "--dump-facts", metavar="FILE", help="Write a line of JSON with each posting's facts."
        )
        parser.add_argument(
            "--processes", type=int, default=min(os.cpu_count() or 1, 4), help="Processes that read texts."
        )

    def handle(self, *, paths, json: bool, dump_facts, **options):
        reports, failures = [], []
        with ExitStack() as stack:
            facts = stack.enter_context(self._opened(dump_facts)) if dump_facts else None
            for path in paths:
                try:
                    reports.append((path, self._import(path, facts, options)))
                except (FeedError, OSError) as error:
                    # The other files are imported nevertheless; the end of the command tells of this one.
                    failures.append(f"{path}: {error}")
        if json:
            self._print_json(reports)
        else:
            self._print_words(reports)
        if failures:
            raise CommandError("\n".join(failures))

    def _opened(self, path):
        try:
            return open(path, "w", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path}: The facts cannot be written there: {error.strerror}.") from error

    def _import(self, path, facts, options):
        report = import_feed(
            path=path,
            feed_format=options["format"],
            source=options["source"],
            publish=options["publish"],
            dry_run=options["dry_run"],
            processes=options["processes"],
            on_read=self._dump(facts),
            on_batch=self._progress(path),
        )
        if sys.stderr.isatty():
            self.stderr.write("")
        return report

    def _dump(self, facts):
        if facts is None:
            return None

        def dump(read):
            if isinstance(read, ReadPosting):
                facts.write(json.dumps(read.facts.as_dict(), ensure_ascii=False) + "\n")

        return dump

    def _progress(self, path):
        if not sys.stderr.isatty():
            return None
        return lambda done: self.stderr.write(f"\r{path}: {done:,} rows", ending="")

    def _print_json(self, reports):
        total = Report()
        for path, report in reports:
            total.add(report, **({"file": path} if len(reports) > 1 else {}))
        self.stdout.write(json.dumps(total.as_dict(), ensure_ascii=False))

    def _print_words(self, reports):
        for path, report in reports:
            for row in report.rejected:
                self.stdout.write(f"{path}: row {row['row']} ({row['id'] or 'no id'}): {row['reason']}")
            self.stdout.write(
                f"{path}: {report.created} created, {report.updated} updated, {report.unchanged} unchanged, "
                f"{report.closed} closed, {len(report.rejected)} rejected"
            )
