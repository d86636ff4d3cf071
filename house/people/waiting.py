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
from house.people.news import OF_NEWS, newest, news_words
from house.people.role_reading import AskLine, asked_of
from house.people.role_words import asks_words
from house.people.signing_in import in_force
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """First steps of a new house, numbers that don't answer or want a try, what another one asks; one query."""
    return on_today(viewer, now)[0]


def on_today(viewer: Viewer, now: datetime) -> tuple[list[Waiting], str]:
    """What people ask, and the one line of news that everybody sees. One query for both."""
    asked, fresh = asked_of(viewer, now).subquery(), newest(viewer.house_id, now).subquery()
    one_row = sa.select(sa.literal(1)).subquery()  # so that there is an answer also when nothing is asked
    said_at = asks_again(viewer.house_id, viewer.person_id, now).scalar_subquery()
    of_coordinator = [*_of_the_house(viewer, now), *asked.columns] if viewer.is_coordinator else []
    query = sa.select(*fresh.columns, said_at, *of_coordinator).select_from(one_row).outerjoin(fresh, sa.true())
    if viewer.is_coordinator:
        query = query.outerjoin(asked, sa.true())
    row = tuple(db.session.execute(query).one())
    news, (said, *of_house) = news_words(row[:OF_NEWS], viewer, now), row[OF_NEWS:]
    return [*_asks_of_coordinator(of_house, now), *_consents(said)], news


def _of_the_house(viewer: Viewer, now: datetime) -> list[sa.ScalarSelect[Any]]:
    """How many others there are, since when a number is said not to answer, and how many want a try."""
    others = sa.select(sa.func.count()).where(
        Membership.house_id == viewer.house_id, Membership.person_id != viewer.person_id, in_force(now)
    )
    mine = SupportLine.house_id == viewer.house_id
    flagged = sa.select(sa.func.min(SupportLine.flagged_at, type_=Instant())).where(mine)
    untried = sa.select(sa.func.count()).where(mine, SupportLine.flagged_at.is_(None), _wants_a_try(viewer, now))
    return [each.scalar_subquery() for each in (others, flagged, untried)]


def _asks_of_coordinator(row: Sequence[Any], now: datetime) -> list[Waiting]:
    if not row:
        return []
    people, flagged_at, lines, *ask = row
    asks = _role_asks(ask)
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
