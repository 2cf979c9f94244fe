"""The readers against labels made by reading real postings, whose texts stay outside the repository.

POSTINGS_DIR names their folder (default: ../shared/data/postings beside the checkout). Where there is
none, the invented postings of cases/ are held to the same targets.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

from jobs.extraction import RawPosting
from tests.extraction.score import Tally, below_target, load, score, table

HERE = Path(__file__).parent
POSTINGS = Path(os.environ.get("POSTINGS_DIR") or HERE.parents[2] / "shared" / "data" / "postings")

# Of fewer slugs or values than this, one misreading weighs more than the target leaves room for.
ENOUGH = 20


def labelled_postings():
    if POSTINGS.is_dir():
        return [load(HERE / name, POSTINGS) for name in ("labels_dev.jsonl", "labels_heldout.jsonl")]
    return [
        [(as_posting(case), case["expect"]) for case in json.loads(path.read_text(encoding="utf-8"))]
        for path in sorted((HERE / "cases").glob("money_*.json"))
    ]


def as_posting(case):
    columns = case.get("columns", {})
    return RawPosting(
        title=case["title"], text=case["text"], location=case.get("location", ""), columns=columns
    )


def test_it_meets_its_targets_on_labelled_postings():
    totals: dict[str, Tally] = defaultdict(Tally)
    for pairs in labelled_postings():
        tallies, _ = score(pairs)
        for name, tally in tallies.items():
            for part in ("right", "given", "known", "rows"):
                setattr(totals[name], part, getattr(totals[name], part) + getattr(tally, part))

    short = {name: tally for name, tally in below_target(totals).items() if tally.known >= ENOUGH}

    assert not short, f"\n{table(short)}"
