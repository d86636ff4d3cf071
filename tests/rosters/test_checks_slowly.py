"""The checks beside a slow and obvious way to find the same: a quarter of an hour after another, on random rosters."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from house.rosters.findings import Check
from house.rosters.plan import PlanTrouble, SegmentKind, ShiftKind, ShiftPlan
from house.rosters.rules import check_roster
from house.rosters.worked import Basis, Roster, Terms, Worked
from house.when.span import DAY
from tests.rosters.rosters import book, worked
from tests.support.cast import ZONE

QUARTER = timedelta(minutes=15)
# Over both changes of the clocks: 5 April 2026, before the new figures, and 4 October, after them.
FIRST_DAYS = (date(2026, 3, 30), date(2026, 9, 28))
DAYS = 14
Figures = Counter[tuple[Check, int]]

quarters = some.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
kinds = some.sampled_from([ShiftKind.day, ShiftKind.sleepover, ShiftKind.on_call])
plans = some.lists(some.tuples(some.integers(0, DAYS - 2), quarters, quarters, kinds), max_size=9)


def made(first: date, lines: list[tuple[int, time, time, ShiftKind]]) -> tuple[Worked, ...]:
    found = []
    for n, (day, start, end, kind) in enumerate(lines, 1):
        try:
            found.append(worked(n, ShiftPlan(kind, None, first + day * DAY, start, end)))
        except PlanTrouble:
            continue
    return tuple(found)


def ticks(first: date) -> list[datetime]:
    """Every quarter of an hour of the days, and of one more."""
    start = datetime.combine(first, time(), ZONE).astimezone(UTC)
    return [start + n * QUARTER for n in range((DAYS + 1) * 96)]


def at(shifts: tuple[Worked, ...], tick: datetime, *wanted: SegmentKind) -> list[int]:
    """Who does one of these at that moment: the ids of the shifts."""
    return [
        each.shift_id for each in shifts for part in each.pieces if part.kind in wanted and part.span.contains(tick)
    ]


def slow_twice(shifts: tuple[Worked, ...], first: date) -> Figures:
    """Pairs of shifts that share time in the house, with how many minutes they share."""
    pairs: Counter[tuple[int, int]] = Counter()
    for tick in ticks(first):
        here = at(shifts, tick, SegmentKind.active, SegmentKind.sleepover)
        pairs.update((one, other) for one in here for other in here if one < other)
    return Counter((Check.twice_at_once, 15 * minutes) for minutes in pairs.values())


def slow_on_call(shifts: tuple[Worked, ...], first: date) -> Figures:
    pairs: Counter[tuple[int, int]] = Counter()
    for tick in ticks(first):
        here = at(shifts, tick, SegmentKind.active, SegmentKind.sleepover)
        on_call = at(shifts, tick, SegmentKind.on_call)
        pairs.update((one, other) for one in here for other in on_call)
    return Counter((Check.on_call_while_here, 15 * minutes) for minutes in pairs.values())


def runs_of(shifts: tuple[Worked, ...], first: date, counted: list[SegmentKind]) -> list[tuple[bool, list[datetime]]]:
    """Time at work and time between, in turn."""
    runs = groupby(ticks(first), key=lambda tick: bool(at(shifts, tick, *counted)))
    return [(busy, list(run)) for busy, run in runs]


def slow_rest(shifts: tuple[Worked, ...], first: date, sleep_is_break: bool) -> Figures:
    """Runs of time without work, between two runs with it; the sleep between two sides of a night is none of them."""

    def all_asleep(run: list[datetime]) -> bool:
        nights = [{*at(shifts, tick, SegmentKind.sleepover)} for tick in run]
        return bool(set.intersection(*nights))

    counted = [SegmentKind.active] if sleep_is_break else [SegmentKind.active, SegmentKind.sleepover]
    found: Figures = Counter()
    for busy, run in runs_of(shifts, first, counted)[1:-1]:
        if not busy and not all_asleep(run) and 15 * len(run) < 600:
            found[Check.rest, 15 * len(run)] += 1
    return found


def slow_hours(shifts: tuple[Worked, ...], first: date) -> Figures:
    """Quarters of an hour at work in each week, by the day on the wall."""
    weeks: Counter[int] = Counter()
    for tick in ticks(first):
        if at(shifts, tick, SegmentKind.active):
            weeks[(tick.astimezone(ZONE).date() - first).days // 7] += 15
    return Counter((Check.week_hours, minutes) for minutes in weeks.values() if minutes > 38 * 60)


def slow_days_off(shifts: tuple[Worked, ...], first: date) -> Figures:
    here = (SegmentKind.active, SegmentKind.sleepover)
    busy = {tick.astimezone(ZONE).date() for tick in ticks(first) if at(shifts, tick, *here)}
    seen = {tick.astimezone(ZONE).date() for tick in ticks(first) if at(shifts, tick, *SegmentKind)}
    weeks = {(day - first).days // 7 for day in seen}
    off = [7 - sum((day - first).days // 7 == week for day in busy) for week in weeks]
    return Counter((Check.week_days_off, days) for days in off if days < 2)


def slow_length(shifts: tuple[Worked, ...], first: date, sleep_is_break: bool) -> Figures:
    """Runs of work with no sleep in them, longer than 8 hours."""
    counted = [SegmentKind.active] if sleep_is_break else [SegmentKind.active, SegmentKind.sleepover]
    found: Figures = Counter()
    for busy, run in runs_of(shifts, first, counted):
        slept = not sleep_is_break and any(at(shifts, tick, SegmentKind.sleepover) for tick in run)
        if busy and not slept and 15 * len(run) > 480:
            found[Check.shift_length, 15 * len(run)] += 1
    return found


@pytest.mark.parametrize("first", FIRST_DAYS)
@settings(deadline=None, max_examples=60)
@given(lines=plans)
def test_the_checks_agree_with_the_slow_way(first: date, lines: list[tuple[int, time, time, ShiftKind]]) -> None:
    shifts, before_june = made(first, lines), first < date(2026, 6, 1)
    roster = Roster(shifts, terms={1: Terms(basis=Basis.week)})
    slow = slow_twice(shifts, first) + slow_on_call(shifts, first) + slow_rest(shifts, first, before_june)
    slow += slow_hours(shifts, first) + slow_days_off(shifts, first) + slow_length(shifts, first, before_june)
    checks = {Check.twice_at_once, Check.on_call_while_here, Check.rest, Check.shift_length}
    checks |= {Check.week_hours, Check.week_days_off}
    quick = [each for each in check_roster(roster, book(), ZONE) if each.check in checks]
    kept = Counter((each.check, each.found) for each in quick)
    assert +kept == +slow
