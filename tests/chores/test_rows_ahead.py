"""Turns stand as rows for the weeks ahead, each of them once."""

from datetime import date
from itertools import pairwise

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from house import clock, facts
from house.chores import acts
from house.chores.models import Chore, Status, Turn, TurnHolder


@pytest.fixture
def windows(inside):
    """The first days of a chore's turns."""

    def read(chore):
        with inside() as session:
            query = sa.select(Turn.window_from).where(Turn.chore_id == chore.id).order_by(Turn.window_from)
            return list(session.scalars(query))

    return read


@pytest.fixture
def ahead(inside, house_id):
    def need(until):
        with inside():
            facts.rows_needed.send(house_id, until=until, now=clock.now())

    return need


def test_what_is_needed_is_made(ahead, chore, windows):
    ahead(date(2026, 11, 2))
    assert windows(chore)[-1] == date(2026, 10, 26)


def test_making_them_twice_changes_nothing(ahead, chore, windows):
    ahead(date(2026, 11, 2))
    before = windows(chore)
    ahead(date(2026, 11, 2))
    assert windows(chore) == before


def test_another_houses_chores_are_left_alone(inside, cast, chore, windows):
    before = windows(chore)
    with inside():
        facts.rows_needed.send(cast.other_house_id, until=date(2026, 11, 2), now=clock.now())
    assert windows(chore) == before


def test_every_chore_gets_its_own(ahead, add, windows):
    chores = [add(f"Chore {number}", weekday=number % 7) for number in range(10)]
    ahead(date(2026, 11, 2))
    assert {len(windows(chore)) for chore in chores} == {12, 13}


def test_weeks_in_which_nobody_looked_are_not_made_up_for(ahead, at, chore, windows):
    at("2027-02-03 09:00")
    ahead(date(2027, 3, 1))
    made = windows(chore)
    assert next(day for day in made if day > date(2026, 9, 28)) == date(2027, 2, 1)


def test_a_change_of_the_clocks_moves_no_day(ahead, add, windows):
    sunday = add("Sunday soup", weekday=6)
    ahead(date(2027, 5, 1))  # October and April change the clocks in Melbourne, on Sundays
    made = windows(sunday)
    assert {day.weekday() for day in made} == {6}
    assert {(after - day).days for day, after in pairwise(made)} == {7}


def test_the_database_refuses_a_second_row_for_the_same_time(inside, turn):
    with inside() as session:
        again = Turn(
            house_id=turn.house_id,
            chore_id=turn.chore_id,
            series_id=turn.series_id,
            original_start=turn.original_start,
            window_from=turn.window_from,
            window_to=turn.window_to,
            changed_at=clock.now(),
        )
        session.add(again)
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


@pytest.mark.parametrize(
    ("slot", "same_person"),
    [
        (1, False),  # the same place, for somebody else
        (2, True),  # another place, for the same person
    ],
)
def test_the_database_refuses_a_place_twice(inside, do, turn, resident, housemate, slot, same_person):
    do(acts.take, turn, resident)
    who = resident if same_person else housemate
    with inside() as session:
        place = TurnHolder(
            house_id=turn.house_id, turn_id=turn.id, slot=slot, person_id=who.person_id, taken_at=clock.now()
        )
        session.add(place)
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (Chore, {"minutes": 4}),
        (Chore, {"minutes": 31}),
        (Chore, {"effort": 4}),
        (Chore, {"window_days": 32}),  # the pages look no further back than the longest window
        (Turn, {"window_to": date(2026, 8, 3)}),  # no day left
        (Turn, {"status": Status.done}),  # done, but when?
    ],
)
def test_the_database_refuses_what_cannot_be(inside, turn, table, values):
    with inside() as session:
        with pytest.raises(IntegrityError):
            session.execute(sa.update(table).values(values))
        session.rollback()
