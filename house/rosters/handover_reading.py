"""Reading lines for the next shift: about the house, and what residents asked to pass on, whose reading is a look."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db, open_sealed
from house.people import shares
from house.people.belonging import Purpose
from house.people.consents import consented
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.rosters.handing_models import HandoverLine, HandoverSeen
from house.rosters.handing_over import KIND
from house.rosters.here import is_on_shift
from house.trust.access import standing
from house.trust.acts import note_looks
from house.trust.models import Audience, Share
from house.viewer import Role, Viewer

MOST = 60
_LINE = (HandoverLine.id, HandoverLine.words_sealed, HandoverLine.written_at, HandoverLine.expires_at)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as somebody reads it."""

    id: int
    words: str
    about: str  # whom it is from; "" for the house
    by: str
    at: datetime
    expires_at: datetime
    is_new: bool


def house_lines(viewer: Viewer, now: datetime) -> list[Line]:
    """Lines about the house, the newest first."""
    query = _lines(viewer).where(HandoverLine.about_id.is_(None), HandoverLine.expires_at > now)
    return [_line(row) for row in db.session.execute(query)]


def passed_on(viewer: Viewer, now: datetime) -> list[Line]:
    """What residents asked to pass on, for whoever is on shift; the looks are written before anything is shown."""
    is_on = viewer.is_worker and not viewer.is_closed(now) and is_on_shift(viewer.person_id, viewer.house_id, now)
    if not is_on:
        return []
    whose = aliased(Person)
    query = (
        _lines(viewer)
        .add_columns(whose.called_name.label("about"), HandoverLine.about_id)
        .join(whose, whose.id == HandoverLine.about_id)
        .join(Share, Share.thing_id == HandoverLine.id)
        .where(
            HandoverLine.expires_at > now,
            shares.readable(KIND, standing(viewer, is_on, now), now),
            consented(Purpose.pass_on, HandoverLine.about_id, HandoverLine.house_id),
        )
    )
    rows = db.session.execute(query).all()
    note_looks(viewer, KIND, [(row.id, row.about_id, Audience.on_shift) for row in rows], now)
    return [_line(row, row.about) for row in rows]


def _lines(viewer: Viewer) -> sa.Select[*tuple[Any, ...]]:
    seen = sa.exists().where(HandoverSeen.line_id == HandoverLine.id, HandoverSeen.person_id == viewer.person_id)
    return (
        sa.select(*_LINE, Person.called_name.label("by"), (~seen).label("is_new"))
        .join(Person, Person.id == HandoverLine.written_by_id)
        .where(HandoverLine.house_id == viewer.house_id)
        .order_by(HandoverLine.written_at.desc(), HandoverLine.id)
        .limit(MOST)
    )


def _line(row: Any, about: str = "") -> Line:
    words = open_sealed(HandoverLine.__tablename__, row.id, "words", row.words_sealed)
    return Line(row.id, words, about, row.by, row.written_at, row.expires_at, row.is_new)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of mine, and who has read it."""

    line: Line
    seen_by: tuple[tuple[str, datetime], ...]


def my_lines(viewer: Viewer, now: datetime) -> list[OwnLine]:
    """What I asked to pass on, with who saw it."""
    own = (HandoverLine.about_id == viewer.person_id, HandoverLine.expires_at > now)
    opened = HandoverLine.written_at >= viewer.private_from(now)
    lines = [_line(row) for row in db.session.execute(_lines(viewer).where(*own, opened))]
    seen = (
        sa.select(HandoverSeen.line_id, Person.called_name, HandoverSeen.seen_at)
        .join(Person, Person.id == HandoverSeen.person_id)
        .where(HandoverSeen.line_id.in_([line.id for line in lines]))
        .order_by(HandoverSeen.seen_at)
    )
    by_line: dict[int, list[tuple[str, datetime]]] = {}
    for line_id, name, seen_at in db.session.execute(seen):
        by_line.setdefault(line_id, []).append((name, seen_at))
    return [OwnLine(line, tuple(by_line.get(line.id, ()))) for line in lines]


def who_asks(viewer: Viewer, now: datetime) -> list[tuple[str, str]]:
    """The residents who said yes to having things passed on, by name."""
    query = (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == viewer.house_id,
            Membership.role == Role.resident,
            in_force(now),
            consented(Purpose.pass_on, Person.id, Membership.house_id),
        )
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    return [(str(person_id), name) for person_id, name in db.session.execute(query)]
