"""Tables of the house diary: the lines that were written, and each day one of them stands on."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, InCalendar, words_enum
from house.diary.plan import LONGEST_LINE, Repeat, Saying


class DiaryLine(Base):
    """A line as it was written, once or repeating. Unsigned, it holds no person: nobody can be found behind it."""

    __tablename__ = "diary_line"
    __table_args__ = (
        sa.CheckConstraint("(repeat = 'once') = (series_id IS NULL)", name="a_repeat_has_a_series"),
        # An id that came again would be another line in the trace.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("series.id"), unique=True)
    repeat: Mapped[Repeat] = mapped_column(words_enum(Repeat, "diary_repeat"))
    words: Mapped[str] = mapped_column(sa.String(LONGEST_LINE))
    begins: Mapped[time | None]  # house wall time; none: all day
    ends: Mapped[time | None]
    added_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # none: "someone in the house"
    added_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(sa.Integer, default=0)  # how often all of it was changed

    def saying(self, day: date) -> Saying:
        """What it says of a day."""
        return Saying(self.words, day, self.begins, self.ends)


class DiaryDay(InCalendar, Base):
    """A line on one of its days. It says what the line says, unless this day alone was changed.

    One that was taken off says nothing any more. It stays, so that its day does not come back with the next change
    of its line, and so that somebody who was about to change it can be told.
    """

    __tablename__ = "diary_day"
    __table_args__ = (
        sa.UniqueConstraint("line_id", "original_day"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint("(taken_off_at IS NULL) = (words <> '')", name="taken_off_without_words"),
        sa.Index("ix_diary_day_house_id_ends_at", "house_id", "ends_at"),
        # An id that came again would be somebody's old calendar entry.
        {"sqlite_autoincrement": True},
    )
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    line_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("diary_line.id"))
    original_day: Mapped[date]  # with its line, who it is
    words: Mapped[str] = mapped_column(sa.String(LONGEST_LINE))
    day: Mapped[date]
    begins: Mapped[time | None]  # house wall time; none: all day
    ends: Mapped[time | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_by_hand: Mapped[bool] = mapped_column(default=False)  # this day alone was changed
    taken_off_at: Mapped[datetime | None]

    def say(self, what: Saying, zone: ZoneInfo) -> None:
        """Say this from now on."""
        span = what.span(zone)
        self.words, self.day, self.begins, self.ends = what.words, what.day, what.begins, what.ends
        self.starts_at, self.ends_at = span.start, span.end

    @property
    def saying(self) -> Saying:
        """What it says."""
        return Saying(self.words, self.day, self.begins, self.ends)
