"""Somebody can't make it: the shift is open again, a few others are asked, and one of them takes it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.acts import (
    ShiftMoved,
    ShiftOver,
    ShiftOverlap,
    here_spans,
    insist_free,
    insist_free_elsewhere,
    lock,
    lock_worker,
    moved,
)
from house.rosters.altering import Before, note_alteration
from house.rosters.changing import forget_left_open
from house.rosters.checking import found_if_taken, found_if_taken_by
from house.rosters.cover_models import Answer, CoverAsk, RosterWish
from house.rosters.fairness import NIGHT_KINDS
from house.rosters.findings import Finding
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.period_models import Altered
from house.rosters.reading import workers_here
from house.when.span import Span

AT_ONCE = 3  # how many are asked at a time; the next once one of them says no
REMEMBERED = timedelta(days=28)  # how long back it counts who was asked, so that it is not always the same


class HasFindings(Exception):
    """The checks find something about this shift for this worker; a coordinator can still give it to them."""

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__()
        self.found = found


def cant_make_it(shift: Shift, worker_id: int, now: datetime) -> int:
    """Its worker can't, and isn't asked why; it is open again. How many others are asked now.

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


def ask_around(shift: Shift, now: datetime) -> int:
    """Ask a few more who could take it, up to so many at a time. How many are asked now."""
    asked = {each.person_id: each for each in db.session.scalars(_asks(shift.id))}
    waits = sum(each.answer is None for each in asked.values())
    wanted = [person_id for person_id in whom_to_ask(shift, now) if person_id not in asked][: max(0, AT_ONCE - waits)]
    asks = [CoverAsk(house_id=shift.house_id, shift_id=shift.id, person_id=each, asked_at=now) for each in wanted]
    db.session.add_all(asks)
    db.session.flush()
    return len(asks)


def _asks(shift_id: int) -> sa.Select[CoverAsk]:
    return sa.select(CoverAsk).where(CoverAsk.shift_id == shift_id)


def whom_to_ask(shift: Shift, now: datetime) -> list[int]:
    """Who is willing, free, and without anything to look at; first whoever was asked least of late."""
    willing = _willing(shift, now)
    zone = ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == shift.house_id)).one())
    found = found_if_taken_by(shift.house_id, shift, willing, zone)
    times = _times_asked(shift.house_id, now)
    able = [each for each in willing if not any(finding.is_open for finding in found[each])]
    return sorted((each for each in able if _is_free(shift, each)), key=lambda each: (times.get(each, 0), each))


def _willing(shift: Shift, now: datetime) -> list[int]:
    wishes = sa.select(RosterWish.person_id).where(RosterWish.house_id == shift.house_id)
    not_asked = ~RosterWish.is_asked
    if shift.kind in NIGHT_KINDS:
        not_asked |= ~RosterWish.is_asked_for_nights
    unwilling = set(db.session.scalars(wishes.where(not_asked)))
    here = [each for each in workers_here(shift.house_id, now) if each.until is None or each.until > shift.ends_at]
    return [each.person_id for each in here if each.person_id not in unwilling | {shift.worker_id}]


def _times_asked(house_id: int, now: datetime) -> dict[int, int]:
    query = (
        sa.select(CoverAsk.person_id, sa.func.count())
        .where(CoverAsk.house_id == house_id, CoverAsk.asked_at > now - REMEMBERED)
        .group_by(CoverAsk.person_id)
    )
    return {person_id: times for person_id, times in db.session.execute(query)}


def _is_free(shift: Shift, worker_id: int) -> bool:
    try:
        insist_free(shift.house_id, worker_id, here_spans(shift), besides=shift.id)
    except ShiftOverlap:
        return False
    return True


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


def not_this_time(shift: Shift, worker_id: int, now: datetime) -> None:
    """Somebody who was asked can't; the next is asked. Nobody is told who said so."""
    lock(shift)
    _answer(shift, worker_id, Answer.not_this_time, now)
    if shift.status is ShiftStatus.open and shift.ends_at > now:
        ask_around(shift, now)


def _answer(shift: Shift, worker_id: int, answer: Answer, now: datetime) -> None:
    own = db.session.scalars(_asks(shift.id).where(CoverAsk.person_id == worker_id)).one_or_none()
    if own is None:
        own = CoverAsk(house_id=shift.house_id, shift_id=shift.id, person_id=worker_id, asked_at=now)
        db.session.add(own)
    own.answer, own.answered_at = answer, now
    db.session.flush()


def not_here_yet(shift: Shift, now: datetime) -> int:
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


def set_wish(house_id: int, person_id: int, is_asked: bool, for_nights: bool, now: datetime) -> None:
    """What a worker likes to be asked for."""
    own = sa.select(RosterWish).where(RosterWish.house_id == house_id, RosterWish.person_id == person_id)
    kept = db.session.scalars(own.with_for_update()).one_or_none()
    if kept is None:
        kept = RosterWish(house_id=house_id, person_id=person_id)
        db.session.add(kept)
    kept.is_asked, kept.is_asked_for_nights, kept.changed_at = is_asked, for_nights, now
    db.session.flush()
