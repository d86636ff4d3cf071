"""My circles in the list of everything: that I answered a time to come, and what I host or am asked to host."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.about_me import AboutMe, Mark, number_of, older
from house.db import db
from house.gatherings.circle_access import own_answer
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession
from house.viewer import Viewer

SAID, HOSTED = "circles", "circles-hosted"


def all_said(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """What the viewer says of times to come, the newest first; of what is over nothing is kept."""
    yield from said_lines(db.session.execute(said(viewer, now, after, most)))


def all_hosted(viewer: Viewer, _now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Circles that the viewer hosts or is asked to host, the newest first."""
    yield from hosted_lines(db.session.execute(hosted(viewer, after, most)))


def said(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> sa.Select[*tuple[Any, ...]]:
    """The question for the viewer's own answers."""
    at = CircleAnswer.said_at
    return (
        sa.select(CircleAnswer.id, at, CircleAnswer.session_id, Circle.title)
        .join(CircleSession, CircleSession.id == CircleAnswer.session_id)
        .join(Circle, Circle.id == CircleSession.circle_id)
        .where(
            *(CircleAnswer.house_id == viewer.house_id, own_answer(viewer, now), CircleSession.ends_at > now),
            older(at, CircleAnswer.id, number_of(SAID), after),
        )
        .order_by(at.desc(), CircleAnswer.id.desc())
        .limit(most)
    )


def said_lines(rows: Iterable[Any]) -> Iterator[AboutMe]:
    """A line for each; the answer itself is read on its page."""
    for answer_id, at, session_id, title in rows:
        words = _("You answered a time of the circle “%(title)s”", title=title)
        url = url_for("gatherings.circle_time", session_id=session_id)
        yield AboutMe(Mark(at, number_of(SAID), answer_id), words, "", url)


def hosted(viewer: Viewer, after: Mark | None, most: int) -> sa.Select[*tuple[Any, ...]]:
    """The question for what the viewer hosts."""
    at = sa.func.coalesce(CircleHost.since, CircleHost.asked_at, type_=CircleHost.asked_at.type)
    return (
        sa.select(CircleHost.id, at.label("at"), CircleHost.circle_id, Circle.title, CircleHost.since.is_not(None))
        .join(Circle, Circle.id == CircleHost.circle_id)
        .where(
            *(CircleHost.house_id == viewer.house_id, CircleHost.person_id == viewer.person_id),
            older(at, CircleHost.id, number_of(HOSTED), after),
        )
        .order_by(at.desc(), CircleHost.id.desc())
        .limit(most)
    )


def hosted_lines(rows: Iterable[Any]) -> Iterator[AboutMe]:
    """A line for each."""
    for host_id, at, circle_id, title, is_host in rows:
        words = _("You host the circle “%(title)s”") if is_host else _("You are asked to host the circle “%(title)s”")
        url = url_for("gatherings.circle", circle_id=circle_id)
        yield AboutMe(Mark(at, number_of(HOSTED), host_id), words % {"title": title}, "", url)
