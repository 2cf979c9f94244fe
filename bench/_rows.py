"""The rows of a benchmark's table, in the shape that script/bench.py prints."""


def row(name, value, unit, baseline=None, ratio=None, wanted=None, ok=None):
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "baseline": baseline,
        "ratio": ratio,
        "wanted": wanted,
        "ok": ok,
    }


def at_least(name, value, unit, baseline, ratio, bound):
    """A row whose ratio must reach the bound; without a bound it only tells."""
    wanted = bound and f"at least {bound:g}x"
    return row(name, value, unit, baseline, ratio, wanted, bound and ratio >= bound)


def at_most(name, value, unit, baseline, ratio, bound):
    """A row whose ratio must not pass the bound; without a bound it only tells."""
    wanted = bound and f"at most {bound:g}x"
    return row(name, value, unit, baseline, ratio, wanted, bound and ratio <= bound)
