"""What a person brought to meetings under their own name, to be taken along."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.meetings.action_mine import what_i_asked, what_i_offered
from house.meetings.models import AgendaItem, Meeting
from house.mine import Section, Value, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their items of meetings from an instant on. Behind an unsigned one nobody can be found, its owner included."""
    query = (
        sa.select(AgendaItem.title, AgendaItem.kind, AgendaItem.content_note, Meeting.title, Meeting.starts_at)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.raised_by_id == person_id,
            AgendaItem.house_id == house_id,
            Meeting.starts_at >= private_from,
        )
        .order_by(Meeting.starts_at, AgendaItem.position, AgendaItem.id)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    return [
        *what_i_offered(person_id, house_id, private_from),
        *what_i_asked(person_id, house_id, private_from),
        Section(
            "agenda_items",
            _("What I brought to meetings"),
            _("Under your name. What was brought without a name is not here."),
            fields(
                title=_("What"), kind=_("To"), content_note=_("A word before"), meeting=_("Meeting"), starts=_("When")
            ),
            rows,
        ),
    ]
