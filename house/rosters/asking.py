"""Whom an open shift is offered to: a few at a time, first who likes it, not always the same, nobody in quiet hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.acts import ShiftOverlap, here_spans, insist_free
from house.rosters.checking import found_if_taken_by
from house.rosters.cover_models import CoverAsk
from house.rosters.models import Shift
from house.rosters.reading import workers_here
from house.rosters.wishes import Wishes, wishes_here

AT_ONCE = 3  # how many are asked at a time; the next once one of them says no
LEFT_AFTER = timedelta(days=1)  # an ask without an answer for so long no longer keeps others from being asked
REMEMBERED = timedelta(days=28)  # how long back it counts who was asked, so that it is not always the same
OFTEN = 4  # asked so many times in it, somebody comes after the others, whatever they like


@dataclass(frozen=True, slots=True)
class Asked:
    """How many are asked: at once, and when their quiet hours end."""

    now: int = 0
    later: int = 0

    @property
    def anybody(self) -> bool:
        return bool(self.now or self.later)


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who could take a shift, and until when nothing is asked of them."""

    person_id: int
    quiet_until: datetime | None


def ask_around(shift: Shift, now: datetime) -> Asked:
    """Ask a few more who could take it, up to so many at a time."""
    asked = {each.person_id: each for each in db.session.scalars(asks_for(shift.id))}
    waits = sum(each.answer is None and each.asked_at > now - LEFT_AFTER for each in asked.values())
    coming = [each for each in whom_to_ask(shift, now) if each.person_id not in asked]
    wanted = coming[: max(0, AT_ONCE - waits)]
    whose = ({"house_id": shift.house_id, "shift_id": shift.id, "person_id": each.person_id} for each in wanted)
    db.session.add_all([CoverAsk(**each, asked_at=now) for each in whose])
    db.session.flush()
    later = sum(each.quiet_until is not None for each in wanted)
    return Asked(len(wanted) - later, later)


def asks_for(shift_id: int) -> sa.Select[CoverAsk]:
    """Everybody who was asked to take a shift."""
    return sa.select(CoverAsk).where(CoverAsk.shift_id == shift_id)


def whom_to_ask(shift: Shift, now: datetime) -> list[Willing]:
    """Who is willing, free, and without anything to look at, in the order they are asked.

    First whoever can be asked at once, then whoever was not asked often of late, then who likes this kind of shift,
    then who was asked least. Whose quiet hours go on until it begins is not asked at all.
    """
    zone = ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == shift.house_id)).one())
    wishes, times = wishes_here(shift.house_id), _times_asked(shift.house_id, now)
    willing = [each for each in _here_for(shift, now) if wishes.get(each, Wishes()).is_willing(shift.kind)]
    found = found_if_taken_by(shift.house_id, shift, willing, zone)
    able = [each for each in willing if not any(finding.is_open for finding in found[each]) and _is_free(shift, each)]
    reached = [Willing(each, wishes.get(each, Wishes()).quiet_until(now, zone)) for each in able]

    def order(one: Willing) -> tuple[bool, bool, int, int, int]:
        asked = times.get(one.person_id, 0)
        feeling = wishes.get(one.person_id, Wishes()).reluctance(shift.kind)
        return one.quiet_until is not None, asked >= OFTEN, feeling, asked, one.person_id

    in_time = [each for each in reached if each.quiet_until is None or each.quiet_until < shift.starts_at]
    return sorted(in_time, key=order)


def _here_for(shift: Shift, now: datetime) -> list[int]:
    """Who works here until it ends, but not whoever has it."""
    here = [each for each in workers_here(shift.house_id, now) if each.until is None or each.until > shift.ends_at]
    return [each.person_id for each in here if each.person_id != shift.worker_id]


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
