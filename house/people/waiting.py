"""What people ask: whether a yes is still ok, and of coordinators what the house needs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import Instant, db
from house.people.consents import ASKED_AGAIN_AFTER, asks_again
from house.people.kept_lines import STALE
from house.people.models import Membership, SupportLine
from house.people.role_reading import AskLine, asked_of
from house.people.role_words import asks_words
from house.people.signing_in import in_force
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """First steps of a new house, numbers that don't answer or want a try, what another one asks; one query."""
    if not viewer.is_coordinator:
        return _consents(db.session.scalar(asks_again(viewer.house_id, viewer.person_id, now)))
    others = sa.select(sa.func.count()).where(
        Membership.house_id == viewer.house_id, Membership.person_id != viewer.person_id, in_force(now)
    )
    mine = SupportLine.house_id == viewer.house_id
    flagged = sa.select(sa.func.min(SupportLine.flagged_at, type_=Instant())).where(mine)
    untried = sa.select(sa.func.count()).where(mine, SupportLine.flagged_at.is_(None), _wants_a_try(viewer, now))
    asked = asked_of(viewer, now).subquery()
    one_row = sa.select(sa.literal(1)).subquery()  # so that there is an answer also when nothing is asked
    query = (
        sa.select(
            *(each.scalar_subquery() for each in (others, flagged, untried)),
            asks_again(viewer.house_id, viewer.person_id, now).scalar_subquery(),
            *asked.columns,
        )
        .select_from(one_row)
        .outerjoin(asked, sa.true())
    )
    people, flagged_at, lines, said_at, *ask = db.session.execute(query).one()
    asks = [*_role_asks(ask), *_consents(said_at)]
    if not people:
        asks.append(Waiting(_("You are the first one here."), url_for("people.invite"), _("Invite someone"), now))
    if flagged_at:
        words = _("Someone says a number for outside help doesn’t answer.")
        asks.append(Waiting(words, url_for("people.lines"), _("Look at it"), flagged_at))
    if lines:
        words = _("The numbers for outside help want a check.")
        asks.append(Waiting(words, url_for("people.lines"), _("Look at them"), now))
    return asks


def _wants_a_try(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """A date from a list is nobody's try: only one that somebody of the house stands for counts, for half a year."""
    oldest = now.astimezone(viewer.zone).date() - STALE
    return SupportLine.checked_by_id.is_(None) | SupportLine.checked_on.is_(None) | (SupportLine.checked_on < oldest)


def _consents(said_at: datetime | None) -> list[Waiting]:
    """A year after somebody said yes to something, once: is it still ok?"""
    if said_at is None:
        return []
    words = _("A year ago you said yes to something. Is it still ok?")
    return [Waiting(words, url_for("people.my_consents"), _("Look at it"), said_at + ASKED_AGAIN_AFTER)]


def _role_asks(row: Sequence[Any]) -> list[Waiting]:
    """What another coordinator asks about coordinators: a second one answers it."""
    if row[0] is None:
        return []
    asked = AskLine(*row)
    return [Waiting(asks_words(asked), url_for("people.coordinating"), _("Look at it"), asked.asked_at)]
