"""What asks something of a coordinator about people and support lines."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import db
from house.people.models import Membership, SupportLine
from house.people.role_reading import AskLine, asked_of
from house.people.role_words import asks_words
from house.people.signing_in import in_force
from house.viewer import Viewer
from house.waiting import Waiting

STALE = timedelta(days=180)


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """First steps of a new house, numbers nobody has tried for half a year, what another one asks; one query."""
    if not viewer.is_coordinator:
        return []
    others = sa.select(sa.func.count()).where(
        Membership.house_id == viewer.house_id, Membership.person_id != viewer.person_id, in_force(now)
    )
    unchecked = sa.select(sa.func.count()).where(
        SupportLine.house_id == viewer.house_id,
        SupportLine.checked_on.is_(None) | (SupportLine.checked_on < (now - STALE).date()),
    )
    asked = asked_of(viewer, now).subquery()
    one_row = sa.select(sa.literal(1)).subquery()  # so that there is an answer also when nothing is asked
    query = (
        sa.select(others.scalar_subquery(), unchecked.scalar_subquery(), *asked.columns)
        .select_from(one_row)
        .outerjoin(asked, sa.true())
    )
    people, lines, *ask = db.session.execute(query).one()
    asks = _role_asks(ask)
    if not people:
        asks.append(Waiting(_("You are the first one here."), url_for("people.invite"), _("Invite someone"), now))
    if lines:
        words = _("The numbers for outside help want a check.")
        asks.append(Waiting(words, url_for("people.lines"), _("Look at them"), now))
    return asks


def _role_asks(row: Sequence[Any]) -> list[Waiting]:
    """What another coordinator asks about coordinators: a second one answers it."""
    if row[0] is None:
        return []
    asked = AskLine(*row)
    return [Waiting(asks_words(asked), url_for("people.coordinating"), _("Look at it"), asked.asked_at)]
