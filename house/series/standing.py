"""What each row of a series has: the wall time that was agreed on, the instants that follow from it, how it moved."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import BigId
from house.series.models import Series
from house.when.span import is_in_gap, to_instant, to_local


class AtWallTime:
    """Columns of a thing at a house wall time, in a series or by itself. Its instants follow from the zone."""

    series_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("series.id"))
    original_start: Mapped[datetime | None] = mapped_column(
        sa.DateTime()
    )  # house wall time: with its series, who it is
    starts_local: Mapped[datetime] = mapped_column(sa.DateTime())  # house wall time
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    edited_by_hand_at: Mapped[datetime | None]  # from then on a change of the plan leaves it as it is
    moved_from_local: Mapped[datetime | None] = mapped_column(sa.DateTime())  # where it stood before it was moved
    skipped_local: Mapped[datetime | None] = mapped_column(sa.DateTime())  # agreed on, but the clocks skip it that day

    def stand_at(self, local: datetime, minutes: int, zone: ZoneInfo) -> None:
        """Start at a house wall time and last so many minutes; a time that the clocks skip moves forward."""
        self.starts_at = to_instant(local, zone)
        self.ends_at = self.starts_at + timedelta(minutes=minutes)
        self.starts_local = to_local(self.starts_at, zone).replace(tzinfo=None)
        self.skipped_local = local if is_in_gap(local, zone) else None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    def remember_where(self, before: datetime) -> None:
        """Where it stood first, however often it was moved; nowhere once it is back there."""
        first = self.moved_from_local or before
        self.moved_from_local = None if first == self.starts_local else first


def wall_time(series: Series, start: datetime) -> datetime:
    """The time that is agreed on for a row, which the clocks may skip that day."""
    return datetime.combine(start.date(), series.first_local.time())
