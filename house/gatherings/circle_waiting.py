"""What circles ask of somebody or tell them, asked together with the circles of a day: for Today."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.gatherings.circle_access import still_meets
from house.gatherings.circle_entries import SeenTime, entry, hosted, times, within
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_words import when_words
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import Span


@dataclass(frozen=True, slots=True)
class SeenCircle:
    """A circle that asks the viewer to host it, or looks for a host."""

    id: int
    title: str
    since: datetime
    is_asked: bool


def questions(viewer: Viewer, now: datetime, day: Span) -> tuple[sa.Select[*tuple[Any, ...]], ...]:
    """What Today asks: times of the day or with something new or a place for the viewer, and circles without a host."""
    is_new = sa.and_(CircleAnswer.news_at.is_not(None), CircleSession.ends_at > now)
    waits = sa.or_(is_new, CircleAnswer.offered_until > now)
    return times(viewer, now, sa.or_(within(day), waits)), _hosting(viewer, now)


def _hosting(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    """Circles that still meet: whose hosting the viewer is asked for, or that a host left, for who is left or may."""
    is_asked = sa.and_(CircleHost.id.is_not(None), CircleHost.since.is_(None))
    others = sa.orm.aliased(CircleHost)
    nobody = ~sa.exists().where(others.circle_id == Circle.id, others.since.is_not(None))
    concerned = sa.or_(CircleHost.since.is_not(None), sa.and_(nobody, sa.literal(viewer.is_coordinator)))
    return (
        sa.select(
            *(Circle.id, Circle.title),
            sa.case((is_asked, CircleHost.asked_at), else_=Circle.seeks_host_since).label("since"),
            is_asked.label("is_asked"),
        )
        .outerjoin(CircleHost, hosted(viewer))
        .where(Circle.house_id == viewer.house_id, still_meets(Circle.id, now))
        .where(sa.or_(is_asked, sa.and_(Circle.seeks_host_since.is_not(None), concerned)))
    )


def answered(
    found: list[list[tuple[Any, ...]]], viewer: Viewer, now: datetime, day: Span
) -> tuple[list[Waiting], list[Entry]]:
    """What waits for the viewer, and the circles of the day, from the rows of `questions`."""
    seen, circles = [SeenTime(*row) for row in found[0]], [SeenCircle(*row) for row in found[1]]
    waiting = [line for each in seen for line in _lines(each, viewer, now)]
    waiting += [_host_line(each) for each in circles]
    is_off = (Standing.not_this_time,)
    return waiting, [entry(each) for each in seen if each.is_on(day) and each.standing not in is_off]


def _lines(time: SeenTime, viewer: Viewer, now: datetime) -> list[Waiting]:
    url = url_for("gatherings.circle_time", session_id=time.id)
    said = {"title": time.title, "when": when_words(time.starts_at, time.ends_at, now, viewer.zone)}
    if time.offered_until and time.offered_until > now and not time.is_called_off:
        words = _("A place is free for you: %(title)s, %(when)s", **said)
        # It goes on to the next within a day. The page it leads to tells what is new as well.
        return [Waiting(words, url, _("Answer"), time.said_at or now, is_short=True)]
    if time.news_at and time.ends_at > now:
        words = _("%(title)s is called off: %(when)s") if time.is_called_off else _("%(title)s is now: %(when)s")
        return [Waiting(words % said, url, _("Have a look"), time.news_at, is_short=True)]
    return []


def _host_line(circle: SeenCircle) -> Waiting:
    url = url_for("gatherings.circle", circle_id=circle.id)
    if circle.is_asked:
        return Waiting(_("Would you host %(title)s?", title=circle.title), url, _("Answer"), circle.since)
    return Waiting(_("%(title)s looks for a host", title=circle.title), url, _("Have a look"), circle.since)
