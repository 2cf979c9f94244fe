"""The search beside the usual ways, in one run over one board: naive ORM, six GROUP BYs, tantivy, plain distance.

The queries rotate, so that no side lives from one query's warm pages. Slow ways are sampled. Each ratio is
the median over queries of theirs to ours, and the equality of what is found is checked at the end.
"""

import time
from itertools import chain
from statistics import median, quantiles

from django.utils import timezone

from bench import _naive, _tantivy
from bench._board import board
from bench._rows import row

# The slow ways run at SIZE alone: at ten times the postings six GROUP BYs take an hour.
SIZE, GROWTH = 100_000, 10
ROUNDS = 6
NAIVE_SAMPLE = 3
# A share of the board from which a query is broad, and medium.
BROAD, MEDIUM = 0.30, 0.03

WORDS = [
    "q=infusion+nurse", "q=rn", "q=port", "q=infusion",
    "q=picc", "q=oncology+rn", "q=ivig", "q=midline", "q=chemo+iron",
    "q=portland", "q=picc+tpn", "q=sterile+compounding", "q=curlin+minneapolis",
]  # fmt: skip
FILTERED = [
    "q=infusion+nurse&setting=home-infusion&setting=ambulatory-infusion-suite&employment=full-time&shift=day",
    "q=rn&setting=home-infusion&employment=full-time&shift=day",
    "q=infusion&setting=ambulatory-infusion-suite&employment=full-time&shift=day",
    "q=nurse&employment=full-time&shift=day&therapy=ivig",
    "q=picc&setting=home-infusion&employment=full-time&shift=day",
    "q=ivig&setting=home-infusion&employment=part-time&therapy=ivig",
    "q=port&setting=ambulatory-infusion-suite&employment=full-time&state=TX",
    "q=oncology+rn&employment=full-time&shift=day&state=CA",
    "q=midline&setting=home-infusion&employment=prn&shift=day",
    "q=tpn&setting=home-infusion&employment=full-time&state=FL",
    "q=portland&setting=home-infusion&employment=full-time&shift=day",
    "q=picc+tpn&setting=home-infusion&employment=prn&state=NY",
]
NEAR = [
    f"near={city}&radius=50&setting={setting}"
    for city in ("Tacoma, WA", "Chicago, IL", "Houston, TX", "Boise, ID", "Atlanta, GA", "Denver, CO")
    for setting in ("home-infusion", "ambulatory-infusion-suite")
]


def run(size=None):
    """Everything at SIZE, and this search at ten times as many; with a size, everything there and growth up to it."""
    whole, other = (size, size // GROWTH) if size else (SIZE, SIZE * GROWTH)
    with board(whole):
        bench = Bench(whole)
        here = bench.ours()
        rows = list(bench.rows(here))
    with board(other):
        there = Bench(other).ours()
    (small, before), (large, after) = sorted([(whole, here), (other, there)], key=lambda one: one[0])
    return [*rows, *growth(before, after, small, large)]


class Bench:
    def __init__(self, size):
        from jobs.search.criteria import Criteria

        self.size, self.at = size, timezone.now()
        self.words, self.filtered, self.near = (
            [Criteria.parse(text) for text in texts] for texts in (WORDS, FILTERED, NEAR)
        )
        self.breadth = {criteria: self._breadth(criteria) for criteria in [*self.words, *self.filtered]}

    def _breadth(self, criteria):
        """How much of the board the query's words alone match: its filters narrow both sides alike."""
        from jobs.search.criteria import Criteria
        from jobs.search.results import count

        share = count(Criteria(q=criteria.q), at=self.at) / self.size
        return "broad" if share >= BROAD else "medium" if share >= MEDIUM else "narrow"

    # --- Ours -------------------------------------------------------------------------------------------------

    def ours(self):
        """{what: {criteria: seconds of each round}}."""
        return {
            "words": self.timed(self.page, self.words),
            "filtered": self.timed(self.page, self.filtered),
            "facets": self.timed(self.facets, self.words),
            "near": self.timed(self.place, self.near),
        }

    def page(self, criteria):
        from jobs.search.results import search

        return search(criteria, at=self.at)

    def facets(self, criteria):
        from jobs.search import asking, counting

        return counting.counts(asking.asked(criteria), self.at)

    def place(self, criteria):
        from jobs.search import asking, counting, picking
        from jobs.search.results import arrange, make_cards

        asked = asking.asked(criteria)
        total, found = counting.total(asked, self.at), picking.candidates(asked, self.at)
        return total, make_cards(arrange(found, 20)[0], asked, self.at) if found else []

    def timed(self, work, queries, rounds=ROUNDS):
        seconds = {criteria: [] for criteria in queries}
        for number in range(rounds + 1):
            for criteria in queries:
                started = time.perf_counter()
                work(criteria)
                if number or not rounds:  # the first round warms every side alike
                    seconds[criteria].append(time.perf_counter() - started)
        return seconds

    # --- The rows ---------------------------------------------------------------------------------------------

    def rows(self, ours):
        from bench._gate import disagreements
        from jobs.search import asking

        sample = self.words[:: len(self.words) // NAIVE_SAMPLE][:NAIVE_SAMPLE]
        yield from compared(
            "words + facets, naive", ours["words"], self.timed(_naive.search, sample, 0), least=500
        )

        def six(criteria):
            return _naive.six_group_bys(asking.asked(criteria).tsquery, self.at)

        wide = [criteria for criteria in self.words if self.breadth[criteria] != "narrow"]
        yield from compared(
            "facets in one pass, six GROUP BYs", ours["facets"], self.timed(six, wide, 2), least=7
        )
        yield from compared(
            "50 miles + filter, annotating", ours["near"], self.timed(_naive.near, self.near, 1), least=20
        )
        if _tantivy.is_installed():
            yield from self.against_tantivy(ours)
        wrong = disagreements(self)
        for line in wrong[:20]:
            print(line)
        yield row("answers that a plain count contradicts", len(wrong), "", wanted="none", ok=not wrong)

    def against_tantivy(self, ours):
        from jobs.search import asking

        engine = _tantivy.Engine()

        def theirs(criteria):
            return engine.search(asking.asked(criteria))

        yield from self.by_breadth("words + facets, tantivy", ours["words"], self.timed(theirs, self.words))
        found = self.timed(theirs, self.filtered)
        yield from self.by_breadth(
            "words + 3 filters + facets, tantivy", ours["filtered"], found, judged=True
        )
        other = [
            criteria
            for criteria in self.filtered
            if engine.search(asking.asked(criteria))[0] != self.page(criteria).total
        ]
        yield row("totals that differ from tantivy's", len(other), "", wanted="none", ok=not other)

    def by_breadth(self, name, mine, theirs, *, judged=False):
        for breadth in ("broad", "medium", "narrow"):
            chosen = {c: mine[c] for c in theirs if self.breadth[c] == breadth}
            if chosen:
                most = {"narrow": 12}.get(breadth, 8) if judged else None
                yield from compared(
                    f"{name}, {breadth}", chosen, {c: theirs[c] for c in chosen}, most=most, times="of it"
                )


def growth(before, now, small, size):
    for what in before:
        old, new = (median(chain(*seconds[what].values())) for seconds in (before, now))
        ratio = new / old
        yield row(
            f"{what}: {small:,} to {size:,} postings, p50",
            new * 1000,
            "ms",
            old * 1000,
            ratio,
            "at most 12x",
            ratio <= 12,
        )


def compared(name, mine, theirs, *, least=None, most=None, times=None):
    """Two rows, p50 and p95 over what both sides ran; the judged ratio is the median of the queries' own."""
    mine = {criteria: mine[criteria] for criteria in theirs}
    a, b = (sorted(chain(*side.values())) for side in (mine, theirs))
    if most:
        ratio = median(median(mine[c]) / median(theirs[c]) for c in theirs)
        wanted, ok = f"at most {most}x of it", ratio <= most
    elif times:
        ratio, wanted, ok = median(median(mine[c]) / median(theirs[c]) for c in theirs), times, None
    else:
        ratio = median(median(theirs[c]) / median(mine[c]) for c in theirs)
        wanted, ok = f"at least {least}x quicker", ratio >= least
    yield row(f"{name}, p50", median(a) * 1000, "ms", median(b) * 1000, ratio, wanted, ok)
    yield row(f"{name}, p95", p95(a) * 1000, "ms", p95(b) * 1000)


def p95(values):
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
