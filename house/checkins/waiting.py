"""That someone shared a check-in, for whoever is on shift: no name, no words, no count, and so no look."""

from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.checkins.access import listed, looked_at_by, of_somebody_here, readable, reader
from house.checkins.models import CheckIn
from house.db import db
from house.trust.models import Audience, Share
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """One line while something shared with whoever is on shift has not been read by this viewer."""
    reading = reader(viewer, now)
    if not reading.is_on_shift:
        return []
    query = (
        sa.select(sa.func.min(Share.since))
        .join(CheckIn, CheckIn.id == Share.thing_id)
        .where(
            readable(reading, now),
            Share.audience == Audience.on_shift,
            listed(now),
            of_somebody_here(now),
            ~looked_at_by(viewer.person_id),
        )
    )
    since = db.session.scalar(query)
    return [_line(since)] if since else []


def _line(since: datetime) -> Waiting:
    words = _("Someone shared a check-in with whoever is on shift")
    return Waiting(words, url_for("checkins.shared"), _("Read it"), since)
