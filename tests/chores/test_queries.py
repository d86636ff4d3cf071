"""The pages ask the same few questions after years of turns as after none."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from house import clock
from house.chores import acts
from house.chores.entries import entries
from house.chores.models import Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.waiting import waiting
from house.when.span import days_span
from tests.support.cast import ZONE


@pytest.fixture
def years(inside, add, resident, housemate):
    """Twelve chores with three years of turns behind them, some of them done, some of them never."""

    def live():
        for number in range(12):
            chore = add(f"Chore {number}", weekday=number % 7)
            with inside() as session:
                for weeks in range(1, 150):
                    day = date(2026, 8, 3) - timedelta(weeks=weeks) + timedelta(days=number % 7)
                    session.add(_past_turn(chore, day, is_done=weeks % 4 > 0))
                session.flush()
                done = sa.select(Turn.id).where(Turn.chore_id == chore.id, Turn.status == Status.done)
                for place, turn_id in enumerate(session.scalars(done).all()):
                    who = (resident, housemate)[place % 2]
                    both = {"house_id": chore.house_id, "turn_id": turn_id, "person_id": who.person_id}
                    session.add_all([TurnHolder(slot=1, taken_at=clock.now(), **both), TurnDoer(**both)])

    return live


def _past_turn(chore: Chore, day: date, is_done: bool) -> Turn:
    start = datetime.combine(day, time())
    done_at = start.replace(tzinfo=ZONE) + timedelta(hours=12)
    return Turn(
        house_id=chore.house_id,
        chore_id=chore.id,
        series_id=chore.series_id,
        original_start=start,
        window_from=day,
        window_to=day + timedelta(days=1),
        status=Status.done if is_done else Status.up_for_grabs,
        done_at=done_at if is_done else None,
        changed_at=clock.now(),
    )


@pytest.mark.parametrize(
    ("path", "most"),
    [
        # who asks; mine, up for grabs, with others, done; swaps, together, thanks, stuck; whether there is any
        ("/chores", 10),
        ("/chores/week", 2),
        ("/chores/load", 3),
        ("/chores/likes", 2),
        ("/chores/together", 2),
        ("/chores/all", 4),
        ("/chores/new", 2),
        ("/chores/{chore}", 6),
    ],
)
def test_a_page_asks_no_more_than_this_whatever_the_history(visit, queries, chore, years, resident, path, most):
    visitor = visit(resident)
    counts = []
    for grow in (lambda: None, years):
        grow()
        with queries() as seen:
            visitor.page(path.format(chore=chore.id))
        counts.append(seen.count)
    assert counts == [most, most]


def test_entries_ask_one_question(inside, queries, years, resident, visit):
    years()
    viewer = _viewer(resident)
    with inside(), queries() as seen:
        entries(viewer, days_span(date(2026, 8, 3), date(2026, 8, 10), ZONE))
    assert seen.count == 1


def test_history_is_not_read_for_the_round(app, inside, years, resident, visit):
    years()
    page = visit(resident).page("/chores")
    assert page.count('aria-labelledby="open"') == 1
    assert page.count("/take") <= 24  # this round's twelve, and what stays open of the last


def test_a_turn_never_waits_and_swaps_cost_one_question(inside, queries, do, turn, resident):
    do(acts.take, turn, resident)
    with inside(), queries() as seen:
        assert waiting(_viewer(resident), clock.now()) == []
    assert seen.count == 1


def test_who_does_not_live_here_is_asked_for_nothing(inside, queries, worker):
    with inside(), queries() as seen:
        assert waiting(_viewer(worker, is_resident=False), clock.now()) == []
    assert seen.count == 0


def _viewer(somebody, is_resident=True):
    return SimpleNamespace(person_id=somebody.person_id, house_id=somebody.house_id, zone=ZONE, is_resident=is_resident)
