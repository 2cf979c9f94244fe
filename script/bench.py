"""Runs the benchmarks: each module of bench/ with a `run(size)` that returns rows to compare.

run(size: int | None) -> list of {"name": str, "value": float, "unit": str, "baseline": float | None,
"ratio": float | None, "wanted": str | None, "ok": bool | None}; what it prints goes to stderr.
"""

import argparse
import contextlib
import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main():
    sys.path.insert(0, str(ROOT))
    known = sorted(
        module.name for module in pkgutil.iter_modules([str(ROOT / "bench")]) if module.name[0] != "_"
    )
    parser = argparse.ArgumentParser(
        prog="script/bench", description="Measures against the baselines, in one run."
    )
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"one or more of: {', '.join(known)}; all without one"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--size", type=int, help="how many rows; each benchmark has a default of its own")
    options = parser.parse_args()
    if unknown := set(options.names) - set(known):
        parser.error(
            f"there is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known) or 'none'}"
        )

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")
    import django

    django.setup()
    results = {}
    for name in options.names or known:
        with contextlib.redirect_stdout(sys.stderr):
            results[name] = importlib.import_module(f"bench.{name}").run(options.size)
    print(json.dumps(results, indent=2) if options.json else table(results))
    return 1 if any(row.get("ok") is False for rows in results.values() for row in rows) else 0


def table(results):
    lines = [f"{'measure':58} {'value':>12} {'unit':8} {'baseline':>12} {'ratio':>9}  wanted"]
    for name, rows in results.items():
        lines.append(name)
        for row in rows:
            mark = {True: "ok", False: "MISSED"}.get(row.get("ok"), "")
            lines.append(
                f"  {row['name']:56} {number(row['value'])} {row['unit']:8} {number(row.get('baseline'))} "
                f"{number(row.get('ratio'), 9)}  {row.get('wanted') or ''} {mark}".rstrip()
            )
    return "\n".join(lines)


def number(value, width=12):
    return f"{'' if value is None else f'{value:,.3g}' if abs(value) < 1000 else f'{value:,.0f}':>{width}}"


if __name__ == "__main__":
    sys.exit(main())
