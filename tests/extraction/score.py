"""Measure the reading of postings against labels made by reading them.

    python -m tests.extraction.score --postings DIR LABELS.jsonl [--misses FIELD]

A label line is {"id", "file", "labels": {...}}; a field the labeller left out is not scored.
List fields are micro-averaged over their slugs; for single values, precision is right / given and
recall is right / known. The texts stay outside the repository, in DIR.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jobs.extraction import RawPosting, read_facts

LIST_FIELDS = (
    "settings", "employment", "shifts", "credentials_required", "credentials_preferred",
    "therapies", "devices", "systems", "benefits",
)  # fmt: skip
VALUE_FIELDS = (
    "role", "pay", "sign_on_bonus", "experience_months", "will_train", "new_grad_ok", "city", "state",
    "workplace",
)  # fmt: skip
TARGETS = {
    **dict.fromkeys((*LIST_FIELDS, *VALUE_FIELDS), (0.90, 0.75)),
    **dict.fromkeys(("pay", "employment", "city", "state", "credentials_required"), (0.95, 0.85)),
}


@dataclass
class Tally:
    right: int = 0
    given: int = 0
    known: int = 0
    rows: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        return self.right / self.known if self.known else None


@dataclass(frozen=True)
class Miss:
    id: str
    field: str
    labelled: Any
    read: Any
    evidence: list[str]


def read_rows(directory: Path, wanted: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    """Rows of the .jsonl.gz files by file name and ids."""
    for name, ids in sorted(wanted.items()):
        with gzip.open(directory / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in ids:
                    yield row


def as_raw(row: dict[str, Any]) -> RawPosting:
    """A row of the job site's export as the extraction takes it."""
    return RawPosting(
        id=row["id"],
        title=row.get("title") or "",
        text=row.get("description") or "",
        company=row.get("company") or "",
        location=row.get("location") or "",
        columns={
            key: str(row.get(key) or "")
            for key in ("job_type", "interval", "min_amount", "max_amount", "currency", "is_remote",
                        "salary_source", "company_num_employees")
        },
    )  # fmt: skip


def score(pairs: Iterable[tuple[RawPosting, dict[str, Any]]]) -> tuple[dict[str, Tally], list[Miss]]:
    """Tallies by field, and every field that was read otherwise than labelled."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    for raw, labels in pairs:
        facts = read_facts(raw)
        read = {**facts.as_dict(), "workplace": facts.workplace}
        for name, labelled in labels.items():
            if name not in TARGETS:
                continue
            given = _comparable(name, read.get(name))
            known = _comparable(name, labelled)
            tally = tallies[name]
            tally.rows += 1
            tally.right += len(given & known)
            tally.given += len(given)
            tally.known += len(known)
            if given != known:
                quotes = [
                    quote
                    for key, found in facts.evidence.items()
                    if key.split(":")[0] == name
                    for quote in found
                ]
                misses.append(Miss(raw.id, name, labelled, read.get(name), quotes))
    return tallies, misses


def _comparable(name: str, value: Any) -> set[Any]:
    """A field's value as a set: slugs, or the one value, or nothing where it is unknown."""
    if value is None:
        return set()
    if name == "pay":
        return {(_cents(value.get("min")), _cents(value.get("max")), value.get("unit"))}
    if isinstance(value, list):
        return set(value)
    if name == "city":
        return {_city(value)}
    # True is 1 in Python: a bonus of a dollar is not "yes".
    return {("yes" if value else "no") if isinstance(value, bool) else value}


def _cents(amount: float | None) -> int | None:
    return None if amount is None else round(float(amount) * 100)


def _city(name: str) -> str:
    return name.casefold().replace(".", "").replace("saint ", "st ").strip()


def load(labels: Path, postings: Path) -> list[tuple[RawPosting, dict[str, Any]]]:
    """Postings with their labels; a label whose posting is missing is an error."""
    by_id: dict[str, dict[str, Any]] = {}
    wanted: dict[str, set[str]] = defaultdict(set)
    for line in labels.read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry = json.loads(line)
            by_id[entry["id"]] = entry["labels"]
            wanted[entry["file"]].add(entry["id"])
    pairs = {row["id"]: (as_raw(row), by_id[row["id"]]) for row in read_rows(postings, wanted)}
    missing = sorted(set(by_id) - set(pairs))
    if missing:
        raise LookupError(f"{len(missing)} labelled postings are not in {postings}: {', '.join(missing[:5])}")
    return list(pairs.values())


def table(tallies: dict[str, Tally]) -> str:
    lines = [f"{'field':<24}{'rows':>6}{'known':>7}{'given':>7}{'right':>7}{'precision':>11}{'recall':>8}"]
    for name in TARGETS:
        tally = tallies.get(name)
        if tally:
            wanted = TARGETS[name]
            short = _below(tally.precision, wanted[0]) or _below(tally.recall, wanted[1])
            lines.append(
                f"{name:<24}{tally.rows:>6}{tally.known:>7}{tally.given:>7}{tally.right:>7}"
                f"{_share(tally.precision):>11}{_share(tally.recall):>8}{'  below target' if short else ''}"
            )
    return "\n".join(lines)


def below_target(tallies: dict[str, Tally]) -> dict[str, Tally]:
    return {
        name: tally
        for name, tally in tallies.items()
        if _below(tally.precision, TARGETS[name][0]) or _below(tally.recall, TARGETS[name][1])
    }


def _below(share: float | None, target: float) -> bool:
    return share is not None and share < target


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--postings", type=Path, required=True, help="folder of the .jsonl.gz files")
    parser.add_argument(
        "--misses", action="append", default=[], metavar="FIELD", help="show what was read otherwise"
    )
    options = parser.parse_args()
    tallies, misses = score(load(options.labels, options.postings))
    print(table(tallies))
    for miss in misses:
        if miss.field in options.misses:
            print(f"{miss.id} {miss.field}: labelled {miss.labelled}, read {miss.read} from {miss.evidence}")


if __name__ == "__main__":
    main()
