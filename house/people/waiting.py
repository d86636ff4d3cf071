"""What asks something of a coordinator about people and support lines."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import db
from house.people.models import Membership, SupportLine
from house.people.signing_in import in_force
from house.viewer import Viewer
from house.waiting import Waiting

STALE = timedelta(days=180)


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """First steps of a new house, and numbers nobody has tried for half a year; one query."""
    if not viewer.is_coordinator:
        return []
    others = sa.select(sa.func.count()).where(
        Membership.house_id == viewer.house_id, Membership.person_id != viewer.person_id, in_force(now)
    )
    unchecked = sa.select(sa.func.count()).where(
        SupportLine.house_id == viewer.house_id,
        SupportLine.checked_on.is_(None) | (SupportLine.checked_on < (now - STALE).date()),
    )
    people, lines = db.session.execute(sa.select(others.scalar_subquery(), unchecked.scalar_subquery())).one()
    asks = []
    if not people:
        asks.append(Waiting(_("You are the first one here."), url_for("people.invite"), _("Invite someone"), now))
    if lines:
        words = _("The numbers for outside help want a check.")
        asks.append(Waiting(words, url_for("people.lines"), _("Look at them"), now))
    return asks
