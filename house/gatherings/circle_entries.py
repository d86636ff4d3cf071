"""Circles as entries for Today, the week and calendars, and what they ask of somebody or tell them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.gatherings.circle_access import own_answer, still_meets, visible
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.gatherings.circle_words import when_words
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import Span


@dataclass(frozen=True, slots=True)
class SeenTime:
    """One time a circle meets, and how the viewer stands towards it."""

    id: int
    title: str
    quiet_title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    is_called_off: bool
    is_host: bool
    standing: Standing | None
    offered_until: datetime | None
    news_at: datetime | None
    said_at: datetime | None

    def is_on(self, window: Span) -> bool:
        """Whether it shares any time with a window."""
        return Span(self.starts_at, self.ends_at).overlaps(window)

    @property
    def is_mine(self) -> bool:
        """Whether it stands in the viewer's own calendar: they come, or host it."""
        return self.is_host or self.standing is Standing.coming


def times_in(viewer: Viewer, now: datetime, window: Span) -> sa.Select[*tuple[Any, ...]]:
    """The question for the house's circles in a window; those the viewer comes to or hosts are theirs."""
    return times(viewer, now, _within(window))


def of_rows(rows: list[tuple[Any, ...]]) -> list[Entry]:
    """The entries, from the rows of `times_in`."""
    return [_entry(SeenTime(*row)) for row in rows]


def _within(window: Span) -> sa.ColumnElement[bool]:
    return sa.and_(CircleSession.ends_at > window.start, CircleSession.starts_at < window.end)


def times(viewer: Viewer, now: datetime, which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """The question for times circles meet, as `SeenTime` holds them."""
    mine = sa.and_(CircleAnswer.session_id == CircleSession.id, own_answer(viewer, now))
    return (
        sa.select(
            *(CircleSession.id, Circle.title, Circle.quiet_title, CircleSession.place),
            *(CircleSession.starts_at, CircleSession.ends_at, CircleSession.changed_at, CircleSession.sequence),
            CircleSession.called_off_at.is_not(None).label("is_called_off"),
            CircleHost.since.is_not(None).label("is_host"),
            *(CircleAnswer.standing, CircleAnswer.offered_until, CircleAnswer.news_at, CircleAnswer.said_at),
        )
        .join(Circle, Circle.id == CircleSession.circle_id)
        .outerjoin(CircleAnswer, mine)
        .outerjoin(CircleHost, _hosted(viewer))
        .where(visible(viewer), which)
    )


def _hosted(viewer: Viewer) -> sa.ColumnElement[bool]:
    return sa.and_(CircleHost.circle_id == Circle.id, CircleHost.person_id == viewer.person_id)


def _entry(time: SeenTime) -> Entry:
    """No name of anybody, and no link of a call: calendars are seen by others."""
    return Entry(
        key=f"circle-{time.id}",
        kind="circle",
        title=time.title,
        quiet_title=time.quiet_title or _("Circle"),
        starts=time.starts_at,
        ends=time.ends_at,
        changed_at=time.changed_at,
        sequence=time.sequence,
        place=time.place,
        path=f"/circles/times/{time.id}",
        is_mine=time.is_mine,
        is_called_off=time.is_called_off,
    )


# --- what waits for somebody ---


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
    return times(viewer, now, sa.or_(_within(day), waits)), _hosting(viewer, now)


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
        .outerjoin(CircleHost, _hosted(viewer))
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
    return waiting, [_entry(each) for each in seen if each.is_on(day) and each.standing not in is_off]


def _lines(time: SeenTime, viewer: Viewer, now: datetime) -> list[Waiting]:
    url = url_for("gatherings.circle_time", session_id=time.id)
    said = {"title": time.title, "when": when_words(time.starts_at, time.ends_at, now, viewer.zone)}
    if time.news_at and time.ends_at > now:
        words = _("%(title)s is called off: %(when)s") if time.is_called_off else _("%(title)s is now: %(when)s")
        return [Waiting(words % said, url, _("Have a look"), time.news_at, is_short=True)]
    if time.offered_until and time.offered_until > now and not time.is_called_off:
        words = _("A place is free for you: %(title)s, %(when)s", **said)
        # It goes on to the next within a day.
        return [Waiting(words, url, _("Answer"), time.said_at or now, is_short=True)]
    return []


def _host_line(circle: SeenCircle) -> Waiting:
    url = url_for("gatherings.circle", circle_id=circle.id)
    if circle.is_asked:
        return Waiting(_("Would you host %(title)s?", title=circle.title), url, _("Answer"), circle.since)
    return Waiting(_("%(title)s looks for a host", title=circle.title), url, _("Have a look"), circle.since)
