"""That someone shared a check-in, with whoever is on shift or with you: no name, no words, no count, and so no look."""

from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.checkins.access import listed, looked_at_by, readable, reader
from house.checkins.models import CheckIn
from house.db import Instant, db
from house.trust.models import Audience, Share
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """A line while something shared with whoever is on shift, or by name, has not been read by this viewer."""
    if viewer.is_closed(now):
        return []
    reading = reader(viewer, now)
    query = (
        sa.select(Share.audience, sa.func.min(Share.since, type_=Instant()))
        .join(CheckIn, CheckIn.id == Share.thing_id)
        .where(
            readable(reading, now),
            Share.audience.in_((Audience.person, Audience.on_shift)),
            listed(reading, now),
            ~looked_at_by(viewer.person_id),
        )
        .group_by(Share.audience)
        .order_by(Share.audience)
    )
    return [_line(audience, since) for audience, since in db.session.execute(query)]


def _line(audience: Audience, since: datetime) -> Waiting:
    words = {
        Audience.person: _("Someone shared a check-in with you"),
        Audience.on_shift: _("Someone shared a check-in with whoever is on shift"),
    }
    return Waiting(words[audience], url_for("checkins.shared"), _("Read it"), since)
