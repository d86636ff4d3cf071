"""PURE. Whom each turn suits: an offer with its reasons, the same for the same facts. Nobody is bound by it.

Among those a chore goes round who are home in its days, have a share and can do it: whoever has had the lightest last
four weeks; of equals, who likes it, then who has not had it the longest, then by lot. Nobody gets more in a week than
half as much again as an even part, and nobody who is home alone more than that even part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from house.chores.fairness import FULL, WHOLE, Credit, Ledger, Someone
from house.chores.kinds import Like, Way

LIKING = {Like.like: 0, Like.fine: 1, Like.rather_not: 2}
# The reasons, as they are kept beside a suggestion.
LIGHTER, EVEN, LIKES, LONGEST, ORDER, KEEPS, WEEK, STAYS = (
    *("lighter", "even", "likes", "longest", "order", "keeps", "week", "stays"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A turn that waits for somebody. Days and weeks are numbers, and its end is the day after its last."""

    id: int
    chore_id: int
    first: int
    end: int
    week: int
    effort: int  # 1 to 3
    way: Way = Way.by_fairness
    pool: tuple[int, ...] = ()  # in order; nobody: everybody
    stays_a_week: bool = False
    passed_by: frozenset[int] = frozenset()  # who would rather not have it
    suggested_to: int | None = None  # from before: it stays where it can


@dataclass(frozen=True, slots=True)
class Suggested:
    """A turn and whom it suits, with the reasons."""

    turn_id: int
    person_id: int
    why: tuple[str, ...]


@dataclass(slots=True)
class _Plan:
    """What is known while turns are gone through in their order."""

    ledger: Ledger
    likes: Mapping[tuple[int, int], Like]  # by person and chore
    week_turns: Counter[int]  # how many turns a week has
    in_week: Counter[tuple[int, int]] = field(default_factory=Counter)  # how many of them somebody has, by week
    week_holder: dict[tuple[int, int], int] = field(default_factory=dict)  # who has a chore all week
    last_in_order: dict[int, int] = field(default_factory=dict)  # who had a chore last


def suggest(
    turns: Iterable[Wanted],
    people: Sequence[Someone],
    days: int,
    credits: Sequence[Credit] = (),
    likes: Mapping[tuple[int, int], Like] | None = None,
) -> list[Suggested]:
    """Whom each turn suits, in the order of its days; one that suits nobody is left out, and is up for grabs."""
    ordered = sorted(turns, key=lambda turn: (turn.first, turn.end, turn.chore_id, turn.id))
    plan = _Plan(Ledger(people, days, credits), likes or {}, _count_weeks(ordered))
    for credit in sorted(credits, key=lambda each: each.day):
        plan.last_in_order[credit.chore_id] = credit.person_id
    for turn in ordered:  # what stays with somebody counts before anything new is found
        if turn.suggested_to is not None and _can(plan, turn, turn.suggested_to):
            _note(plan, turn, turn.suggested_to)
    found = (_one(plan, turn) for turn in ordered)
    return [each for each in found if each]


def _count_weeks(turns: Sequence[Wanted]) -> Counter[int]:
    """How many there are in a week, those that stay with one person all week as one."""
    return Counter(week for _chore, week in {(t.chore_id if t.stays_a_week else -t.id, t.week) for t in turns})


def _one(plan: _Plan, turn: Wanted) -> Suggested | None:
    if turn.suggested_to is not None and _can(plan, turn, turn.suggested_to):
        return Suggested(turn.id, turn.suggested_to, (STAYS,))
    chosen = _all_week(plan, turn) or _by_way(plan, turn)
    if chosen:
        _note(plan, turn, chosen.person_id)
    return chosen


def _all_week(plan: _Plan, turn: Wanted) -> Suggested | None:
    """Whoever has the chore this week already."""
    holder = plan.week_holder.get((turn.chore_id, turn.week)) if turn.stays_a_week else None
    return Suggested(turn.id, holder, (WEEK,)) if holder is not None and _can(plan, turn, holder) else None


def _by_way(plan: _Plan, turn: Wanted) -> Suggested | None:
    match turn.way:
        case Way.by_fairness:
            return _by_fairness(plan, turn)
        case Way.in_order:
            return _in_order(plan, turn)
        case Way.one_person if turn.pool and _can(plan, turn, turn.pool[0]):
            return Suggested(turn.id, turn.pool[0], (KEEPS,))
    return None


def _in_order(plan: _Plan, turn: Wanted) -> Suggested | None:
    """The next in the order after whoever had it last; whoever can't is passed over."""
    last = plan.last_in_order.get(turn.chore_id)
    begin = turn.pool.index(last) + 1 if last in turn.pool else 0
    can = (each for each in (*turn.pool[begin:], *turn.pool[:begin]) if _can(plan, turn, each))
    chosen = next(can, None)
    return Suggested(turn.id, chosen, (ORDER,)) if chosen is not None else None


def _by_fairness(plan: _Plan, turn: Wanted) -> Suggested | None:
    ledger = plan.ledger
    pool = turn.pool or tuple(ledger.people)
    can = [each for each in pool if _can(plan, turn, each) and _has_room(plan, turn, each)]
    if not can:
        return None
    rates = ledger.rates(turn.first)

    def order(person_id: int) -> tuple[int, int, int, int]:
        liking = LIKING[plan.likes.get((person_id, turn.chore_id), Like.fine)]
        return rates[person_id], liking, ledger.last_done(person_id, turn.chore_id), _lot(turn.id, person_id)

    first, *others = sorted(can, key=order)
    return Suggested(turn.id, first, _why(order(first), [order(each) for each in others]))


def _lot(turn_id: int, person_id: int) -> int:
    return crc32(f"{turn_id} {person_id}".encode())


def _why(own: tuple[int, int, int, int], others: Sequence[tuple[int, int, int, int]]) -> tuple[str, ...]:
    """What spoke for them, at most two things."""
    equals = [each for each in others if each[0] == own[0]]
    reasons = [EVEN if equals else LIGHTER]
    if own[1] == LIKING[Like.like]:
        reasons.append(LIKES)
    elif equals and all(own[2] < each[2] for each in equals if each[1] == own[1]):
        reasons.append(LONGEST)
    return tuple(reasons)


def _can(plan: _Plan, turn: Wanted, person_id: int) -> bool:
    """Whether a turn can be suggested to somebody at all: home in at least half of its days, with a share."""
    if person_id not in plan.ledger.people or person_id in turn.passed_by:
        return False
    if turn.pool and person_id not in turn.pool:
        return False
    if plan.likes.get((person_id, turn.chore_id)) is Like.can_not:
        return False
    home = plan.ledger.days_home(person_id, turn.first, turn.end)
    return 2 * home >= turn.end - turn.first and home > 0


def _has_room(plan: _Plan, turn: Wanted, person_id: int) -> bool:
    """Whether they have less than half as much again as their even part of the week; alone at home, less than that."""
    share = plan.ledger.share
    parts = {each: share(each, turn.first) for each in plan.ledger.people}
    whole = sum(part or FULL for part in parts.values())  # whoever is away is not made up for by those at home
    even = -(-plan.week_turns[turn.week] * (parts[person_id] or FULL) // whole)
    is_alone = sum(part > 0 for part in parts.values()) <= 1 < len(parts)
    return plan.in_week[person_id, turn.week] < (even if is_alone else even + -(-even // 2))


def _note(plan: _Plan, turn: Wanted, person_id: int) -> None:
    is_more = not turn.stays_a_week or plan.week_holder.get((turn.chore_id, turn.week)) != person_id
    plan.in_week[person_id, turn.week] += is_more
    plan.week_holder.setdefault((turn.chore_id, turn.week), person_id)
    plan.last_in_order[turn.chore_id] = person_id
    plan.ledger.add(Credit(person_id, turn.first, turn.effort * WHOLE, turn.chore_id))
