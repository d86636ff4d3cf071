"""Reading what people asked for: by whoever it is shared with, the look written first, and by its owner."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.checkins.access import basis, readable, reader
from house.checkins.models import KIND, CheckIn
from house.checkins.need_access import asks_somebody, is_unseen, on_call_hears, seen_at, still_open
from house.checkins.need_acts import settle_what_was_before
from house.checkins.need_models import NeedSignal, Step, Why
from house.checkins.need_states import Came, State, came, state_of
from house.checkins.words import CheckInWords, open_words
from house.db import db, open_sealed
from house.people.models import Person
from house.people.signing_in import secret_key
from house.tokens import keyed_hash
from house.trust.access import Standing
from house.trust.acts import note_looks
from house.trust.models import Audience, Share
from house.viewer import Viewer

MOST = 100  # on one page; what nobody has seen stands first
who_said = aliased(Person)
_CAME = (
    *(NeedSignal.why, NeedSignal.since, NeedSignal.step, NeedSignal.said_at, NeedSignal.closed_at),
    *(
        NeedSignal.reply_sealed,
        NeedSignal.said_by_id,
        who_said.called_name.label("said_by"),
        Share.since.label("shared_since"),
    ),
)


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What somebody said comes of it."""

    step: Step
    at: datetime
    by: str
    reply: str  # to its owner, whoever said it and peer workers who go on with it; to others nothing


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody asks for, as a reader whose look is written may see it."""

    id: int
    owner: str
    at: datetime
    is_of_the_day: bool
    words: CheckInWords
    audience: Audience
    is_new: bool  # nobody has seen it as it is now
    is_asked: bool  # they want somebody to know, beside what the words ask for
    state: State
    said: Said | None
    stood: str  # how it stands now: an answer given to something older is not kept


def read_waiting(viewer: Viewer, reading: Standing, now: datetime) -> list[Need]:
    """What waits for a worker who is on shift or on call, longest first; the looks are written before it is shown."""
    if not (reading.is_on_shift or reading.is_on_call):
        return []
    query = _shared_needs(reading, now).where(still_open(now), asks_somebody())
    return _read(viewer, reading, query.order_by(is_unseen().desc(), Share.since, Share.id).limit(MOST), now)


def read_one(viewer: Viewer, need_id: int, now: datetime) -> Need | None:
    """One need that is shared with the viewer now and not closed, also when it has been answered."""
    reading = reader(viewer, now)
    query = _shared_needs(reading, now).where(NeedSignal.id == need_id, still_open(now))
    return next(iter(_read(viewer, reading, query, now)), None)


def hears_of_somebody(viewer: Viewer, reading: Standing, now: datetime) -> bool:
    """Whether on call hears that someone waits, where nothing more is for them."""
    if not reading.is_on_call or reading.is_on_shift:
        return False
    return db.session.scalar(of_whom_on_call_hears(reading, now, NeedSignal.id).limit(1)) is not None


def of_whom_on_call_hears(reading: Standing, now: datetime, *columns: Any) -> sa.Select[*tuple[Any, ...]]:
    """Of what the shift would read, that which on call hears of: no words, no name, and so no look."""
    as_the_shift = readable(reading.if_on_shift(), now)
    query = sa.select(*columns).select_from(NeedSignal).join(CheckIn, CheckIn.id == NeedSignal.id)
    query = query.join(Share, Share.thing_id == CheckIn.id)
    return query.where(as_the_shift, on_call_hears(reading.house_id, now))


def _shared_needs(reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(CheckIn.id, CheckIn.owner_id, CheckIn.at, CheckIn.is_of_the_day, CheckIn.changed_at),
            *(CheckIn.feeling_sealed, CheckIn.need_sealed, CheckIn.note_sealed),
            *(CheckIn.energy_sealed, CheckIn.connection_sealed),
            *(Person.called_name, Share.audience, seen_at().label("seen_at"), *_CAME),
        )
        .select_from(NeedSignal)
        .join(CheckIn, CheckIn.id == NeedSignal.id)
        .join(Share, Share.thing_id == CheckIn.id)
        .join(Person, Person.id == CheckIn.owner_id)
        .outerjoin(who_said, who_said.id == NeedSignal.said_by_id)
        .where(NeedSignal.house_id == reading.house_id, readable(reading, now))
    )


def _read(viewer: Viewer, reading: Standing, query: sa.Select[Any], now: datetime) -> list[Need]:
    rows = db.session.execute(query).all()
    # If this fails nothing below it runs, and if it is not kept no page is sent (once.py commits before answering).
    note_looks(viewer, KIND, [(row.id, row.owner_id, basis(reading, row.audience)) for row in rows], now)
    needs = [_need(row, reading, now) for row in rows]
    settle_what_was_before((need.id, row.why, need.words) for row, need in zip(rows, needs, strict=True))
    return needs


def _need(row: Any, reading: Standing, now: datetime) -> Need:
    came_of_it = _came(row, row.seen_at)
    is_for_them = reading.is_worker or row.said_by_id == reading.person_id
    return Need(
        *(row.id, row.called_name, row.at, row.is_of_the_day, open_words(row), row.audience),
        is_new=row.seen_at is None,
        is_asked=row.why is Why.known,
        state=state_of(came_of_it, now),
        said=_said(row, came_of_it, is_for_them),
        stood=_mark(row),
    )


def _mark(row: Any) -> str:
    """Another one means that something changed. It tells nobody when: who reads of a day is not told its minute."""
    stands = " ".join(map(str, (row.id, row.changed_at, row.since, row.shared_since, row.said_at, row.step)))
    return keyed_hash(stands, secret_key(), "need").hex()[:32]


def _came(row: Any, seen: datetime | None) -> Came:
    said = (row.step, row.said_at) if row.said_at else None
    return came(max(row.since, row.shared_since), seen, said, row.closed_at)


def _said(row: Any, came_of_it: Came, with_reply: bool = True) -> Said | None:
    if came_of_it.said_at is None:
        return None
    reply = open_sealed(NeedSignal.__tablename__, row.id, "reply", row.reply_sealed) if with_reply else ""
    return Said(row.step, row.said_at, row.said_by, reply)


# --- one's own ---


@dataclass(frozen=True, slots=True)
class OwnNeed:
    """What one of my own check-ins asks for: where it stands, and what somebody said."""

    state: State
    said: Said | None


OF_OWN = (NeedSignal.id.label("need_id"), seen_at().label("seen_at"), *_CAME)


def own_need(row: Any, words: CheckInWords, now: datetime) -> OwnNeed | None:
    """Of a row with `OF_OWN`: what it asks for, while it is shared."""
    if row.need_id is None or row.shared_since is None or (row.why is Why.before and not words.asks):
        return None
    came_of_it = _came(row, row.seen_at)
    return OwnNeed(state_of(came_of_it, now), _said(row, came_of_it))
