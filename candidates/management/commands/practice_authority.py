import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from candidates.practice import License, practice_authority
from candidates.practice_rules import state_rules
from jobs.models import Credential


class Command(BaseCommand):
    help = "Say, by the licenses given, in which states someone may practice, and why. Not legal advice."

    def add_arguments(self, parser):
        parser.add_argument(
            "--license",
            action="append",
            default=[],
            metavar="ST:KIND[:multistate][:YYYY-MM-DD]",
            help="A license: state, kind (rn, lpn-lvn, aprn, pharm-tech-state ...), multistate or not, expiry date.",
        )
        parser.add_argument("--residence", metavar="ST", help="Primary state of residence.")
        parser.add_argument(
            "--state", action="append", required=True, metavar="ST", help="Where the patients are."
        )
        parser.add_argument("--on", metavar="DATE", help="The day that counts (default today).")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, license: list, residence, state, on, json: bool, **options):  # noqa: A002 - the option's name
        rules = state_rules()
        day = parse_day(on) if on else timezone.localdate()
        licenses = [self._license(text, rules) for text in license]
        residence = self._state(residence, rules) if residence else None
        verdicts = [
            practice_authority(
                licenses, residence=residence, state=self._state(usps, rules), on=day, rules=rules
            )
            for usps in state
        ]
        if json:
            self._print_json(day, verdicts)
        else:
            self._print_words(verdicts)

    def _license(self, text, rules):
        state, _, rest = text.partition(":")
        kind, *more = rest.split(":")
        kinds = set(Credential.objects.licenses().values_list("slug", flat=True))
        if kind not in kinds:
            raise CommandError(
                f"{text}: {kind or 'nothing'} is not a license kind. Known: {', '.join(sorted(kinds))}."
            )
        is_multistate = "multistate" in more
        days = [part for part in more if part != "multistate"]
        if len(days) > 1:
            raise CommandError(f"{text}: too many parts. Write ST:KIND:multistate:YYYY-MM-DD.")
        return License(self._state(state, rules), kind, is_multistate, parse_day(days[0]) if days else None)

    def _state(self, usps, rules):
        if usps.upper() not in rules:
            raise CommandError(f"{usps} is not a state or territory we know. Use USPS codes such as CO.")
        return usps.upper()

    def _print_json(self, day, verdicts):
        answer = {"as_of": day.isoformat(), "verdicts": [verdict.as_dict() for verdict in verdicts]}
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _print_words(self, verdicts):
        for verdict in verdicts:
            self.stdout.write(
                f"{verdict.state}: {verdict.verdict.replace('_', ' ')}{f' {verdict.on}' if verdict.on else ''}"
            )
            for line in [*verdict.reasons, *verdict.steps]:
                self.stdout.write(f"  {line}")


def parse_day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is not a date. Write YYYY-MM-DD.") from None
