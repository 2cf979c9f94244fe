"""The states as a grid of tiles, one size each, shaded by a number. Pure.

Equal tiles, because a map in true proportions hides the small states where many people work. The places
are those of the tile grid that newspapers use, so that readers find their state where they expect it.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

ROWS = """
.. .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. WI .. .. .. VT NH
WA ID MT ND MN IL MI .. NY MA ..
OR NV WY SD IA IN OH PA NJ CT RI
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
AK HI .. TX .. .. .. .. FL PR VI
"""
PLACES = {
    usps: (column, row)
    for row, line in enumerate(ROWS.strip().splitlines())
    for column, usps in enumerate(line.split())
    if usps != ".."
}
SIDE, STEP = 44, 47
WIDTH = 11 * STEP - (STEP - SIDE)
HEIGHT = 8 * STEP - (STEP - SIDE)
DARKEST = 4


class Tile(NamedTuple):
    """One state: its corner in the drawing, its number and where it leads."""

    usps: str
    name: str
    x: int
    y: int
    count: int
    shade: int
    url: str
    is_chosen: bool = False


def tiles(
    names: Mapping[str, str],
    counts: Mapping[str, int],
    *,
    url: Callable[[str], str],
    chosen: frozenset = frozenset(),
) -> list[Tile]:
    """A tile for every state of `names` (USPS code: name) that has a place in the grid, by name.

    `counts` are by USPS code, missing ones 0; `url` gives the address of one code.
    """
    most = max((counts.get(usps, 0) for usps in PLACES), default=0)
    return [
        Tile(
            usps,
            name,
            PLACES[usps][0] * STEP,
            PLACES[usps][1] * STEP,
            counts.get(usps, 0),
            shade(counts.get(usps, 0), most),
            url(usps),
            usps in chosen,
        )
        for usps, name in sorted(names.items(), key=lambda item: item[1])
        if usps in PLACES
    ]


def shade(count: int, most: int) -> int:
    """From 0 for none to 4 for at least half of the largest number; each shade below covers half as many."""
    if not count:
        return 0
    step, least = DARKEST, most / 2
    while step > 1 and count < least:
        step, least = step - 1, least / 2
    return step
