"""Which way the code may reach: read from every import of every file."""

import ast
from itertools import chain
from pathlib import Path

import pytest

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
    HOUSE / "feeds" / "zones.py",
    HOUSE / "people" / "share.py",
    HOUSE / "checkins" / "avoid_words.py",
    HOUSE / "meetings" / "consent.py",
    HOUSE / "meetings" / "script.py",
    HOUSE / "diary" / "plan.py",
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


def imported(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written whole"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def parts_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(ast.parse(path.read_text())))
    second = {name[1] for name in names if name[0] == "house" and len(name) > 1}
    return {part for part in second if (HOUSE / part).is_dir() or (HOUSE / f"{part}.py").exists()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_part_reaches_only_downwards(path: Path) -> None:
    own = part_of(path)
    if own in WIRING:
        return
    reached = parts_imported(path) - {own}
    upwards = {part for part in reached if row_of(part) >= row_of(own)}
    assert not upwards, f"{own} may not import {', '.join(sorted(upwards))}"


def test_the_ground_has_no_cycle() -> None:
    reaches = {}
    for path in FILES:
        reaches.setdefault(part_of(path), set()).update(parts_imported(path) - {part_of(path)})
    done: set[str] = set()
    while ready := {part for part, others in reaches.items() if part not in done and others <= done}:
        done |= ready
    assert set(reaches) - done <= set(), f"a cycle among {sorted(set(reaches) - done)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_import_hides_inside_a_function(path: Path) -> None:
    functions = (
        n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    hidden = [
        n.lineno
        for n in chain.from_iterable(ast.walk(f) for f in functions)
        if isinstance(n, (ast.Import, ast.ImportFrom))
    ]
    assert not hidden


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_pure_file_knows_no_framework_and_no_clock(path: Path) -> None:
    unwanted = {"flask", "sqlalchemy", "flask_login", "flask_babel", "blinker"}
    names = imported(ast.parse(path.read_text()))
    assert not [
        name for name in names if name.split(".")[0] in unwanted or name.startswith(("house.clock", "house.db"))
    ]


@pytest.mark.parametrize("path", sorted((HOUSE / "when").glob("*.py")), ids=lambda path: path.name)
def test_when_needs_the_standard_library_and_dateutil_alone(path: Path) -> None:
    foreign = {"house.feeds", "flask", "sqlalchemy", "icalendar"}
    assert not [name for name in imported(ast.parse(path.read_text())) if name.split(".")[0] in foreign]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_only_the_clock_asks_what_time_it_is(path: Path) -> None:
    if path.name == "clock.py":
        return
    asks = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("now", "utcnow", "today", "time")
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
        and (node.func.attr, node.func.value.id) != ("time", "datetime")
    ]
    assert not asks
