"""Work in the night is noted from when to when, without anybody's name; the next shift is looked at again by it."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house.db import db
from house.rosters.handing_models import CallOut
from house.rosters.models import WITH_SOMEONE, Shift
from house.when.span import Span

BESIDE = timedelta(hours=6)  # how far from its shift a call can lie


class NotBesideShift(Exception):
    """It lies somewhere else than its shift, or is still to come."""


class NotedAlready(Exception):
    """Some of this time is noted already."""


def note_call(shift: Shift, person_id: int, span: Span, now: datetime) -> CallOut:
    """Keep when somebody was called. Raises `NotBesideShift` or `NotedAlready`."""
    db.session.refresh(shift, with_for_update=True)
    near = Span(shift.starts_at, shift.ends_at).widened(BESIDE)
    if shift.status not in WITH_SOMEONE or shift.worker_id != person_id:
        raise NotBesideShift
    if not near.contains(span.start) or span.end > min(near.end, now):
        raise NotBesideShift
    same = sa.select(CallOut.id).where(
        CallOut.shift_id == shift.id, CallOut.starts_at < span.end, CallOut.ends_at > span.start
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise NotedAlready
    call = CallOut(
        house_id=shift.house_id,
        shift_id=shift.id,
        person_id=person_id,
        starts_at=span.start,
        ends_at=span.end,
        noted_at=now,
    )
    db.session.add(call)
    db.session.flush()
    return call


def take_call_away(call: CallOut) -> None:
    """It was a slip."""
    db.session.delete(call)
    db.session.flush()
