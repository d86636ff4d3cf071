"""The house diary as entries for Today, the week and calendars."""

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.diary.access import visible
from house.diary.models import DiaryDay
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import DAY, Span


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """What stands in the diary in a window."""
    query = (
        sa.select(
            DiaryDay.id,
            DiaryDay.words,
            DiaryDay.day,
            DiaryDay.begins,
            DiaryDay.starts_at,
            DiaryDay.ends_at,
            DiaryDay.changed_at,
            DiaryDay.sequence,
        )
        .where(visible(viewer), DiaryDay.ends_at > window.start, DiaryDay.starts_at < window.end)
        .order_by(DiaryDay.starts_at, DiaryDay.id)
    )
    return [
        Entry(
            key=f"diary-{row.id}",
            kind="diary",
            title=row.words,
            quiet_title=_("House diary"),
            starts=row.starts_at if row.begins is not None else row.day,
            ends=row.ends_at if row.begins is not None else row.day + DAY,
            changed_at=row.changed_at,
            sequence=row.sequence,
            path=f"/diary/{row.id}",
        )
        for row in db.session.execute(query)
    ]
