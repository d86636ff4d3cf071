"""B4: pages of the roster over ten years of shifts. B5: all checks over 12 workers × 8 weeks."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bench.goals.sealed import cost, opened, statements
from bench.houses import Houses
from bench.inside import Visitor
from bench.results import Result
from bench.turns import Effort, in_turn
from house.db import db, transaction
from house.rosters.models import Segment, Shift
from house.rosters.packs import PayPeriod, rulebook
from house.rosters.period_models import RosterPeriod, ShiftAlteration
from house.rosters.plan import ShiftKind, ShiftPlan, laid_out
from house.rosters.rules import check_roster
from house.rosters.worked import Piece, Roster, Worked
from house.when.span import MINUTE

A_MONTH, ZONE, MONDAY = timedelta(days=31), ZoneInfo("Australia/Melbourne"), date(2026, 9, 7)
WORKERS, WEEKS, SEED = 12, 8, 20
PAGES = ("/rosters", "/rosters/week", "/rosters/changes")
DAY, OFTEN = timedelta(days=1), 0.6
TIMES = (
    (ShiftKind.day, 7, 15),
    (ShiftKind.evening, 14, 22),
    (ShiftKind.active_night, 22, 6),
    (ShiftKind.sleepover, 20, 8),
    (ShiftKind.on_call, 21, 8),
)


def measure_pages(houses: Houses, effort: Effort) -> Iterator[Result]:
    """The fortnight, the week, its changes and the planner's page, after ten years and after one month of shifts."""
    many, few = houses.decade.copied("many-shifts"), houses.decade.copied("few-shifts")
    visitors = [opened(many, "coordinator"), opened(few, "coordinator")]
    _keep_a_month(visitors[1])
    for path in (*PAGES, f"/rosters/periods/{_period(visitors[0])}"):
        words = f"{path.rstrip('0123456789')} over 10 years of shifts, against a month of them"
        more, fewer = (statements(visitor, path) for visitor in visitors)
        yield Result("B4", f"{words}: statements", more / fewer, "≤", 1)
        ratio = in_turn(*(cost(visitor, path, effort) for visitor in visitors), effort.rounds)
        yield Result("B4", f"{words}: cost", ratio, "≤", 1.10)


def _period(visitor: Visitor) -> int:
    """The fortnight that is under way."""
    with visitor.app.app_context(), transaction(may_write=False) as session:
        published = sa.select(RosterPeriod.id).where(RosterPeriod.published_at.is_not(None))
        return session.scalars(published.order_by(RosterPeriod.id)).first() or 0


def _keep_a_month(visitor: Visitor) -> None:
    """Only the shifts of the last month and those to come stay."""
    since = datetime.now(UTC) - A_MONTH
    old = sa.select(Shift.id).where(Shift.starts_at < since).scalar_subquery()
    with visitor.app.app_context(), transaction():
        for table in (ShiftAlteration, Segment):
            db.session.execute(sa.delete(table).where(table.shift_id.in_(old)))
        db.session.execute(sa.delete(Shift).where(Shift.starts_at < since))


def measure_checks(_houses: Houses, effort: Effort) -> Iterator[Result]:
    """Every check of the award over a roster as it comes, against laying the same shifts out from their plans."""
    plans, book = random_plans(), rulebook("AU-SCHADS", PayPeriod(date(2026, 6, 1), 14), {})
    roster = laid(plans)
    ratio = in_turn(
        lambda: _took(lambda: check_roster(roster, book, ZONE)), lambda: _took(lambda: laid(plans)), effort.rounds
    )
    times = sorted(_took(lambda: check_roster(roster, book, ZONE)) for _turn in range(7))
    words = f"all checks over {WORKERS} workers × {WEEKS} weeks, {len(roster.shifts)} shifts"
    yield Result("B5", words, times[3] * 1000, "≤", 500, "ms")
    yield Result("B5", f"{words}: against laying them out", ratio, "≤", 3)


def random_plans() -> list[tuple[int, ShiftPlan]]:
    """Three shifts in five days or so for everybody, over the night the clocks go forward; the same every time."""
    chance = random.Random(SEED)  # a roster to measure, not a secret
    days = [(worker_id, MONDAY + n * DAY) for worker_id in range(1, WORKERS + 1) for n in range(WEEKS * 7)]
    picked = [(worker_id, day, chance.choice(TIMES)) for worker_id, day in days if chance.random() < OFTEN]
    return [
        (worker_id, ShiftPlan(kind, worker_id, day, time(first), time(last)))
        for worker_id, day, (kind, first, last) in picked
    ]


def laid(plans: list[tuple[int, ShiftPlan]]) -> Roster:
    """The plans as the checks see them."""
    shifts = (_worked(number, worker_id, plan) for number, (worker_id, plan) in enumerate(plans, 1))
    return Roster(tuple(shifts))


def _worked(number: int, worker_id: int, plan: ShiftPlan) -> Worked:
    parts = laid_out(plan, ZONE)
    pieces = (Piece(each.kind, each.span, (each.local_end - each.local_start) // MINUTE) for each in parts)
    return Worked(number, worker_id, plan.kind, tuple(pieces))


def _took(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began
