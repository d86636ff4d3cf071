"""Reading check-ins: one's own, and those that others share. Every page of words goes through here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.checkins.access import in_force, listed, looked_at_by, readable, reader
from house.checkins.models import KIND, CheckIn, OwnWord
from house.checkins.words import CheckInWords, open_words
from house.db import db, open_sealed
from house.people.models import Person
from house.people.sharing import Sharing
from house.trust.access import opened
from house.trust.acts import note_looks
from house.trust.models import Audience, Look, Share
from house.viewer import Viewer

SHARED_MOST = 100
_SEALED = (
    *(CheckIn.id, CheckIn.feeling_sealed, CheckIn.need_sealed, CheckIn.note_sealed),
    *(CheckIn.energy_sealed, CheckIn.connection_sealed),
)


@dataclass(frozen=True, slots=True)
class SharedCheckIn:
    """Somebody's check-in, as a reader whose look is written may see it."""

    owner: str
    at: datetime
    is_of_the_day: bool
    words: CheckInWords
    audience: Audience
    is_new: bool  # this reader has not read these words before


def read_shared(viewer: Viewer, now: datetime) -> list[SharedCheckIn]:
    """What others share with this viewer now, new to them first; the looks are written before anything is shown."""
    rows = db.session.execute(_shared(viewer, now)).all()
    # If this fails nothing below it runs, and if it is not kept no page is sent (once.py commits before answering).
    note_looks(viewer, KIND, [(row.id, row.owner_id, row.audience) for row in rows], now)
    return [
        SharedCheckIn(row.called_name, row.at, row.is_of_the_day, open_words(row), row.audience, row.is_new)
        for row in rows
    ]


def _shared(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    is_new, reading = ~looked_at_by(viewer.person_id), reader(viewer, now)
    return (
        sa.select(
            *(*_SEALED, CheckIn.owner_id, CheckIn.at, CheckIn.is_of_the_day),
            *(Person.called_name, Share.audience, is_new.label("is_new")),
        )
        .join(Share, Share.thing_id == CheckIn.id)
        .join(Person, Person.id == CheckIn.owner_id)
        .where(readable(reading, now), listed(reading, now))
        .order_by(is_new.desc(), Share.since.desc(), Share.id.desc())
        .limit(SHARED_MOST)
    )


# --- one's own ---


@dataclass(frozen=True, slots=True)
class Seen:
    """One other person's looks at one thing: their first and their last."""

    by: str
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class OwnCheckIn:
    """One of my own check-ins, who can read it now, and who has."""

    id: int
    at: datetime
    is_of_the_day: bool
    changed_at: datetime
    words: CheckInWords
    sharing: Sharing
    seen: tuple[Seen, ...]


def my_recent(viewer: Viewer, limit: int, now: datetime, before: int | None = None) -> list[OwnCheckIn]:
    """The viewer's own latest check-ins, newest first; with `before`, those earlier than that one of theirs."""
    rows = db.session.execute(_own(viewer, now, before).limit(limit)).all()
    seen = seen_by(viewer, KIND, [row.id for row in rows], now)
    return [
        OwnCheckIn(
            row.id,
            row.at,
            row.is_of_the_day,
            row.changed_at,
            open_words(row),
            _sharing(row),
            tuple(seen.get(row.id, ())),
        )
        for row in rows
    ]


def _sharing(row: Any) -> Sharing:
    return Sharing(row.audience, row.person_id, row.until, row.called_name or "") if row.audience else Sharing()


def _own(viewer: Viewer, now: datetime, before: int | None = None) -> sa.Select[*tuple[Any, ...]]:
    query = (
        sa.select(
            *(*_SEALED, CheckIn.at, CheckIn.is_of_the_day, CheckIn.changed_at),
            *(Share.audience, Share.person_id, Share.until, Person.called_name),
        )
        .outerjoin(Share, in_force(now))
        .outerjoin(Person, Person.id == Share.person_id)
        .where(
            CheckIn.house_id == viewer.house_id,
            CheckIn.owner_id == viewer.person_id,
            opened(CheckIn.written_at, viewer, now),
        )
        .order_by(CheckIn.at.desc(), CheckIn.id.desc())
    )
    return query if before is None else query.where(_earlier_than(viewer, now, before))


def _earlier_than(viewer: Viewer, now: datetime, check_in_id: int) -> sa.ColumnElement[bool]:
    """Before one of the viewer's own; where there is none such, or no longer, all of them."""
    mark = sa.select(CheckIn.at).where(
        CheckIn.id == check_in_id,
        CheckIn.house_id == viewer.house_id,
        CheckIn.owner_id == viewer.person_id,
        opened(CheckIn.written_at, viewer, now),
    )
    at = db.session.scalar(mark)
    if at is None:
        return sa.true()
    return sa.or_(CheckIn.at < at, sa.and_(CheckIn.at == at, CheckIn.id < check_in_id))


def seen_by(viewer: Viewer, kind: str, thing_ids: list[int], now: datetime) -> dict[int, list[Seen]]:
    """Who read these of the viewer's own things; the full list of looks is on their own page (people)."""
    query = (
        sa.select(Look.thing_id, Person.called_name, sa.func.min(Look.at), sa.func.max(Look.at))
        .join(Person, Person.id == Look.viewer_id)
        .where(Look.kind == kind, Look.thing_id.in_(thing_ids), Look.owner_id == viewer.person_id)
        .where(opened(Look.at, viewer, now))
        .group_by(Look.thing_id, Look.viewer_id, Person.called_name)
        .order_by(sa.func.max(Look.at).desc())
    )
    seen: dict[int, list[Seen]] = {}
    for thing_id, by, first_at, last_at in db.session.execute(query) if thing_ids else ():
        seen.setdefault(thing_id, []).append(Seen(by, first_at, last_at))
    return seen


def own_words(viewer: Viewer, now: datetime) -> list[str]:
    """The viewer's own words for how a day was, in their order; none where they use the house's."""
    query = sa.select(OwnWord.id, OwnWord.word_sealed).where(
        OwnWord.house_id == viewer.house_id,
        OwnWord.owner_id == viewer.person_id,
        opened(OwnWord.made_at, viewer, now),
    )
    rows = db.session.execute(query.order_by(OwnWord.position))
    return [open_sealed(OwnWord.__tablename__, row.id, "word", row.word_sealed) for row in rows]
