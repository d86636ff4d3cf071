"""What a person added to the house diary under their own name, to be taken along."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.diary.models import DiaryDay, DiaryLine
from house.mine import Section, Value, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their lines from an instant on. Behind an unsigned one nobody can be found, whoever wrote it included."""
    first = sa.select(sa.func.min(DiaryDay.day)).where(DiaryDay.line_id == DiaryLine.id).correlate(DiaryLine)
    query = (
        sa.select(DiaryLine.words, first.scalar_subquery(), DiaryLine.repeat, DiaryLine.added_at)
        .where(
            DiaryLine.added_by_id == person_id,
            DiaryLine.house_id == house_id,
            DiaryLine.added_at >= private_from,
            DiaryLine.words != "",
        )
        .order_by(DiaryLine.added_at, DiaryLine.id)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    return [
        Section(
            "diary_lines",
            _("What I added to the house diary"),
            _("Under your name. What was added without a name is not here."),
            fields(words=_("What"), first_day=_("Day"), repeat=_("How often"), added=_("Added")),
            rows,
        )
    ]
