"""Two workers swap shifts: both say yes, the checks look again, and where they find something a coordinator decides."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.acts import (
    ShiftMoved,
    here_spans,
    insist_free,
    insist_free_elsewhere,
    lock_worker,
    moved,
)
from house.rosters.altering import Before, note_alteration
from house.rosters.checking import found_if_swapped
from house.rosters.cover_models import ShiftSwap, SwapStanding
from house.rosters.findings import Finding
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.period_models import Altered
from house.rosters.terms_models import RosterRules
from house.when.span import Span

LIVE = (SwapStanding.asked, SwapStanding.waits)


def ask_swap(shift: Shift, other: Shift, by_id: int, now: datetime) -> ShiftSwap:
    """Ask whoever has the other shift whether they would swap. Raises `ShiftMoved` where it can't be."""
    if shift.worker_id != by_id or other.worker_id in (None, by_id) or not _is_ahead(shift, other, now):
        raise ShiftMoved
    for earlier in db.session.scalars(_live(shift.id)):
        earlier.standing, earlier.settled_at = SwapStanding.let_go, now
    swap = ShiftSwap(
        house_id=shift.house_id,
        shift_id=shift.id,
        other_shift_id=other.id,
        asked_by_id=by_id,
        asked_id=other.worker_id,
        standing=SwapStanding.asked,
        asked_at=now,
    )
    db.session.add(swap)
    db.session.flush()
    return swap


def _is_ahead(shift: Shift, other: Shift, now: datetime) -> bool:
    return all(each.status in WITH_SOMEONE and each.starts_at > now for each in (shift, other))


def _live(shift_id: int) -> sa.Select[ShiftSwap]:
    """The swaps that still stand for a shift that somebody would give."""
    return sa.select(ShiftSwap).where(ShiftSwap.shift_id == shift_id, ShiftSwap.standing.in_(LIVE))


def agree(swap: ShiftSwap, now: datetime) -> SwapStanding:
    """Whoever was asked says yes: it is done, or a coordinator is asked where the checks find something.

    Raises `ShiftMoved`, `NotAWorkerHere` or `ShiftOverlap`.
    """
    shift, other = _both(swap, SwapStanding.asked, now)
    swap.answered_at = now
    rules = db.session.get(RosterRules, swap.house_id)
    if (rules and rules.swaps_need_ok) or any(each.is_open for each in found_for(swap)):
        swap.standing = SwapStanding.waits
        db.session.flush()
        return swap.standing
    _swap(swap, shift, other, swap.asked_id, now)
    return swap.standing


def allow(swap: ShiftSwap, by_id: int, now: datetime) -> None:
    """A coordinator says yes to a swap that both agreed to. Raises as `agree` does."""
    shift, other = _both(swap, SwapStanding.waits, now)
    _swap(swap, shift, other, by_id, now)


def let_go(swap: ShiftSwap, now: datetime) -> None:
    """It won't be: both keep theirs. Raises `ShiftMoved` where it no longer stands."""
    db.session.refresh(swap, with_for_update=True)
    if swap.standing not in LIVE:
        raise ShiftMoved
    swap.standing, swap.settled_at = SwapStanding.let_go, now
    db.session.flush()


def _both(swap: ShiftSwap, standing: SwapStanding, now: datetime) -> tuple[Shift, Shift]:
    """Both shifts, held; each still with whom it was with when the swap was asked for."""
    db.session.refresh(swap, with_for_update=True)
    if swap.standing is not standing:
        raise ShiftMoved
    ids = (swap.shift_id, swap.other_shift_id)
    held = sa.select(Shift).where(Shift.id.in_(ids)).order_by(Shift.id).with_for_update()
    by_id = {each.id: each for each in db.session.scalars(held.execution_options(populate_existing=True))}
    shift, other = by_id[swap.shift_id], by_id[swap.other_shift_id]
    stands = (shift.worker_id, other.worker_id) == (swap.asked_by_id, swap.asked_id)
    if not stands or not _is_ahead(shift, other, now):
        raise ShiftMoved
    return shift, other


def found_for(swap: ShiftSwap) -> list[Finding]:
    """What the checks would find about both shifts, once they are swapped."""
    zone = ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == swap.house_id)).one())
    return found_if_swapped(swap.house_id, (swap.shift_id, swap.other_shift_id), zone)


def _swap(swap: ShiftSwap, shift: Shift, other: Shift, by_id: int, now: datetime) -> None:
    for each, worker_id, given in ((shift, swap.asked_id, other), (other, swap.asked_by_id, shift)):
        lock_worker(each.house_id, worker_id, Span(each.starts_at, each.ends_at), now)
        insist_free(each.house_id, worker_id, here_spans(each), besides=given.id)
        insist_free_elsewhere(each, worker_id)
    for each, worker_id in ((shift, swap.asked_id), (other, swap.asked_by_id)):
        before = Before.of(each)
        each.worker_id, each.status = worker_id, ShiftStatus.confirmed
        each.given_at, each.confirmed_at = now, now
        note_alteration(each, before, Altered.swapped, by_id, now)
        moved(each, by_id, "swapped", now)
    swap.standing, swap.settled_at = SwapStanding.done, now
    db.session.flush()
