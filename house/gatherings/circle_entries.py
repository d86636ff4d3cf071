"""Circles as entries for Today, the week and calendars."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.gatherings.circle_access import own_answer, visible
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession, Standing
from house.viewer import Viewer
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
    return times(viewer, now, within(window))


def of_rows(rows: list[tuple[Any, ...]]) -> list[Entry]:
    """The entries, from the rows of `times_in`."""
    return [entry(SeenTime(*row)) for row in rows]


def within(window: Span) -> sa.ColumnElement[bool]:
    """The condition that a time shares any with a window."""
    return sa.and_(CircleSession.ends_at > window.start, CircleSession.starts_at < window.end)


def times(viewer: Viewer, now: datetime, which: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """The question for times circles meet, as `SeenTime` holds them."""
    # Who was there is kept nowhere: what is over is nobody's own but its hosts', before anything is cleared.
    mine = sa.and_(CircleAnswer.session_id == CircleSession.id, CircleSession.ends_at > now, own_answer(viewer, now))
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
        .outerjoin(CircleHost, hosted(viewer))
        .where(visible(viewer, now), which)
    )


def hosted(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that a host of a circle, or whoever is asked to be one, is the viewer."""
    return sa.and_(CircleHost.circle_id == Circle.id, CircleHost.person_id == viewer.person_id)


def entry(time: SeenTime) -> Entry:
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
