"""What was found: a line in the table, and a line in the file."""

import csv
import operator
import platform
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.turns import Effort

FILE = Path(__file__).parent / "results.csv"
COLUMNS = ("date", "commit", "python", "effort", "goal", "what", "measured", "wanted", "unit", "met")
WIDTH = 78
COMPARE: dict[str, Callable[[float, float], bool]] = {"≥": operator.ge, "≤": operator.le}


@dataclass(frozen=True, slots=True)
class Result:
    """One goal, and how near it is."""

    goal: str  # "S1"
    what: str  # "Today, against the bare Flask page"
    measured: float
    sign: str  # "≥" or "≤"
    wanted: float
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        return COMPARE[self.sign](self.measured, self.wanted)


def head() -> str:
    """The head of the table."""
    return f"\n{'goal':<5}{'what':<{WIDTH}}{'measured':>12}   wanted"


def line(result: Result) -> str:
    """A line of the table."""
    wanted = f"{result.sign} {_number(result.wanted)}"
    met = "met" if result.is_met else "not yet"
    return f"{result.goal:<5}{result.what:<{WIDTH}}{_number(result.measured):>8} {result.unit:<3}   {wanted:<8} {met}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def keep(results: Iterable[Result], effort: Effort) -> None:
    """Add the results to the file, with the commit they are of."""
    is_new = not FILE.exists()
    start = (datetime.now(UTC).strftime("%Y-%m-%d"), _commit(), platform.python_version(), effort.name)
    with FILE.open("a", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        if is_new:
            rows.writerow(COLUMNS)
        for each in results:
            found = (each.goal, each.what, f"{each.measured:.4g}", f"{each.sign} {each.wanted:g}", each.unit)
            rows.writerow((*start, *found, "yes" if each.is_met else "no"))


def _commit() -> str:
    """The commit measured, with a plus if files differ from it; "none" before the first."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "house", "templates", "static", "bench/*.py")
    return f"{commit}+" if commit and changed else commit or "none"


def _git(*words: str) -> str:
    try:
        found = subprocess.run(("git", *words), cwd=FILE.parent.parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()
