"""That someone shared a check-in, with whoever is on shift or with you: no name, no words, no count, and so no look."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.checkins import note_waiting
from house.checkins.access import listed, looked_at_by, readable, reader
from house.checkins.models import KIND, CheckIn
from house.checkins.need_access import is_unseen, still_open
from house.checkins.need_models import NeedSignal
from house.checkins.need_reading import of_whom_on_call_hears
from house.db import Instant, db
from house.trust.access import Standing
from house.trust.models import ON_CALL, Audience, Share
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """A line while something shared with whoever is on shift, or by name, has not been read by this viewer.

    Notes ask in the same question. Who came in by a card reads nothing of others, and hears nothing of it.
    """
    reading = reader(viewer, now)
    mine = (_shared(viewer, reading, now), *_heard_on_call(reading, now))
    asked = sa.union_all(*mine, *note_waiting.questions(viewer, reading, now))
    rows = db.session.execute(asked.order_by(asked.selected_columns[1])).all()
    return [
        _line(what, has_need, since) if source == KIND else note_waiting.line(source, what, since, now)
        for source, what, has_need, since in rows
        if since
    ]


def _shared(viewer: Viewer, reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    is_need = sa.and_(NeedSignal.id.is_not(None), still_open(now))
    return (
        sa.select(
            sa.literal(KIND),
            sa.cast(Share.audience, sa.String).label("what"),
            sa.func.max(sa.case((is_need, 1), else_=0)),
            sa.func.min(Share.since, type_=Instant()),
        )
        .join(CheckIn, CheckIn.id == Share.thing_id)
        .outerjoin(NeedSignal, NeedSignal.id == CheckIn.id)
        .where(
            readable(reading, now),
            Share.audience.in_((Audience.person, Audience.on_shift)),
            listed(reading, now),
            sa.or_(~looked_at_by(viewer.person_id), sa.and_(is_need, is_unseen())),
        )
        .group_by(Share.audience)
    )


def _heard_on_call(reading: Standing, now: datetime) -> list[sa.Select[*tuple[Any, ...]]]:
    """One line more for who is on call and not on shift: that someone waits whose words are not for them."""
    if not reading.is_on_call or reading.is_on_shift:
        return []
    since = sa.func.min(Share.since, type_=Instant())
    columns = (sa.literal(KIND), sa.literal(ON_CALL), sa.literal(1), since)
    return [of_whom_on_call_hears(reading, now, *columns).having(since.is_not(None))]


def _line(what: str, has_need: int, since: datetime) -> Waiting:
    if what == ON_CALL:
        return Waiting(_("Someone is waiting"), url_for("checkins.my_shift"), _("My shift"), since)
    if what == Audience.person:
        return Waiting(_("Someone shared a check-in with you"), url_for("checkins.shared"), _("Read it"), since)
    # What asks for something stands on the page of the shift, everything else with what is shared.
    path = url_for("checkins.my_shift" if has_need else "checkins.shared")
    return Waiting(_("Someone shared a check-in with whoever is on shift"), path, _("Read it"), since)
