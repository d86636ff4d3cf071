"""`python -m bench`: measure, print a table, and keep a line for each goal in bench/results.csv."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.goals import book, feeds, history, later, pages, planning, roster, sealed, sizes, starts, writes
from bench.houses import Houses, build_houses
from bench.results import Result, head, keep, line
from bench.turns import FULL, QUICK, Effort

Goal = Callable[[Houses, Effort], Iterator[Result]]
GOALS: dict[str, Goal] = {
    "S1": pages.measure,
    "S3": history.measure,
    "S5": feeds.measure,
    "S8": writes.measure,
    "S9": sizes.measure,
    "S10": starts.measure,
    "S11": starts.measure_memory,
    "S12": planning.measure,
    "B1": book.measure,
    "B2": sealed.measure_notes,
    "B3": sealed.measure_entries,
    "B4": roster.measure_pages,
    "B5": roster.measure_checks,
}


def main() -> None:
    """Measure every goal, or those that are named."""
    asked = _asked()
    effort = QUICK if asked.quick else FULL
    print("Building three example houses…", flush=True)
    results: list[Result] = []
    with TemporaryDirectory(prefix="house-bench-") as folder:
        houses = build_houses(Path(folder))
        print(head(), flush=True)
        for name in asked.only or GOALS:
            for result in GOALS[name](houses, effort):
                results.append(result)
                print(line(result), flush=True)
    if not asked.only:
        print("\n".join(later.lines()))
        keep(results, effort)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure how quick the house is.")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter turns: for a look, not for the file")
    parser.add_argument("--only", nargs="+", choices=GOALS, metavar="S1", help="these goals alone; nothing is kept")
    return parser.parse_args()


main()
