"""How good the search is on judged queries, beside BM25: `python -m tests.jobs.search.evaluate --postings DIR`.

judged.jsonl holds a query and grades by posting id a line: 3 what was asked for, 2 fits in the main,
1 has something of it, 0 not. The texts are not in the repository; --postings names the folder that has them,
and they are imported into the database of DATA_DIR where they are not there yet.
"""

import argparse
import gzip
import json
import math
import os
from pathlib import Path

JUDGED = Path(__file__).with_name("judged.jsonl")
DEPTH = 10


def judged():
    return [json.loads(line) for line in JUDGED.read_text().splitlines() if line.strip()]


def ndcg(ranked, grades, depth=DEPTH):
    """Normalised discounted cumulative gain of ids in order; an id without grade counts 0."""

    def gain(row):
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(row[:depth]))

    ideal = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(key, 0) for key in ranked]) / ideal if ideal else 0.0


def read(folder):
    """{id: (title, text)} of every posting file in a folder."""
    found = {}
    for path in sorted(Path(folder).glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["id"]] = f"{row['title']} {row['description'] or ''}"
    return found


def load(folder):
    from django.core.management import call_command

    from jobs.models import LivePosting

    if LivePosting.objects.count() < 1000:
        call_command("migrate", verbosity=0)
        call_command("load_vocabulary", verbosity=0)
        call_command("import_postings", *map(str, sorted(Path(folder).glob("*.jsonl.gz"))), "--publish")
    call_command("rebuild_search")


def ours(query, number=DEPTH):
    from urllib.parse import urlencode

    from jobs.search.criteria import Criteria
    from jobs.search.results import nearest, search

    results = search(Criteria.parse(urlencode({"q": query})), page_size=number)
    cards = [*results.cards, *nearest(results, number - len(results.cards))]
    return [card.source_id for card in cards]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", required=True, help="folder of *.jsonl.gz")
    parser.add_argument(
        "--loaded", action="store_true", help="the database is up to date: do not import or rebuild"
    )
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
    import django

    django.setup()
    if not options.loaded:
        load(options.postings)
    from tests.jobs.search.bm25 import Bm25

    bm25 = Bm25(read(options.postings))
    rows = []
    for item in judged():
        first, found = ours(item["query"]), bm25.best(item["query"], DEPTH)
        judged_share = sum(key in item["grades"] for key in first) / max(len(first), 1)
        rows.append((item["query"], ndcg(first, item["grades"]), ndcg(found, item["grades"]), judged_share))
    for query, mine, theirs, share in sorted(rows, key=lambda row: row[1] - row[2]):
        print(f"{mine:6.3f} {theirs:6.3f} {mine - theirs:+6.3f}  judged {share:4.0%}  {query}")
    count = len(rows)
    print(
        f"{sum(r[1] for r in rows) / count:6.3f} {sum(r[2] for r in rows) / count:6.3f} "
        f"{sum(r[1] - r[2] for r in rows) / count:+6.3f}  nDCG@10 of this search, of BM25, difference; {count} queries"
    )


if __name__ == "__main__":
    main()
