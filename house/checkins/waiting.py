"""That someone shared a check-in, with whoever is on shift or with you: no name, no words, no count, and so no look."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.checkins import note_waiting
from house.checkins.access import listed, looked_at_by, readable, reader
from house.checkins.models import KIND, CheckIn
from house.db import Instant, db
from house.trust.access import Standing
from house.trust.models import Audience, Share
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """A line while something shared with whoever is on shift, or by name, has not been read by this viewer.

    Notes ask in the same question. Who came in by a card reads nothing of others, and hears nothing of it.
    """
    reading = reader(viewer, now)
    asked = sa.union_all(_check_ins(viewer, reading, now), *note_waiting.questions(viewer, reading, now))
    rows = db.session.execute(asked.order_by(asked.selected_columns[1])).all()
    return [
        _line(audience, since) if what == KIND else note_waiting.line(what, audience, since, now)
        for what, audience, since in rows
        if since
    ]


def _check_ins(viewer: Viewer, reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(sa.literal(KIND), Share.audience, sa.func.min(Share.since, type_=Instant()))
        .join(CheckIn, CheckIn.id == Share.thing_id)
        .where(
            readable(reading, now),
            Share.audience.in_((Audience.person, Audience.on_shift)),
            listed(reading, now),
            ~looked_at_by(viewer.person_id),
        )
        .group_by(Share.audience)
    )


def _line(audience: Audience, since: datetime) -> Waiting:
    words = {
        Audience.person: _("Someone shared a check-in with you"),
        Audience.on_shift: _("Someone shared a check-in with whoever is on shift"),
    }
    return Waiting(words[audience], url_for("checkins.shared"), _("Read it"), since)
