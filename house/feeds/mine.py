"""A person's calendar links, to be taken along: by what they called them, never by their secret."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.feeds.models import Feed
from house.mine import Section, Value, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their links that were made from an instant on."""
    query = (
        sa.select(Feed.label, Feed.scope, Feed.detail, Feed.reminder, Feed.made_at, Feed.last_fetched_at, Feed.ended_at)
        .where(
            Feed.owner_id == person_id,
            Feed.house_id == house_id,
            Feed.made_at >= private_from,
        )
        .order_by(Feed.made_at, Feed.id)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query):
            yield tuple(row)

    return [
        Section(
            "calendar_links",
            _("My calendar links"),
            _("What you called each of them. Their secret addresses are not kept here."),
            fields(
                label=_("For"),
                carries=_("Carries"),
                detail=_("Says"),
                rings=_("Rings"),
                made=_("Made"),
                last_read=_("Last read"),
                switched_off=_("Switched off"),
            ),
            rows,
        )
    ]
