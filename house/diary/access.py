"""Who may see the house diary and write in it: everyone of the house, whoever wrote a line."""

from datetime import datetime

import sqlalchemy as sa

from house.diary.models import DiaryDay
from house.viewer import Viewer


def may_see(viewer: Viewer, day: DiaryDay) -> bool:
    """The diary is the house's own, and what was taken off is gone for everybody."""
    return is_ours(viewer, day) and day.taken_off_at is None


def is_ours(viewer: Viewer, day: DiaryDay) -> bool:
    """Whether it is of the viewer's house, taken off or not."""
    return viewer.house_id == day.house_id


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    return sa.and_(DiaryDay.house_id == viewer.house_id, DiaryDay.taken_off_at.is_(None))


def is_over(day: DiaryDay, now: datetime) -> bool:
    """Whether its end has come: then it is changed or taken off by itself, and what follows is left alone."""
    return day.ends_at <= now
