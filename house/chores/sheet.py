"""PURE. The chore list as a sheet (CSV): written for a spreadsheet, and read back line by line."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from house.chores.cadence import Cadence, How, TooLong
from house.chores.kinds import Energy, PartOfDay, Way, WhenOver
from house.chores.plan import MOST_STEPS, ChorePlan, read_steps, write_steps
from house.when.rule import BadRule
from house.when.words import WEEKDAYS

COLUMNS = (
    *("name", "place", "comes", "every", "weekdays", "nth", "day", "days for it", "minutes", "effort"),
    *("energy", "good enough", "supplies", "two people", "part of day", "when over", "shared out", "all week"),
    *("picture", "steps"),
)
MOST_LINES = 200
ICONS = ("chores", "dishes", "bin", "broom", "laundry", "plant", "bath", "basket", "pot", "house")
YES = ("yes", "y", "x", "1", "true")
Kind = TypeVar("Kind")


class BadSheet(ValueError):
    """The sheet as a whole can't be read; its text is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: what chore it makes, or what is to be mended in it."""

    number: int  # as a spreadsheet counts them, the heading being 1
    name: str
    plan: ChorePlan | None
    troubles: tuple[str, ...] = ()


def write(plans: Iterable[ChorePlan]) -> str:
    """The list, with a heading. Cells that a spreadsheet would reckon with begin with a quote."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for plan in plans:
        writer.writerow([_tame(cell) for cell in _cells(plan)])
    return sheet.getvalue()


def _cells(plan: ChorePlan) -> list[str]:
    cadence = plan.comes_round
    days = [WEEKDAYS[day] for day in cadence.weekdays]
    if cadence.how is How.month_weekday:
        days = [WEEKDAYS[cadence.weekday]]
    return [
        *(plan.name, plan.place, cadence.how.value, str(cadence.every), " ".join(days), str(cadence.nth)),
        *(str(cadence.day), str(cadence.days), str(plan.minutes), str(plan.effort), plan.energy.value),
        *(plan.good_enough, plan.supplies, _yes(plan.needs_two), plan.part_of_day.value, plan.when_over.value),
        *(plan.way.value, _yes(plan.stays_a_week), plan.icon, write_steps(plan.steps)),
    ]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _tame(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") and not cell.lstrip("-").isdigit() else cell


def read(text: str, clean: Callable[[str], str]) -> list[Line]:
    """Every line of a sheet, in order. Raises `BadSheet` where there is no heading with a name, or too much."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text)))
    heading = [clean(cell).casefold() for cell in rows[0]] if rows else []
    if "name" not in heading:
        raise BadSheet("The first line names the columns, and one of them is “name”.")
    if len(rows) > MOST_LINES:
        raise BadSheet("That is more than 200 lines. Take it in two parts.")
    lines = enumerate(rows[1:], 2)
    return [_line(number, dict(zip(heading, row, strict=False)), clean) for number, row in lines if any(row)]


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


class _Reader:
    """One line's cells, and what is to be mended in them."""

    def __init__(self, cells: dict[str, str], clean: Callable[[str], str]) -> None:
        self.cells = cells
        self.clean = clean
        self.troubles: list[str] = []

    def text(self, name: str, most: int) -> str:
        words = self.clean(self.cells.get(name) or "")
        words = words[1:] if words[:1] == "'" and words[1:2] in ("=", "+", "-", "@") else words
        if len(words) > most:
            self.troubles.append(f"“{name}” can be up to {most} letters long.")
        return words[:most]

    def number(self, name: str, least: int, most: int, start: int) -> int:
        words = self.clean(self.cells.get(name) or "")
        if not words:
            return start
        if words.isascii() and words.isdecimal() and len(words) < 5 and least <= int(words) <= most:
            return int(words)
        self.troubles.append(f"“{name}” needs a number from {least} to {most}.")
        return start

    def choice(self, name: str, known: dict[str, Kind], start: Kind) -> Kind:
        words = self.clean(self.cells.get(name) or "").casefold()
        if words and words not in known:
            self.troubles.append(f"“{name}” is one of: {', '.join(known)}.")
        return known.get(words, start)

    def yes(self, name: str) -> bool:
        return self.clean(self.cells.get(name) or "").casefold() in YES


def _line(number: int, cells: dict[str, str], clean: Callable[[str], str]) -> Line:
    reader = _Reader(cells, clean)
    name = reader.text("name", 60)
    if not name:
        reader.troubles.append("It has no name.")
    plan = _plan(reader, name)
    try:
        plan.rule  # noqa: B018  # it says what does not fit
    except BadRule as trouble:
        reader.troubles.append(str(trouble))
    except TooLong:
        reader.troubles.append("It comes round again before its days are over: take fewer “days for it”.")
    return Line(number, name, None if reader.troubles else plan, tuple(reader.troubles))


def _plan(reader: _Reader, name: str) -> ChorePlan:
    steps = read_steps(reader.cells.get("steps") or "")
    if len(steps) > MOST_STEPS or any(len(step.words) > 60 for step in steps):
        reader.troubles.append("“steps” are up to twelve lines of up to 60 letters.")
    # An order, or one person, needs people, and they are chosen on the page of the chore.
    ways = {way.value: Way.up_for_grabs if way is Way.up_for_grabs else Way.by_fairness for way in Way}
    return ChorePlan(
        name=name,
        weekday=None,
        cadence=_cadence(reader),
        minutes=reader.number("minutes", 5, 30, 10),
        effort=reader.number("effort", 1, 3, 1),
        place=reader.text("place", 60),
        good_enough=reader.text("good enough", 200),
        icon=reader.choice("picture", {each: each for each in ICONS}, "chores"),
        energy=reader.choice("energy", {each.value: each for each in Energy}, Energy.middle),
        supplies=reader.text("supplies", 200),
        needs_two=reader.yes("two people"),
        steps=steps,
        part_of_day=reader.choice("part of day", {each.value: each for each in PartOfDay}, PartOfDay.any_time),
        when_over=reader.choice("when over", {each.value: each for each in WhenOver}, WhenOver.up_for_grabs),
        way=reader.choice("shared out", ways, Way.by_fairness),
        stays_a_week=reader.yes("all week"),
    )


def _cadence(reader: _Reader) -> Cadence:
    how = reader.choice("comes", {each.value: each for each in How}, How.weeks)
    names = {day.casefold(): number for number, day in enumerate(WEEKDAYS)}
    words = reader.clean(reader.cells.get("weekdays") or "").casefold().replace(",", " ").split()
    if unknown := [word for word in words if word not in names]:
        reader.troubles.append(f"“{unknown[0][:40]}” is no day of the week.")
    days = tuple(sorted({names[word] for word in words if word in names}))
    nth = reader.choice("nth", {"1": 1, "2": 2, "3": 3, "4": 4, "-1": -1, "last": -1}, 1)
    return Cadence(
        how=how,
        every=reader.number("every", 1, 60, 1),
        weekdays=days if how is How.weeks else (),
        weekday=days[0] if days else 0,
        nth=nth,
        day=reader.number("day", 1, 31, 1),
        days=reader.number("days for it", 1, 31, 1),
    )
