"""When somebody is here and awake, by the shifts they said yes to."""

from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.rosters.access import works_here
from house.rosters.models import Segment, Shift, ShiftStatus
from house.rosters.plan import LONGEST, SegmentKind
from house.rosters.stays import Stretch, stays
from house.when.span import Span


def awake_hours(house_id: int, worker_id: int, window: Span) -> list[Span]:
    """A worker's hours around a window, in order; those that go over into the next are one. One query."""
    query = (
        sa.select(Segment.starts_at, Segment.ends_at)
        .join(Shift, Shift.id == Segment.shift_id)
        .where(
            Shift.house_id == house_id,
            Shift.worker_id == worker_id,
            Shift.status == ShiftStatus.confirmed,
            Shift.starts_at > window.start - LONGEST,
            Shift.starts_at < window.end,
            works_here(Shift.ends_at),
            Segment.kind == SegmentKind.active,
            Segment.starts_at < window.end,
            Segment.ends_at > window.start,
        )
    )
    rows: list[tuple[datetime, datetime]] = [(starts, ends) for starts, ends in db.session.execute(query)]
    return [stay.span for stay in stays((worker_id, Stretch(SegmentKind.active, Span(*row))) for row in rows)]
