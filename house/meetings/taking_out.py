"""Private words are taken out of a record at the request of a person they name, accepted or not."""

import hmac
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db, key_ring
from house.meetings.models import AgendaItem
from house.meetings.record_models import Correction, OtherText, Record, RecordPart, TakenOut
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
    """Everything that can be taken out of a record, once each."""
    texts = (getattr(row, name) for row, name in _places(record))
    return list(dict.fromkeys(sentence for text in texts for sentence in sentences(text)))


def take_out(record: Record, chosen: Iterable[str], now: datetime) -> int:
    """Sentences are gone from everything the record shows; who asked is kept nowhere.

    That is its parts, the texts beside one, its corrections, and what the things on its agenda are called. The trace
    has no actor either. Returns how many; raises `ChangedMeanwhile` if one is not there.
    """
    wanted, places = list(dict.fromkeys(chosen)), _places(record)
    for sentence in wanted:
        holding = [(row, name) for row, name in places if sentence in sentences(getattr(row, name))]
        if not holding:
            raise ChangedMeanwhile
        for row, name in holding:
            _put(row, name, _without(getattr(row, name), sentence.__eq__))
        db.session.add(TakenOut(house_id=record.house_id, record_id=record.id, at=now, mark=mark(sentence)))
    note_change(record.house_id, None, KIND, record.id, "words taken out", now)
    db.session.flush()
    return len(wanted)


def _places(record: Record) -> list[tuple[Any, str]]:
    parts = parts_of(record)
    beside = sa.select(OtherText).where(OtherText.part_id.in_([part.id for part in parts]))
    corrections = list(db.session.scalars(sa.select(Correction).where(Correction.record_id == record.id)))
    items = sa.select(AgendaItem).where(AgendaItem.meeting_id == record.meeting_id).order_by(AgendaItem.position)
    return [
        *((part, "text") for part in parts),
        *((other, "text") for other in db.session.scalars(beside)),
        *((correction, name) for correction in corrections for name in ("text", "reason")),
        *((item, "title") for item in db.session.scalars(items)),
    ]


def parts_of(record: Record) -> list[RecordPart]:
    """The parts of a record, read afresh."""
    query = sa.select(RecordPart).where(RecordPart.record_id == record.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _put(row: Any, name: str, text: str) -> None:
    most = type(row).__table__.columns[name].type.length
    setattr(row, name, INSTEAD if most and len(text) > most else text)
    if isinstance(row, RecordPart):
        row.version, row.sheet = row.version + 1, ""


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
    return _without(text, lambda piece: bool(piece) and bool(marks & _marks(piece)))


def mark(sentence: str) -> bytes:
    """The keyed hash of words that are gone (RFC 2104, with SHA-256)."""
    ring = key_ring()
    return _mark(ring.keys[ring.current], sentence)


def _marks(sentence: str) -> set[bytes]:
    return {_mark(key, sentence) for key in key_ring().keys.values()}


def _mark(key: bytes, sentence: str) -> bytes:
    return hmac.digest(key, f"taken out|{sentence}".encode(), "sha256")
