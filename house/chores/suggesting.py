"""Suggestions are made for the weeks ahead, and made anew where one can't stand any more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.chores.fairness import FULL, LOOKS_BACK, Credit, Someone, credit_of
from house.chores.kinds import Like, Way
from house.chores.models import WITH_SOMEONE, Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.rotation import STAYS, Suggested, Wanted, suggest
from house.chores.rounds import WEEK, round_of
from house.chores.shape import ChoreLike, ChorePlace, Suggestion, TurnPass
from house.db import db
from house.people.arriving import ROWS_AHEAD
from house.people.holding import hold_house
from house.people.presence_reading import shares_within
from house.when.span import DAY, to_local

MAY_BE_SUGGESTED = (Status.planned, Status.suggested, Status.up_for_grabs)
LONGEST_AHEAD = timedelta(days=31)  # of the last turn's days


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that are planned, as the numbers that the rule counts in."""

    today: date

    @property
    def first(self) -> date:
        return self.today - (LOOKS_BACK - 1) * DAY

    @property
    def end(self) -> date:
        return self.today + ROWS_AHEAD + LONGEST_AHEAD

    @property
    def count(self) -> int:
        return (self.end - self.first).days

    def number(self, day: date) -> int:
        return (day - self.first).days


@facts.turns_changed.connect
def plan_turns(house_id: int, now: datetime) -> None:
    """Find somebody for what nobody is suggested for; what is suggested stays where it can."""
    _plan(house_id, now, keeps_until=None, only_mends=False)


@facts.shares_changed.connect
def mend(house_id: int, now: datetime) -> None:
    """Somebody's share changed: what can't stay with them is suggested to somebody else, and nothing else changes."""
    _plan(house_id, now, keeps_until=None, only_mends=True)


def plan_anew(house_id: int, now: datetime) -> None:
    """Once a week: this round and the next stay as people know them, and the weeks after are found anew."""
    _plan(house_id, now, keeps_until=2 * WEEK, only_mends=False)


def _plan(house_id: int, now: datetime, keeps_until: timedelta | None, only_mends: bool) -> None:
    zone = ZoneInfo(hold_house(house_id).timezone)
    days = _Days(to_local(now, zone).date())
    turns = _turns(house_id, days)
    if not turns:
        return
    kept_before = days.end if keeps_until is None else round_of(days.today)[0] + keeps_until
    passes, pools = _passes(house_id, days), _pools(house_id)
    wanted = [_wanted(row, days, kept_before, passes, pools) for row in turns if row.way is not Way.up_for_grabs]
    shares = shares_within(house_id, days.first, days.end)
    people = [Someone(person_id, [int(share * FULL) for share in each]) for person_id, each in sorted(shares.items())]
    found = suggest(wanted, people, days.count, _credits(house_id, days, zone), _likes(house_id))
    before = {row.id: row.person_id for row in turns}
    if only_mends:
        found = [each for each in found if before[each.turn_id] is not None]
    _write(house_id, turns, found)


def _turns(house_id: int, days: _Days) -> list[Any]:
    """What waits for somebody in the days ahead, and whom it is suggested to."""
    query = (
        sa.select(
            Turn.id,
            Turn.chore_id,
            Turn.window_from,
            Turn.window_to,
            Turn.status,
            Chore.effort,
            Chore.way,
            Chore.stays_a_week,
            Suggestion.person_id,
        )
        .join(Chore, Chore.id == Turn.chore_id)
        .outerjoin(Suggestion, Suggestion.turn_id == Turn.id)
        .where(
            Turn.house_id == house_id,
            Turn.status.in_(MAY_BE_SUGGESTED),
            Turn.window_from > days.today - LONGEST_AHEAD,
            Turn.window_from < days.today + ROWS_AHEAD,
            Turn.window_to > days.today,
        )
        .order_by(Turn.id)
    )
    return list(db.session.execute(query))


def _wanted(
    row: Any, days: _Days, kept_before: date, passes: dict[int, set[int]], pools: dict[int, tuple[int, ...]]
) -> Wanted:
    return Wanted(
        id=row.id,
        chore_id=row.chore_id,
        first=days.number(max(row.window_from, days.today)),
        end=days.number(row.window_to),
        week=round_of(row.window_from)[0].toordinal(),
        effort=row.effort,
        way=row.way,
        pool=pools.get(row.chore_id, ()),
        stays_a_week=row.stays_a_week,
        passed_by=frozenset(passes.get(row.id, ())),
        suggested_to=row.person_id if row.window_from < kept_before else None,
    )


def _passes(house_id: int, days: _Days) -> dict[int, set[int]]:
    query = sa.select(TurnPass.turn_id, TurnPass.person_id).join(Turn, Turn.id == TurnPass.turn_id)
    ahead = (TurnPass.house_id == house_id, Turn.window_to > days.today)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for turn_id, person_id in db.session.execute(query.where(*ahead)):
        found[turn_id].add(person_id)
    return found


def _pools(house_id: int) -> dict[int, tuple[int, ...]]:
    query = sa.select(ChorePlace.chore_id, ChorePlace.person_id).where(ChorePlace.house_id == house_id)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for chore_id, person_id in db.session.execute(query.order_by(ChorePlace.position)):
        found[chore_id].append(person_id)
    return {chore_id: tuple(people) for chore_id, people in found.items()}


def _likes(house_id: int) -> dict[tuple[int, int], Like]:
    query = sa.select(ChoreLike.person_id, ChoreLike.chore_id, ChoreLike.liking)
    rows = db.session.execute(query.where(ChoreLike.house_id == house_id))
    return {(person_id, chore_id): liking for person_id, chore_id, liking in rows}


def _credits(house_id: int, days: _Days, zone: ZoneInfo) -> list[Credit]:
    """What people did in the last four weeks, and what they have taken."""
    since = datetime.combine(days.first, time(), zone).astimezone(UTC)
    did = (
        sa.select(TurnDoer.turn_id, TurnDoer.person_id, Turn.done_at, Turn.chore_id, Chore.effort, Chore.needs_two)
        .join(Turn, Turn.id == TurnDoer.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(Turn.house_id == house_id, Turn.done_at >= since)
    )
    rows = db.session.execute(did).all()
    doers: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        doers[row.turn_id] += 1
    done = [
        Credit(
            row.person_id,
            days.number(to_local(row.done_at, zone).date()),
            credit_of(row.effort, doers[row.turn_id], row.needs_two),
            row.chore_id,
        )
        for row in rows
    ]
    return [*done, *_taken(house_id, days)]


def _taken(house_id: int, days: _Days) -> list[Credit]:
    query = (
        sa.select(TurnHolder.person_id, Turn.window_from, Turn.chore_id, Chore.effort)
        .join(Turn, Turn.id == TurnHolder.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(Turn.house_id == house_id, Turn.status.in_(WITH_SOMEONE), Turn.window_to > days.today)
    )
    return [
        Credit(person_id, days.number(max(first, days.first)), credit_of(effort, 1, False), chore_id)
        for person_id, first, chore_id, effort in db.session.execute(query)
    ]


def _write(house_id: int, turns: list[Any], found: Iterable[Suggested]) -> None:
    """Keep what is new, and let go what can't stand; what stays is not touched."""
    asked = {each.turn_id: each for each in found}
    new = [each for each in asked.values() if each.why != (STAYS,)]
    is_new = {each.turn_id for each in new}
    gone = [row.id for row in turns if row.person_id is not None and (row.id not in asked or row.id in is_new)]
    if gone:
        db.session.execute(sa.delete(Suggestion).where(Suggestion.turn_id.in_(gone)))
    rows = [
        {"house_id": house_id, "turn_id": each.turn_id, "person_id": each.person_id, "why": " ".join(each.why)}
        for each in new
    ]
    if rows:
        db.session.execute(sa.insert(Suggestion), rows)
    _stand_as(Status.suggested, sorted(is_new))
    _stand_as(Status.up_for_grabs, [row.id for row in turns if row.status is Status.suggested and row.id not in asked])


def _stand_as(status: Status, ids: list[int]) -> None:
    """Whoever was quicker and took one meanwhile has it."""
    if ids:
        change = sa.update(Turn).where(Turn.id.in_(ids), Turn.status.in_(MAY_BE_SUGGESTED)).values(status=status)
        db.session.execute(change.execution_options(synchronize_session=False))
