"""B1: searching a decision book of many years. The issue asks for a time here; everything else is a ratio."""

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import sqlalchemy as sa

from bench.houses import Houses
from bench.results import Result
from bench.turns import Effort
from house.cli import open_app
from house.config import from_environment
from house.db import db, transaction
from house.meetings import book
from house.meetings.deciding import Decision, Proposal

DECISIONS = 2000
SEARCHES = ("quiet evenings", "kitchen", "gard", "nothing holds this")
TOPICS = ("kitchen shelves", "quiet evenings", "the garden gate", "visitors at night", "bikes in the hall")


def measure(houses: Houses, _effort: Effort) -> Iterator[Result]:
    """The slowest of a few searches, each the median of many."""
    house = houses.year.copied("book")
    with patch.dict("os.environ", house.environment, clear=True):
        app = open_app(from_environment())
    with app.app_context():
        house_id = _fill()
        worst = max(_median(house_id, words) for words in SEARCHES)
    yield Result(
        "B1", f"searching {DECISIONS} decisions, the slowest of {len(SEARCHES)} searches", worst, "≤", 50, "ms"
    )


def _fill() -> int:
    """So many decisions more in the first house; gives its id."""
    with transaction():
        proposal = db.session.scalars(sa.select(Proposal).order_by(Proposal.id).limit(1)).one()
        last = db.session.scalar(sa.select(sa.func.max(Decision.number)).where(Decision.house_id == proposal.house_id))
        decided = datetime(2020, 1, 1, tzinfo=UTC)
        db.session.execute(
            sa.insert(Decision),
            [_decision(proposal, int(last or 0) + each, decided) for each in range(1, DECISIONS + 1)],
        )
        return proposal.house_id


def _decision(proposal: Proposal, number: int, decided: datetime) -> dict[str, object]:
    topic = TOPICS[number % len(TOPICS)]
    return {
        "house_id": proposal.house_id,
        "number": number,
        "proposal_id": proposal.id,
        "version": 1,
        "title": f"About {topic}",
        "text": f"We agree on {topic}, as talked over in meeting {number}. " * 5,
        "topic_words": topic,
        "decided_at": decided + timedelta(days=number),
        "provisional_until": decided + timedelta(days=number + 7),
        "review_on": (decided + timedelta(days=number + 365)).date(),
    }


def _median(house_id: int, words: str) -> float:
    now = datetime.now(UTC)
    return statistics.median(_once(house_id, words, now) for _turn in range(21))


def _once(house_id: int, words: str, now: datetime) -> float:
    with transaction(may_write=False):
        begun = time.perf_counter()
        book.find_words(house_id, words, now, now.date(), most=50)
        return (time.perf_counter() - begun) * 1000
