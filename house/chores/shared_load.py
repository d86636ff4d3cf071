"""What the house has shared in the last weeks, as a picture without names; and one's own part, for oneself alone."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.chores.fairness import WHOLE, credit_of, targets
from house.chores.models import Chore, Turn, TurnDoer
from house.chores.rounds import WEEK, round_of
from house.db import db
from house.people.presence_reading import shares_within
from house.viewer import Viewer
from house.when.span import DAY, to_local
from house.when.words import MONTHS

WEEKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A week of the picture."""

    words: str
    turns: int
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class SharedLoad:
    """The picture, and a sentence about one's own part; "" for who does not live here."""

    bars: list[Bar]
    own: str


def shared_load(viewer: Viewer, today: date) -> SharedLoad:
    """Turns done in this round and the three before it, and how the viewer's part of them compares. Two queries."""
    first = round_of(today)[0] - (WEEKS - 1) * WEEK
    rows = _done(viewer, first)
    weeks: defaultdict[int, set[int]] = defaultdict(set)
    efforts: defaultdict[int, int] = defaultdict(int)
    doers: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        doers[row.id] += 1
    for row in rows:
        weeks[(to_local(row.done_at, viewer.zone).date() - first).days // 7].add(row.id)
        efforts[row.person_id] += credit_of(row.effort, doers[row.id], row.needs_two)
    bars = _bars([len(weeks[number]) for number in range(WEEKS)], first)
    return SharedLoad(bars, _own_words(viewer, efforts, first, today) if viewer.is_resident else "")


def _done(viewer: Viewer, first: date) -> list[Any]:
    since = datetime.combine(first, time(), viewer.zone).astimezone(UTC)
    query = (
        sa.select(Turn.id, Turn.done_at, TurnDoer.person_id, Chore.effort, Chore.needs_two)
        .join(TurnDoer, TurnDoer.turn_id == Turn.id)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(Turn.house_id == viewer.house_id, Turn.done_at >= since)
    )
    return list(db.session.execute(query))


def _bars(counts: list[int], first: date) -> list[Bar]:
    most = max([*counts, 1])
    return [
        Bar(_week_words(first + number * WEEK), count, 12 + 76 * number, 110 - 90 * count // most, 90 * count // most)
        for number, count in enumerate(counts)
    ]


def _week_words(monday: date) -> str:
    return f"{monday.day} {MONTHS[monday.month - 1][:3]}"


def _own_words(viewer: Viewer, efforts: dict[int, int], first: date, today: date) -> str:
    """Within one of the larger chores of an even part it is about even: nobody counts more finely than that."""
    shares = shares_within(viewer.house_id, first, today + DAY)
    at_home = {person_id: int(sum(days) * 8) for person_id, days in shares.items()}
    part = targets(at_home).get(viewer.person_id, Fraction(0))
    whole = sum(efforts[person_id] for person_id in at_home if person_id in efforts)
    more = efforts.get(viewer.person_id, 0) - part * whole
    if not part or not whole:
        return str(_("There is nothing to compare yet."))
    if abs(more) <= 3 * WHOLE:
        return str(_("Your part is about even with your days at home and your share."))
    if more > 0:
        return str(_("You have done more than an even part. Others are asked first for a while."))
    return str(_("You have had a lighter few weeks. That is fine: turns come round."))
