"""A shift is changed: its day, its times, its worker. What was published keeps how it was, and asks for a yes anew."""

from datetime import datetime

from house.db import db
from house.rosters.acts import (
    ShiftMoved,
    ahead,
    awake_or_asleep,
    hand_over,
    insist_free,
    lay_parts,
    lock,
    lock_worker,
    moved,
)
from house.rosters.altering import Before, note_alteration
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import Altered, LeftOpen
from house.rosters.plan import Part, ShiftPlan
from house.when.span import Span


def change_shift(shift: Shift, plan: ShiftPlan, seen: int, by_id: int, now: datetime) -> None:
    """Make it what the plan says. `seen` is the state its form was opened in.

    Raises `ShiftMoved` where somebody else changed it meanwhile, and otherwise as `give_shift` does.
    """
    lock(shift)
    if shift.sequence != seen or shift.status is ShiftStatus.called_off:
        raise ShiftMoved
    parts, whole = ahead(plan, shift.house_id, now)
    if plan.worker_id is not None and shift.status is not ShiftStatus.draft:
        lock_worker(shift.house_id, plan.worker_id, whole, now)
        insist_free(shift.house_id, plan.worker_id, awake_or_asleep(parts), besides=shift.id)
    _make_it(shift, plan, parts, by_id, now)


def _make_it(shift: Shift, plan: ShiftPlan, parts: tuple[Part, ...], by_id: int, now: datetime) -> None:
    before, whole = Before.of(shift), Span(parts[0].span.start, parts[-1].span.end)
    shift.kind, shift.visible_label, shift.worker_id = plan.kind, plan.visible_label, plan.worker_id
    shift.starts_at, shift.ends_at = whole.start, whole.end
    asks_anew = (before.worker_id, before.starts_at, before.ends_at) != (plan.worker_id, whole.start, whole.end)
    if asks_anew and before.status is not ShiftStatus.draft:
        shift.confirmed_at = None
        hand_over(shift, now)
        note_alteration(shift, before, Altered.changed, by_id, now)
    lay_parts(shift, parts)
    if plan.worker_id is not None:
        forget_left_open(shift.id)
    moved(shift, by_id, "changed", now)


def forget_left_open(shift_id: int) -> None:
    """Somebody has it now: for whom it was meant before is over."""
    left = db.session.get(LeftOpen, shift_id)
    if left is not None:
        db.session.delete(left)
