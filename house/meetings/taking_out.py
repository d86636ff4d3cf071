"""Private words are taken out of a record at the request of a person they name, accepted or not."""

import hmac
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import InCalendar, db, key_ring
from house.keys import key_of_marks
from house.meetings.action_models import Action, Ask
from house.meetings.models import AgendaItem
from house.meetings.record_models import Correction, OtherText, Record, RecordPart, TakenOut
from house.meetings.script import part_name
from house.meetings.taking_part import CarryOver
from house.trust.acts import note_change

KIND = "record"
INSTEAD = "[removed at a person’s request]"  # stored, so it is the same in every language, like a person's own words
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


class ChangedMeanwhile(Exception):
    """The words are others by now than those that were shown."""


def sentences(text: str) -> list[str]:
    """A text in sentences, as they can be chosen to be taken out."""
    return [each.strip() for each in _SENTENCE.split(text) if each.strip() and each.strip() != INSTEAD]


def all_sentences(record: Record) -> list[str]:
    """Everything that can be taken out of a record, once each; what is hidden in it stands here neither."""
    places = _places(record)
    hidden = {part_name(row.id) for row, _name in places if isinstance(row, AgendaItem) and row.is_elsewhere}
    parts = {row.id for row, _name in places if isinstance(row, RecordPart) and row.name in hidden}
    shown = [(row, name) for row, name in places if _part_id(row) not in parts]
    return list(dict.fromkeys(sentence for row, name in shown for sentence in sentences(getattr(row, name))))


def _part_id(row: Any) -> int | None:
    return row.id if isinstance(row, RecordPart) else getattr(row, "part_id", None)


def take_out(record: Record, chosen: Iterable[str], now: datetime) -> int:
    """Sentences are gone from everything the record shows; who asked is kept nowhere.

    That is its parts, the texts beside one, its corrections, what was offered and asked, and what the things on its
    agenda are called, also where they were carried to. What was decided stands: the book changes by a new decision.
    The trace has no actor either. Returns how many; raises `ChangedMeanwhile` if one is not there.
    """
    wanted, places = list(dict.fromkeys(chosen)), _places(record)
    for sentence in wanted:
        holding = [(row, name) for row, name in places if sentence in sentences(getattr(row, name))]
        if not holding:
            raise ChangedMeanwhile
        for row, name in holding:
            _put(row, name, _without(getattr(row, name), sentence.__eq__), now)
        db.session.add(TakenOut(house_id=record.house_id, record_id=record.id, at=now, mark=mark(sentence)))
    note_change(record.house_id, None, KIND, record.id, "words taken out", now)
    db.session.flush()
    return len(wanted)


def _places(record: Record) -> list[tuple[Any, str]]:
    parts = parts_of(record)
    beside = sa.select(OtherText).where(OtherText.part_id.in_([part.id for part in parts]))
    corrections = list(db.session.scalars(sa.select(Correction).where(Correction.record_id == record.id)))
    return [
        *((part, "text") for part in parts),
        *((other, "text") for other in db.session.scalars(beside)),
        *((correction, name) for correction in corrections for name in ("text", "reason")),
        *((item, "title") for item in _items(record)),
        *((action, "what") for action in db.session.scalars(_of_the_meeting(Action, record))),
        *((ask, name) for ask in db.session.scalars(_of_the_meeting(Ask, record)) for name in ("text", "to_whom")),
    ]


def _of_the_meeting(kind: Any, record: Record) -> sa.Select[Any]:
    return sa.select(kind).where(kind.meeting_id == record.meeting_id).order_by(kind.id)


def _items(record: Record) -> list[AgendaItem]:
    """What was on the agenda, and what it was carried over as. One query."""
    here = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == record.meeting_id).cte(recursive=True)
    carried = here.union(sa.select(CarryOver.to_item_id).join(here, CarryOver.from_item_id == here.c.id))
    query = sa.select(AgendaItem).where(AgendaItem.id.in_(sa.select(carried.c.id)))
    return list(db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _names_elsewhere(record: Record) -> list[str]:
    items = sa.select(AgendaItem.id).where(AgendaItem.meeting_id == record.meeting_id, AgendaItem.is_elsewhere)
    return [part_name(item_id) for item_id in db.session.scalars(items)]


def leave_out_what_is_elsewhere(record: Record) -> None:
    """Words about what was taken out of the meeting do not stay in its record."""
    of_this = (RecordPart.record_id == record.id, RecordPart.name.in_(_names_elsewhere(record)))
    db.session.execute(sa.delete(RecordPart).where(*of_this))


def parts_of(record: Record) -> list[RecordPart]:
    """The parts of a record, read afresh."""
    query = sa.select(RecordPart).where(RecordPart.record_id == record.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _put(row: Any, name: str, text: str, now: datetime) -> None:
    most = type(row).__table__.columns[name].type.length
    setattr(row, name, INSTEAD if most and len(text) > most else text)
    if isinstance(row, RecordPart):
        row.version, row.sheet = row.version + 1, ""
    if isinstance(row, InCalendar):
        row.moved(now)


def _without(text: str, is_gone: Callable[[str], bool]) -> str:
    pieces = re.split(f"({_SENTENCE.pattern})", text)
    return "".join(INSTEAD if is_gone(piece.strip()) else piece for piece in pieces)


# --- so that they do not come back with a page that was open before ---


def marks_of(record: Record) -> set[bytes]:
    """The marks of what was taken out of a record."""
    return set(db.session.scalars(sa.select(TakenOut.mark).where(TakenOut.record_id == record.id)))


def without_marked(text: str, marks: set[bytes]) -> str:
    """A text without the sentences that were taken out before."""
    if not marks:
        return text
    keys = [key_of_marks(), *key_ring().ring.keys.values()]  # before the house had a key of marks, it took these
    return _without(text, lambda piece: bool(piece) and any(_mark(key, piece) in marks for key in keys))


def mark(sentence: str) -> bytes:
    """The keyed hash of words that are gone (RFC 2104, with SHA-256)."""
    return _mark(key_of_marks(), sentence)


def _mark(key: bytes, sentence: str) -> bytes:
    return hmac.digest(key, f"taken out|{sentence}".encode(), "sha256")
