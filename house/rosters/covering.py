"""Somebody can't make it: the shift is open again, a few others are asked, and one of them takes it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.acts import (
    ShiftMoved,
    ShiftOver,
    here_spans,
    insist_free,
    insist_free_elsewhere,
    lock,
    lock_worker,
    moved,
)
from house.rosters.altering import Before, note_alteration
from house.rosters.asking import Asked, ask_around, asks_for
from house.rosters.changing import forget_left_open
from house.rosters.checking import found_if_taken
from house.rosters.cover_models import Answer, CoverAsk
from house.rosters.findings import Finding
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.period_models import Altered
from house.when.span import Span


class HasFindings(Exception):
    """The checks find something about this shift for this worker; a coordinator can still give it to them."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__()
        self.found = found


def cant_make_it(shift: Shift, worker_id: int, now: datetime) -> Asked:
    """Its worker can't, and isn't asked why; it is open again. How many others are asked.

    Raises `ShiftMoved` or `ShiftOver`.
    """
    lock(shift)
    if shift.worker_id != worker_id or shift.status not in WITH_SOMEONE:
        raise ShiftMoved
    if shift.ends_at <= now:
        raise ShiftOver
    before = Before.of(shift)
    shift.worker_id, shift.given_at, shift.confirmed_at = None, None, None
    shift.status, shift.sought_at = ShiftStatus.open, None
    note_alteration(shift, before, Altered.opened, worker_id, now)
    moved(shift, worker_id, "open again", now)
    _answer(shift, worker_id, Answer.not_this_time, now)
    return ask_around(shift, now)


def take(shift: Shift, worker_id: int, now: datetime) -> None:
    """A worker takes a shift that has nobody, or whose worker is not here yet; of two at once, one does.

    Raises `ShiftMoved`, `ShiftOver`, `NotAWorkerHere`, `ShiftOverlap` or `HasFindings`.
    """
    lock(shift)
    if shift.worker_id == worker_id and shift.status is ShiftStatus.confirmed:
        return
    if shift.status is not ShiftStatus.open and not (shift.status in WITH_SOMEONE and shift.sought_at):
        raise ShiftMoved
    if shift.ends_at <= now:
        raise ShiftOver
    _insist_can(shift, worker_id, now)
    before = Before.of(shift)
    shift.worker_id, shift.status, shift.sought_at = worker_id, ShiftStatus.confirmed, None
    shift.given_at, shift.confirmed_at = now, now
    note_alteration(shift, before, Altered.taken, worker_id, now)
    moved(shift, worker_id, "taken", now)
    _answer(shift, worker_id, Answer.yes, now)
    forget_left_open(shift.id)


def _insist_can(shift: Shift, worker_id: int, now: datetime) -> None:
    lock_worker(shift.house_id, worker_id, Span(shift.starts_at, shift.ends_at), now)
    insist_free(shift.house_id, worker_id, here_spans(shift), besides=shift.id)
    insist_free_elsewhere(shift, worker_id)
    zone = ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == shift.house_id)).one())
    found = [each for each in found_if_taken(shift.house_id, shift, worker_id, zone) if each.is_open]
    if found:
        raise HasFindings(found)


def not_this_time(shift: Shift, worker_id: int, now: datetime) -> Asked:
    """Somebody who was asked can't; the next is asked. Nobody is told who said so."""
    lock(shift)
    _answer(shift, worker_id, Answer.not_this_time, now)
    is_open = shift.status is ShiftStatus.open and shift.ends_at > now
    return ask_around(shift, now) if is_open else Asked()


def _answer(shift: Shift, worker_id: int, answer: Answer, now: datetime) -> None:
    own = db.session.scalars(asks_for(shift.id).where(CoverAsk.person_id == worker_id)).one_or_none()
    if own is None:
        own = CoverAsk(house_id=shift.house_id, shift_id=shift.id, person_id=worker_id, asked_at=now)
        db.session.add(own)
    own.answer, own.answered_at = answer, now
    db.session.flush()


def not_here_yet(shift: Shift, now: datetime) -> Asked:
    """Its worker has not come so far: others are asked, and the house sees that cover is being found.

    Who said so, and for whom, is kept nowhere. Raises `ShiftMoved` where it is not on.
    """
    lock(shift)
    if shift.status not in WITH_SOMEONE or not shift.starts_at <= now < shift.ends_at:
        raise ShiftMoved
    shift.sought_at = now
    shift.moved(now)
    db.session.flush()
    return ask_around(shift, now)


def here_after_all(shift: Shift, now: datetime) -> None:
    """Its worker is here: nothing is left of it."""
    lock(shift)
    if shift.sought_at is not None:
        shift.sought_at = None
        shift.moved(now)
        db.session.execute(sa.delete(CoverAsk).where(CoverAsk.shift_id == shift.id, CoverAsk.answer.is_(None)))
        db.session.flush()
