"""What is kept of a change after publishing: how the shift was, how it is, and by that who is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

import sqlalchemy as sa

from house.db import db
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import Altered, ShiftAlteration


@dataclass(frozen=True, slots=True)
class Before:
    """A shift as it stood before it was changed."""

    status: ShiftStatus
    worker_id: int | None
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, shift: Shift) -> Self:
        """As it stands now."""
        return cls(shift.status, shift.worker_id, shift.starts_at, shift.ends_at)


def note_alteration(shift: Shift, before: Before, what: Altered, by_id: int | None, now: datetime) -> None:
    """Keep how it was, unless nobody but coordinators has seen it yet."""
    if before.status is ShiftStatus.draft:
        return
    shift.altered_at = now
    db.session.add(
        ShiftAlteration(
            house_id=shift.house_id,
            shift_id=shift.id,
            at=now,
            by_id=by_id,
            what=what,
            worker_before_id=before.worker_id,
            worker_after_id=None if what is Altered.called_off else shift.worker_id,
            starts_before=before.starts_at,
            ends_before=before.ends_at,
            starts_after=shift.starts_at,
            ends_after=shift.ends_at,
        )
    )


def mark_seen(shift: Shift, person_id: int, now: datetime) -> None:
    """Somebody has seen how a shift changed that was theirs, or is."""
    table = ShiftAlteration
    for who, saw_at in ((table.worker_before_id, table.before_saw_at), (table.worker_after_id, table.after_saw_at)):
        unseen = sa.update(table).where(table.shift_id == shift.id, who == person_id, saw_at.is_(None))
        db.session.execute(unseen.values({saw_at: now}).execution_options(synchronize_session=False))
