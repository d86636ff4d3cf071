"""Which way the code may reach: read from every import of every file."""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "house"

# From the ground up: a part may import the parts of the rows above its own, and itself.
ROWS: tuple[frozenset[str], ...] = (
    frozenset({"when", "clock", "config", "seal", "tokens", "facts", "waiting", "mine", "language"}),
    frozenset({"viewer", "db", "forms"}),
    frozenset({"guard", "keys", "web", "about_me"}),
    frozenset({"once"}),
    frozenset({"trust"}),
    frozenset({"people"}),
    frozenset({"series"}),
    frozenset({"rosters"}),
    frozenset({"meetings", "diary", "chores", "checkins", "gatherings"}),
    frozenset({"feeds", "nudges"}),
    frozenset({"home"}),  # gathers from every room what is one person's own, calendar links too
    # The wiring: it may import every part, and no part imports it.
    frozenset({"nav", "log", "rooms", "upgrade", "serve", "migrations", "demo", "cli", "wsgi", "__init__", "__main__"})
    | {"sealed", "settling", "rotating"},
)
WIRING = ROWS[-1]
PURE = (
    *(HOUSE / "when").glob("*.py"),
    HOUSE / "feeds" / "ical.py",
    *(
        HOUSE / "feeds" / name
        for name in (
            "ics_lines.py",
            "ics_moments.py",
            "ics_repeats.py",
            "ics_times.py",
            "kept.py",
            "picks.py",
            "programs.py",
            "troubles.py",
            "zones.py",
        )
    ),
    HOUSE / "people" / "share.py",
    HOUSE / "checkins" / "avoid_words.py",
    HOUSE / "meetings" / "consent.py",
    HOUSE / "meetings" / "script.py",
    HOUSE / "diary" / "plan.py",
    HOUSE / "series" / "plan.py",
    HOUSE / "gatherings" / "circle_plan.py",
    *(HOUSE / "chores" / name for name in ("cadence.py", "kept.py", "kinds.py", "plan.py", "rounds.py", "sheet.py")),
    *(HOUSE / "rosters" / name for name in ("plan.py", "stays.py", "reach.py")),
    *(
        HOUSE / "rosters" / name
        for name in ("blocks.py", "cover.py", "desk.py", "findings.py", "packs.py", "worked.py")
    ),
    *(HOUSE / "rosters" / name for name in ("sheet.py", "time_off.py", "worked.py", "quiet.py", "week_grid.py")),
    *(path for name in ("rules", "fairness", "rotation", "due") for path in HOUSE.glob(f"*/{name}.py")),
)
FILES = sorted(HOUSE.rglob("*.py"))


def part_of(path: Path) -> str:
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def row_of(part: str) -> int:
    rows = [n for n, row in enumerate(ROWS) if part in row]
    assert rows, f"{part} has no row in the table of this test: say where it stands"
    return rows[0]


@cache
def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imported(path: Path) -> tuple[str, ...]:
    names: list[str] = []
    for node in ast.walk(read(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"imports are written whole: {path}"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return tuple(names)


def parts_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path))
    second = {name[1] for name in names if name[0] == "house" and len(name) > 1}
    return {part for part in second if (HOUSE / part).is_dir() or (HOUSE / f"{part}.py").exists()}


def where(found: Callable[[Path], Iterable[object]], paths: Iterable[Path]) -> dict[str, list[object]]:
    """The files in which something is found, and what."""
    each = {str(path.relative_to(HOUSE)): list(found(path)) for path in paths}
    return {name: what for name, what in each.items() if what}


def test_there_are_files_to_read() -> None:
    assert len(FILES) > 100 and all(path in FILES for path in PURE)


def test_a_part_reaches_only_downwards() -> None:
    assert not where(reached_upwards, FILES)


def reached_upwards(path: Path) -> set[str]:
    own = part_of(path)
    if own in WIRING:
        return set()
    return {part for part in parts_imported(path) - {own} if row_of(part) >= row_of(own)}


def test_the_ground_has_no_cycle() -> None:
    reaches = {}
    for path in FILES:
        reaches.setdefault(part_of(path), set()).update(parts_imported(path) - {part_of(path)})
    done: set[str] = set()
    while ready := {part for part, others in reaches.items() if part not in done and others <= done}:
        done |= ready
    assert set(reaches) - done <= set(), f"a cycle among {sorted(set(reaches) - done)}"


def test_no_import_hides_inside_a_function() -> None:
    assert not where(hidden_imports, FILES)


def hidden_imports(path: Path) -> list[int]:
    functions = (n for n in ast.walk(read(path)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)))
    inside = chain.from_iterable(ast.walk(function) for function in functions)
    return [n.lineno for n in inside if isinstance(n, (ast.Import, ast.ImportFrom))]


def test_a_pure_file_knows_no_framework_and_no_clock() -> None:
    assert not where(frameworks_and_clocks, PURE)


def frameworks_and_clocks(path: Path) -> list[str]:
    unwanted = {"flask", "sqlalchemy", "flask_login", "flask_babel", "blinker"}
    return [
        name
        for name in imported(path)
        if name.split(".")[0] in unwanted or name.startswith(("house.clock", "house.db"))
    ]


def test_when_needs_the_standard_library_and_dateutil_alone() -> None:
    foreign = {"house.feeds", "flask", "sqlalchemy", "icalendar"}
    files = sorted((HOUSE / "when").glob("*.py"))
    assert files and not where(lambda path: [n for n in imported(path) if n.split(".")[0] in foreign], files)


def test_only_the_clock_asks_what_time_it_is() -> None:
    assert not where(asks_the_time, [path for path in FILES if path.name != "clock.py"])


def asks_the_time(path: Path) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(read(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "utcnow", "today", "time")
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
        and (node.func.attr, node.func.value.id) != ("time", "datetime")
    ]
