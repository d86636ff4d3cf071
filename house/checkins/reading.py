"""Reading check-ins: one's own, and those that others share. Every page of words goes through here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.checkins.access import basis, in_force, listed, looked_at_by, readable, reader
from house.checkins.models import KIND, CheckIn
from house.checkins.need_access import still_open
from house.checkins.need_acts import settle_what_was_before
from house.checkins.need_models import NeedSignal, Why
from house.checkins.need_reading import OF_OWN, OwnNeed, own_need, who_said
from house.checkins.words import CheckInWords, open_words
from house.db import db
from house.people.models import Person
from house.people.sharing import Sharing
from house.trust.access import Standing, opened
from house.trust.acts import note_looks
from house.trust.models import Audience, Look, Share
from house.viewer import Viewer
from house.when.span import Span

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
    answer_id: int | None  # of the need in it, while it can be answered


def read_shared(viewer: Viewer, now: datetime) -> list[SharedCheckIn]:
    """What others share with this viewer now, new to them first; the looks are written before anything is shown."""
    reading = reader(viewer, now)
    rows = db.session.execute(_shared(reading, now)).all()
    # If this fails nothing below it runs, and if it is not kept no page is sent (once.py commits before answering).
    note_looks(viewer, KIND, [(row.id, row.owner_id, basis(reading, row.audience)) for row in rows], now)
    opened = [(row, open_words(row)) for row in rows]
    settle_what_was_before((row.id, row.why, words) for row, words in opened)
    return [
        SharedCheckIn(
            *(row.called_name, row.at, row.is_of_the_day, words, row.audience, row.is_new),
            answer_id=row.id if row.waits and (words.asks or row.why is Why.known) else None,
        )
        for row, words in opened
    ]


def _shared(reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    is_new = ~looked_at_by(reading.person_id)
    waits = sa.and_(NeedSignal.id.is_not(None), still_open(now))
    return (
        sa.select(
            *(*_SEALED, CheckIn.owner_id, CheckIn.at, CheckIn.is_of_the_day),
            *(Person.called_name, Share.audience, is_new.label("is_new"), waits.label("waits"), NeedSignal.why),
        )
        .join(Share, Share.thing_id == CheckIn.id)
        .join(Person, Person.id == CheckIn.owner_id)
        .outerjoin(NeedSignal, NeedSignal.id == CheckIn.id)
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
    typed_by: str  # who typed it beside me; "" where I wrote it myself
    need: OwnNeed | None  # what it asks others for, while it is shared


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
            row.typed_by or "",
            own_need(row, open_words(row), now),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one of my own, without who read them."""

    id: int
    at: datetime
    is_of_the_day: bool
    words: CheckInWords


def my_words_within(viewer: Viewer, span: Span, now: datetime) -> list[OwnWords]:
    """The viewer's own of a stretch of time, newest first; the first 500 of them."""
    query = sa.select(*_SEALED, CheckIn.at, CheckIn.is_of_the_day).where(
        *_of(viewer, now), CheckIn.at >= span.start, CheckIn.at < span.end
    )
    rows = db.session.execute(query.order_by(CheckIn.at.desc(), CheckIn.id.desc()).limit(500))
    return [OwnWords(row.id, row.at, row.is_of_the_day, open_words(row)) for row in rows]


def _of(viewer: Viewer, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    own = (CheckIn.house_id == viewer.house_id, CheckIn.owner_id == viewer.person_id)
    return *own, opened(CheckIn.written_at, viewer, now)


def _sharing(row: Any) -> Sharing:
    whom = (row.audience, row.person_id, row.until, row.called_name or "", row.on_call)
    return Sharing(*whom) if row.audience else Sharing()


def _own(viewer: Viewer, now: datetime, before: int | None = None) -> sa.Select[*tuple[Any, ...]]:
    typist = aliased(Person)
    query = (
        sa.select(
            *(*_SEALED, CheckIn.at, CheckIn.is_of_the_day, CheckIn.changed_at),
            *(Share.audience, Share.person_id, Share.until, Share.on_call, Person.called_name, *OF_OWN),
            typist.called_name.label("typed_by"),
        )
        .outerjoin(Share, in_force(now))
        .outerjoin(Person, Person.id == Share.person_id)
        .outerjoin(NeedSignal, NeedSignal.id == CheckIn.id)
        .outerjoin(who_said, who_said.id == NeedSignal.said_by_id)
        .outerjoin(typist, typist.id == CheckIn.typed_by_id)
        .where(*_of(viewer, now))
        .order_by(CheckIn.at.desc(), CheckIn.id.desc())
    )
    return query if before is None else query.where(_earlier_than(viewer, now, before))


def _earlier_than(viewer: Viewer, now: datetime, check_in_id: int) -> sa.ColumnElement[bool]:
    """Before one of the viewer's own; where there is none such, or no longer, all of them."""
    mark = sa.select(CheckIn.at).where(CheckIn.id == check_in_id, *_of(viewer, now))
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
