"""PURE. Shifts as a sheet (CSV): written for a spreadsheet, and read back line by line, each bad line named."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from house.rosters.plan import AsleepOutside, NoTime, PlanTrouble, ShiftKind, ShiftPlan, TooLong, laid_out, moved_times

COLUMNS = ("day", "from", "to", "kind", "asleep from", "asleep to", "worker", "words")
MOST_LINES = 300
TIMES = ("%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p")
TROUBLES: dict[type[PlanTrouble], str] = {
    NoTime: "It starts and ends at the same time.",
    TooLong: "It is longer than 24 hours, since the clocks go back that night.",
    AsleepOutside: "The hours of sleep do not fit between its start and its end.",
}


class BadSheet(ValueError):
    """The sheet as a whole can't be read; its text is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: what shift it makes, or what is to be mended in it."""

    number: int  # as a spreadsheet counts them, the heading being 1
    words: str  # what stood in it, in short
    plan: ShiftPlan | None
    troubles: tuple[str, ...] = ()
    note: str = ""


def write(plans: Iterable[ShiftPlan], names: Mapping[int, str]) -> str:
    """Shifts, with a heading. Cells that a spreadsheet would reckon with begin with a quote."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for plan in plans:
        writer.writerow([_tame(cell) for cell in _cells(plan, names)])
    return sheet.getvalue()


def _cells(plan: ShiftPlan, names: Mapping[int, str]) -> list[str]:
    sleeps = plan.kind is ShiftKind.sleepover
    asleep = [f"{plan.asleep_from:%H:%M}", f"{plan.asleep_to:%H:%M}"] if sleeps else ["", ""]
    name = names.get(plan.worker_id, "") if plan.worker_id else ""
    times = [plan.day.isoformat(), f"{plan.from_time:%H:%M}", f"{plan.to_time:%H:%M}"]
    return [*times, plan.kind.value, *asleep, name, plan.visible_label]


def _tame(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def read(text: str, clean: Callable[[str], str], known: "Known") -> list[Line]:
    """Every line of a sheet, in order. Raises `BadSheet` where there is no heading with a day, or too much."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text)))
    heading = [clean(cell).casefold() for cell in rows[0]] if rows else []
    if "day" not in heading:
        raise BadSheet("The first line names the columns, and one of them is “day”.")
    if len(rows) > MOST_LINES:
        raise BadSheet("That is more than 300 lines. Take it in two parts.")
    lines = enumerate(rows[1:], 2)
    return [_line(number, dict(zip(heading, row, strict=False)), clean, known) for number, row in lines if any(row)]


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


@dataclass(frozen=True, slots=True)
class Known:
    """What lines are held against: the days of the period, who works here, and the clocks of the house."""

    first_day: date
    last_day: date
    workers: Mapping[str, int]  # by name, folded
    zone: ZoneInfo


class _Reader:
    """One line's cells, and what is to be mended in them."""

    def __init__(self, cells: Mapping[str, str], clean: Callable[[str], str], known: Known) -> None:
        self.cells = {name: clean(cell or "")[:200] for name, cell in cells.items()}
        self.known = known
        self.troubles: list[str] = []

    def cell(self, name: str) -> str:
        words = self.cells.get(name, "")
        return words[1:] if words[:1] == "'" and words[1:2] in ("=", "+", "-", "@") else words

    def day(self) -> date:
        try:
            day = date.fromisoformat(self.cell("day"))
        except ValueError:
            self.troubles.append("“day” is written like 2026-08-17.")
            return self.known.first_day
        if not self.known.first_day <= day <= self.known.last_day:
            self.troubles.append("This day is in another stretch of the roster.")
        return day

    def at(self, name: str, start: time | None = None) -> time:
        words = self.cell(name).replace(" ", "")
        if not words and start is not None:
            return start
        for form in TIMES:
            try:
                return datetime.strptime(words, form).time()  # noqa: DTZ007  # a time on the wall has no zone
            except ValueError:
                continue
        self.troubles.append(f"“{name}” is a time like 22:00 or 10pm.")
        return time()

    def kind(self) -> ShiftKind:
        words = self.cell("kind").casefold()
        if words and words not in list(ShiftKind):
            self.troubles.append(f"“kind” is one of: {', '.join(ShiftKind)}.")
        return ShiftKind(words) if words in list(ShiftKind) else ShiftKind.day

    def worker(self) -> int | None:
        words = self.cell("worker").casefold()
        if words and words not in self.known.workers:
            self.troubles.append("“worker” is the name of somebody who works here, or empty.")
        return self.known.workers.get(words)

    def label(self) -> str:
        words = self.cell("words")
        if len(words) > 60:
            self.troubles.append("“words” can be up to 60 letters long.")
        return words[:60]


def _line(number: int, cells: Mapping[str, str], clean: Callable[[str], str], known: Known) -> Line:
    reader = _Reader(cells, clean, known)
    plan = ShiftPlan(
        kind=reader.kind(),
        worker_id=reader.worker(),
        day=reader.day(),
        from_time=reader.at("from"),
        to_time=reader.at("to"),
        asleep_from=reader.at("asleep from", time(22)),
        asleep_to=reader.at("asleep to", time(6)),
        visible_label=reader.label(),
    )
    words = " ".join(reader.cell(name) for name in ("day", "from", "to", "worker"))[:80]
    note = _note(plan, reader) if not reader.troubles else ""
    return Line(number, words, None if reader.troubles else plan, tuple(reader.troubles), note)


def _note(plan: ShiftPlan, reader: _Reader) -> str:
    """What the clocks do to it, or what is wrong with its times, which goes among the troubles."""
    try:
        parts = laid_out(plan, reader.known.zone)
    except PlanTrouble as trouble:
        reader.troubles.append(TROUBLES.get(type(trouble), "The clocks go forward that night and leave this time out."))
        return ""
    moved = moved_times(parts, reader.known.zone)
    return f"The clocks leave {moved[0]:%H:%M} out that night, so it counts as an hour after." if moved else ""


def same_names(pairs: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Workers by name; a name that two have stands for neither."""
    found: dict[str, list[int]] = {}
    for person_id, name in pairs:
        found.setdefault(name.casefold(), []).append(person_id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}
