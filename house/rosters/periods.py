"""What happens to periods of the roster: begun, filled by a copy, and published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.acts import (
    NotAWorkerHere,
    ShiftOver,
    ShiftOverlap,
    draft_shift,
    give_shift,
    hand_out,
)
from house.rosters.checking import days_window, entered_off
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import LeftOpen, RosterPeriod, Why
from house.rosters.plan import PlanTrouble, SegmentKind, ShiftPlan, laid_out
from house.rosters.reading import workers_here
from house.rosters.time_off import not_there
from house.rosters.worked import NotThere
from house.trust.acts import note_change
from house.when.span import DAY, Span

PERIOD = "roster period"  # in the trace of changes


class PeriodOverlap(Exception):
    """Some of these days are in another period. It names that one's days."""

    def __init__(self, first_day: date, last_day: date) -> None:
        super().__init__()
        self.first_day, self.last_day = first_day, last_day


class AlreadyPublished(Exception):
    """Somebody else published it first."""


def begin_period(house_id: int, by_id: int, first_day: date, days: int, now: datetime) -> RosterPeriod:
    """Some days to draft. Raises `PeriodOverlap`."""
    # Held until this is kept, so that of two who begin the same days at once only one does.
    db.session.execute(sa.select(House.id).where(House.id == house_id).with_for_update(key_share=True))
    last_day = first_day + (days - 1) * DAY
    other = db.session.scalars(_touching(house_id, first_day, last_day)).first()
    if other:
        raise PeriodOverlap(other.first_day, other.last_day)
    period = RosterPeriod(
        house_id=house_id, first_day=first_day, last_day=last_day, made_at=now, made_by_id=by_id, published_at=None
    )
    db.session.add(period)
    db.session.flush()
    note_change(house_id, by_id, PERIOD, period.id, "made", now)
    return period


def _touching(house_id: int, first_day: date, last_day: date) -> sa.Select[RosterPeriod]:
    return sa.select(RosterPeriod).where(
        RosterPeriod.house_id == house_id, RosterPeriod.first_day <= last_day, RosterPeriod.last_day >= first_day
    )


def put_on_roster(house_id: int, by_id: int, plan: ShiftPlan, now: datetime) -> Shift:
    """A new shift: a draft in days that are drafted, and otherwise on the roster. Raises as `give_shift` does."""
    drafted = _touching(house_id, plan.day, plan.day).where(RosterPeriod.published_at.is_(None))
    # Held, so that it is not published meanwhile without this shift.
    if db.session.scalar(drafted.with_for_update()) is not None:
        return draft_shift(house_id, by_id, plan, now)
    return give_shift(house_id, by_id, plan, now)


# --- filled by a copy ---


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of copying: how many shifts, how many of them left open, and which no clock can show that day."""

    shifts: int
    left_open: int
    left_out: tuple[ShiftPlan, ...]


def copy_into(period: RosterPeriod, plans: Sequence[ShiftPlan], by_id: int, zone: ZoneInfo, now: datetime) -> Copied:
    """Put plans into a period; who can't have theirs is left out of it, and the shift stays open with the reason.

    Raises `AlreadyPublished`.
    """
    _lock_draft(period)
    fits = _Fitting(period, zone, now)
    left_out, left_open, made = [], 0, 0
    for plan in sorted(plans, key=lambda each: (each.day, each.from_time)):
        try:
            why = fits.why_not(plan)
            shift = draft_shift(period.house_id, by_id, replace(plan, worker_id=None) if why else plan, now)
        except (PlanTrouble, ShiftOver):
            left_out.append(plan)
            continue
        made += 1
        if why and plan.worker_id:
            left_open += 1
            _leave_open(shift, plan.worker_id, why)
    return Copied(made, left_open, tuple(left_out))


def _leave_open(shift: Shift, meant_for_id: int, why: Why) -> None:
    db.session.add(LeftOpen(shift_id=shift.id, house_id=shift.house_id, meant_for_id=meant_for_id, why=why))


class _Fitting:
    """Whether whom a shift is meant for can have it: here, not on leave, not in another shift at that time."""

    def __init__(self, period: RosterPeriod, zone: ZoneInfo, now: datetime) -> None:
        window = days_window(period.first_day, period.last_day + DAY, zone)
        self.zone = zone
        self.workers = {each.person_id: each.until for each in workers_here(period.house_id, now)}
        self.off: list[NotThere] = not_there(entered_off(period.house_id, window), window, zone)
        self.taken: list[tuple[int, Span]] = []

    def why_not(self, plan: ShiftPlan) -> Why | None:
        """Why not; None where it fits, or is meant for nobody. Raises a kind of `PlanTrouble`."""
        parts = laid_out(plan, self.zone)
        whole = Span(parts[0].span.start, parts[-1].span.end)
        here = [part.span for part in parts if part.kind is not SegmentKind.on_call]
        if plan.worker_id is None:
            return None
        if why := self._why(plan.worker_id, whole, here):
            return why
        self.taken += [(plan.worker_id, span) for span in here]
        return None

    def _why(self, worker_id: int, whole: Span, here: Iterable[Span]) -> Why | None:
        until = self.workers.get(worker_id)
        if worker_id not in self.workers or (until is not None and until <= whole.end):
            return Why.not_here
        for away in self.off:
            if away.worker_id == worker_id and away.span.overlaps(whole):
                return Why.leave if away.is_leave else Why.cannot
        is_twice = any(who == worker_id and span.overlaps(own) for who, span in self.taken for own in here)
        return Why.twice if is_twice else None


# --- published ---


def publish(period: RosterPeriod, by_id: int, now: datetime) -> list[int]:
    """Everybody sees it now, and its workers are asked for a yes. The shifts that had to stay open, by their ids.

    Raises `AlreadyPublished`.
    """
    _lock_draft(period)
    period.published_at, period.published_by_id = now, by_id
    left_open = []
    for shift in db.session.scalars(drafts_of(period).order_by(Shift.starts_at, Shift.id).with_for_update()):
        meant_for_id = shift.worker_id
        try:
            hand_out(shift, now)
        except (NotAWorkerHere, ShiftOverlap) as trouble:
            shift.worker_id = None
            hand_out(shift, now)
            left_open.append(shift.id)
            if meant_for_id:
                _leave_open(shift, meant_for_id, Why.twice if isinstance(trouble, ShiftOverlap) else Why.not_here)
    note_change(period.house_id, by_id, PERIOD, period.id, "published", now)
    db.session.flush()
    return left_open


def drafts_of(period: RosterPeriod) -> sa.Select[Shift]:
    """The shifts of a period that nobody but coordinators sees yet."""
    window = days_window(period.first_day, period.last_day, _zone(period.house_id))
    return sa.select(Shift).where(
        Shift.house_id == period.house_id,
        Shift.status == ShiftStatus.draft,
        Shift.starts_at >= window.start,
        Shift.starts_at < window.end,
    )


def _zone(house_id: int) -> ZoneInfo:
    return ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == house_id)).one())


def _lock_draft(period: RosterPeriod) -> None:
    db.session.refresh(period, with_for_update=True)
    if period.published_at is not None:
        raise AlreadyPublished
