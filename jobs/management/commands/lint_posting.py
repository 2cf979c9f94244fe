import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jobs.lint import Draft, Pay, lint
from jobs.lint_rules import laws_in_force


class Command(BaseCommand):
    help = "Say what is unlawful, unfair or incomplete in a posting (JSON). Exit code 1 where it must not go out so."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH.json")
        parser.add_argument("--on", metavar="DATE", help="The day it would be published (default today).")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, path, on, json: bool, **options):
        day = read_day(on, "--on") if on else timezone.localdate()
        report = lint(draft_of(read(path)), laws_in_force(), on=day)
        if json:
            self.stdout.write(dump(report.as_dict()))
            return
        for finding in report.findings:
            self.stdout.write(f"{finding.severity}: {finding.field}: {finding.message}")
            if finding.fix:
                self.stdout.write(f"  {finding.fix}")
        self.stdout.write("May be published." if report.publishable else "Must not be published like this.")


def dump(value):
    return json.dumps(value, ensure_ascii=False)


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from error
    if not isinstance(value, dict):
        raise CommandError(f"{path}: a posting is one JSON object.")
    return value


def draft_of(value):
    """The Draft of a posting in the command's JSON. Raises CommandError where a value has the wrong kind."""
    facility = value.get("facility") or {}
    closes_on = value.get("closes_on")
    return Draft(
        title=value.get("title") or "",
        description=value.get("description") or "",
        role=value.get("role") or "",
        employer=facility.get("name") or "",
        employees=facility.get("employees"),
        employer_states=tuple(facility.get("states") or ()),
        states=tuple(value.get("states") or ()),
        city=re.sub(r",.*", "", value.get("city") or ""),
        remote=bool(value.get("remote")),
        pay=read_pay(value.get("pay")),
        pay_text=value.get("pay_text") or "",
        other_pay=words(value.get("other_pay")),
        benefits=words(value.get("benefits")),
        closes_on=read_day(closes_on, "closes_on") if closes_on else None,
        external=value.get("external", True),
    )


def words(value):
    """A description given as text or as a list of words."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value or ""


def read_pay(value):
    if not value:
        return None
    return Pay(
        amount(value.get("min")),
        amount(value.get("max")),
        value.get("unit") or "",
        value.get("currency") or "USD",
    )


def amount(value):
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise CommandError(f"pay: {value} is not a number.") from None


def read_day(value, name):
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise CommandError(f"{name}: {value} is not a date. Write YYYY-MM-DD.") from None
