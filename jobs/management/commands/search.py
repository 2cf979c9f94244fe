import json

from django.core.management.base import BaseCommand, CommandError

from jobs.filters import InvalidCriteria
from jobs.search.criteria import Criteria
from jobs.search.results import NoSuchPage, nearest, search


class Command(BaseCommand):
    help = "Searches the live postings as the search page does: search 'q=picc&state=WA' --json"

    def add_arguments(self, parser):
        parser.add_argument("querystring", metavar="QUERYSTRING", help="as behind the ? of /jobs/")
        parser.add_argument("--json", action="store_true", help="total, results and facets as JSON")
        parser.add_argument("--limit", type=int, default=20, help="how many results (default 20)")

    def handle(self, querystring, *, limit, **options):
        if not 1 <= limit <= 1000:
            raise CommandError("--limit is from 1 to 1000.")
        try:
            results = search(Criteria.parse(querystring), page_size=limit)
        except (InvalidCriteria, NoSuchPage) as error:
            raise CommandError(str(error)) from error
        cards = [*results.cards, *nearest(results, limit - len(results.cards))]
        if options["json"]:
            self.stdout.write(json.dumps(as_json(results, cards), ensure_ascii=False))
            return
        self.stdout.write(f"{results.sentence}: {results.total:,}")
        for card in cards:
            self.stdout.write(
                f"{card.score:6.3f}  {card.title} | {card.facility} | {card.place} | {card.pay_line}"
            )


def as_json(results, cards):
    return {
        "total": results.total,
        "sentence": results.sentence,
        "corrected": results.corrected,
        "has_all_words": not results.is_any,
        "results": [
            {
                "public_id": card.public_id,
                "source_id": card.source_id,
                "title": card.title,
                "facility": card.facility,
                "place": card.place,
                "score": card.score,
                "why": list(card.why),
                "more_places": card.more_places,
                "nearest": card.is_nearest,
            }
            for card in cards
        ],
        "facets": {
            name: [
                {"slug": c.slug, "label": c.label, "count": c.count, "selected": c.selected} for c in choices
            ]
            for name, choices in results.facets.items()
        },
    }
