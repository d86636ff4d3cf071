"""Two meetings at the same time: nobody can be at both, so neither is planned onto the other."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.meetings.models import Meeting, Status


class OntoAnother(Exception):
    """Another meeting of the house stands at that time, from an instant to another."""

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        super().__init__()
        # Not the meeting itself: what was tried is taken back, and that one may be part of it.
        self.starts_at, self.ends_at = starts_at, ends_at


def insist_alone(meeting: Meeting) -> None:
    """Raises `OntoAnother` where a meeting shares time with another one. The house is held by whoever asks."""
    query = sa.select(Meeting).where(
        Meeting.house_id == meeting.house_id,
        Meeting.id != meeting.id,
        Meeting.status != Status.called_off,
        Meeting.starts_at < meeting.ends_at,
        Meeting.ends_at > meeting.starts_at,
    )
    other = db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()
    if other:
        raise OntoAnother(other.starts_at, other.ends_at)


def insist_series_alone(house_id: int, series_id: int, now: datetime) -> None:
    """Raises `OntoAnother` where a meeting of a series to come shares time with one that stays as it is."""
    own = aliased(Meeting)
    query = (
        sa.select(Meeting)
        .join(own, (own.starts_at < Meeting.ends_at) & (own.ends_at > Meeting.starts_at) & (own.id != Meeting.id))
        .where(own.house_id == house_id, own.series_id == series_id, own.status != Status.called_off)
        .where(Meeting.house_id == house_id, Meeting.status != Status.called_off, own.ends_at > now)
    )
    other = db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()
    if other:
        raise OntoAnother(other.starts_at, other.ends_at)
