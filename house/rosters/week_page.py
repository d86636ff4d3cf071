"""A week of the roster at a glance: drawn hour by hour where there is room, and told day by day everywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.rosters.access import seen_by
from house.rosters.blueprint import bp
from house.rosters.cover import day_cover
from house.rosters.fortnight import RosterLine, roster_line, touching
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_page import gaps_words
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.stays import Stretch
from house.rosters.week_grid import Row, week_grid
from house.viewer import Viewer, get_viewer
from house.web import asked_week
from house.when.span import DAY, day_span, days_span, to_local, week_start

DAYS = 7


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day, in words."""

    iso: str
    words: str
    short: str  # "Mon 3"
    is_today: bool
    gaps: str
    lines: tuple[RosterLine, ...]
    again: frozenset[int]  # shifts that stand on the day before already: paper leaves them out


@bp.get("/week")
@members
def week() -> ResponseReturnValue:
    """Who is here in a week, one query."""
    viewer, now = get_viewer(), clock.now()
    this_week = week_start(to_local(now, viewer.zone).date())
    first = asked_week(this_week)
    window = days_span(first, first + DAYS * DAY, viewer.zone)
    shifts = shifts_within(viewer.house_id, window, Shift.status != ShiftStatus.called_off, seen_by(viewer))
    days = [first + n * DAY for n in range(DAYS)]
    return render_template(
        "rosters/week.html",
        days=[_day(day, day > first, shifts, viewer, now) for day in days],
        grid=week_grid([day_span(day, viewer.zone) for day in days], _rows(shifts), _("Somebody here")),
        title=_("%(first)s to %(last)s", first=_named(days[0]), last=_named(days[-1])),
        is_this_week=first == this_week,
        before=url_for(".week", of=(first - DAYS * DAY).isoformat()),
        after=url_for(".week", of=(first + DAYS * DAY).isoformat()),
    )


def _named(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM"))


def _day(day: date, has_day_before: bool, shifts: list[SeenShift], viewer: Viewer, now: datetime) -> WeekDay:
    span = day_span(day, viewer.zone)
    here = (each for shift in shifts if _has_somebody(shift) for each in shift.stretches)
    return WeekDay(
        day.isoformat(),
        _named(day),
        str(format_date(day, "EEE d")),
        day == to_local(now, viewer.zone).date(),
        gaps_words(day_cover(span, here), viewer),
        tuple(roster_line(shift, day, viewer, now) for shift in touching(day, shifts, viewer)),
        frozenset(shift.id for shift in shifts if has_day_before and shift.starts_at < span.start),
    )


def _has_somebody(shift: SeenShift) -> bool:
    return shift.worker_id is not None


def _rows(shifts: Sequence[SeenShift]) -> list[Row]:
    """A row for each worker by name, and as many as are needed for shifts at once that nobody has."""
    people = {shift.worker_id: shift.name for shift in shifts if _has_somebody(shift)}
    named = sorted(people.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    rows = [Row(name, _stretches(each for each in shifts if each.worker_id == who)) for who, name in named]
    return [*rows, *(Row(_("Nobody yet"), _stretches(lane), is_open=True) for lane in _apart(shifts))]


def _stretches(shifts: Iterable[SeenShift]) -> tuple[Stretch, ...]:
    return tuple(stretch for shift in shifts for stretch in shift.stretches)


def _apart(shifts: Sequence[SeenShift]) -> list[list[SeenShift]]:
    """Shifts without anybody, in as few rows as hold them side by side."""
    lanes: list[list[SeenShift]] = []
    for shift in shifts:
        if _has_somebody(shift):
            continue
        free = next((lane for lane in lanes if lane[-1].ends_at <= shift.starts_at), None)
        if free is None:
            lanes.append([shift])
        else:
            free.append(shift)
    return lanes
