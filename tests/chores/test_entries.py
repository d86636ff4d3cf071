"""Turns as all-day entries of Today, the week and calendars."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa

from house import clock
from house.chores import acts, joining
from house.chores.between import Together
from house.chores.entries import entries
from house.chores.joining import Invitation
from house.chores.kinds import Mode, PartOfDay
from house.people.going import move_on
from house.people.models import Membership
from house.when.span import days_span
from tests.support.cast import ZONE

THIS_WEEK = (date(2026, 8, 3), date(2026, 8, 10))
NEXT_WEEK = (date(2026, 8, 10), date(2026, 8, 17))


@pytest.fixture
def offered(inside):
    """The entries of one of the cast in some days."""

    def read(somebody, first=THIS_WEEK[0], last=THIS_WEEK[1]):
        viewer = SimpleNamespace(person_id=somebody.person_id, house_id=somebody.house_id, zone=ZONE, is_resident=True)
        with inside():
            return entries(viewer, days_span(first, last, ZONE))

    return read


def test_my_turn_is_mine_and_takes_its_whole_window(offered, do, turn, resident):
    do(acts.take, turn, resident)
    [entry] = offered(resident)
    assert (entry.is_mine, entry.starts, entry.ends) == (True, *THIS_WEEK)
    assert entry.is_all_day


def test_it_is_named_and_leads_to_its_chore(offered, do, add, turn_of, resident):
    chore = add(place="Kitchen", good_enough="Bins empty.")
    do(acts.take, turn_of(chore), resident)
    [entry] = offered(resident)
    assert (entry.title, entry.place, entry.note) == ("Chore: Kitchen bins", "Kitchen", "Bins empty.")
    assert entry.path == f"/chores/{chore.id}"


def test_its_key_is_the_turns(offered, turn, resident):
    assert [entry.key for entry in offered(resident)] == [f"turn-{turn.id}"]


@pytest.mark.parametrize("who", ["resident", "housemate"])
def test_its_quiet_title_names_no_one_and_nothing(offered, request, do, turn, resident, who):
    do(acts.take, turn, resident)
    assert [entry.quiet_title for entry in offered(request.getfixturevalue(who))] == ["A small job at home"]


def test_others_see_who_has_it_this_round(offered, do, turn, resident, housemate):
    do(acts.take, turn, resident)
    [entry] = offered(housemate)
    assert (entry.title, entry.is_mine) == ("Chore: Kitchen bins (Robin)", False)


def test_what_nobody_has_is_up_for_grabs(offered, turn, resident):
    [entry] = offered(resident)
    assert (entry.title, entry.is_mine) == ("Chore: Kitchen bins (up for grabs)", False)


def test_a_later_round_names_nobody(offered, do, chore, turn_of, resident, housemate):
    do(acts.take, turn_of(chore, NEXT_WEEK[0]), resident)
    assert [entry.title for entry in offered(housemate, *NEXT_WEEK)] == ["Chore: Kitchen bins"]


@pytest.mark.parametrize(
    ("when", "is_shown"),
    [("2026-08-07 23:59", True), ("2026-08-08 00:00", False)],  # still in the round, but its day is over
)
def test_nobody_reads_off_a_calendar_what_another_has_not_done(
    offered, at, do, add, turn_of, resident, housemate, when, is_shown
):
    do(acts.take, turn_of(add("Stove", weekday=4)), resident)
    at(when)
    assert bool(offered(housemate)) == is_shown


def test_what_is_mine_stays_when_its_days_are_over(offered, at, do, turn, resident):
    do(acts.take, turn, resident)
    at("2026-08-10 09:00")
    assert [entry.title for entry in offered(resident)] == ["Chore: Kitchen bins"]


@pytest.mark.parametrize("who", ["resident", "housemate"])
def test_what_is_done_leaves_every_calendar(offered, request, do, turn, resident, who):
    do(acts.mark_done, turn, resident)
    assert offered(request.getfixturevalue(who)) == []


def test_letting_go_takes_it_out_of_mine(offered, do, turn, resident):
    do(acts.take, turn, resident)
    do(acts.let_go, turn, resident)
    assert [entry.is_mine for entry in offered(resident)] == [False]


def test_each_step_raises_the_sequence(offered, do, turn, resident):
    seen = []
    for act in (acts.take, acts.let_go, acts.take):
        do(act, turn, resident)
        seen += [entry.sequence for entry in offered(resident)]
    assert seen == [1, 2, 3]


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        (date(2026, 8, 9), date(2026, 8, 10), True),  # the window's last day
        (date(2026, 8, 10), date(2026, 8, 11), False),
        (date(2026, 8, 2), date(2026, 8, 3), False),  # the day before it
        (date(2026, 8, 2), date(2026, 8, 4), True),
        (date(2026, 5, 1), date(2027, 8, 1), True),
    ],
)
def test_it_is_in_the_windows_that_it_touches(offered, do, turn, resident, first, last, is_shown):
    do(acts.take, turn, resident)
    assert (f"turn-{turn.id}" in [entry.key for entry in offered(resident, first, last)]) == is_shown


def test_what_was_put_away_is_in_no_calendar(inside, offered, chore, resident):
    with inside() as session:
        acts.put_away(session.merge(chore), resident.person_id, date(2026, 8, 6), chore.made_at)
    assert offered(resident) == []


def test_another_houses_turns_are_nowhere(offered, do, turn, resident, outsider):
    do(acts.take, turn, resident)
    assert offered(outsider, date(2026, 1, 1), date(2027, 1, 1)) == []


# --- a part of the day, two people, together ---


def test_what_fits_a_part_of_a_day_takes_that_part(offered, add, resident):
    add("Dishes", weekday=4, part_of_day=PartOfDay.evening)
    [entry] = offered(resident)
    assert not entry.is_all_day
    assert [f"{at.astimezone(ZONE):%a %H:%M}" for at in (entry.starts, entry.ends)] == ["Fri 17:00", "Fri 21:00"]


def test_what_has_several_days_takes_them_whole(offered, add, resident):
    add("Dishes", part_of_day=PartOfDay.evening)
    assert [entry.is_all_day for entry in offered(resident)] == [True]


def test_a_turn_of_two_is_one_entry(offered, do, add, turn_of, resident, housemate, worker):
    turn = turn_of(add("The big shop", needs_two=True))
    do(acts.take, turn, resident)
    do(acts.take, turn, housemate)
    for who, title in (
        (resident, "Chore: The big shop"),
        (housemate, "Chore: The big shop"),
        (worker, "Chore: The big shop (Robin and Hana)"),
    ):
        assert [entry.title for entry in offered(who)] == [title]


@pytest.fixture
def tea(inside, resident):
    """Robin has tea on Friday at four, for those who live here."""
    four = datetime(2026, 8, 7, 16, tzinfo=ZONE)
    words = Invitation("Tea", Mode.quiet, four, timedelta(minutes=40), for_residents=True)
    with inside():
        return joining.invite(resident.house_id, resident.person_id, words, clock.now())


def test_what_people_do_together_has_its_time(offered, tea, resident):
    [entry] = offered(resident)
    assert (entry.key, entry.title, entry.is_mine) == (f"together-{tea.id}", "Together: Tea (Robin)", True)
    assert (entry.ends - entry.starts, entry.quiet_title) == (timedelta(minutes=40), "Some time together")


def test_it_is_in_nobodys_calendar_whom_it_is_not_for(inside, tea, worker):
    viewer = SimpleNamespace(person_id=worker.person_id, house_id=worker.house_id, zone=ZONE, is_resident=False)
    with inside():
        assert entries(viewer, days_span(*THIS_WEEK, ZONE)) == []


def test_called_off_it_stays_with_those_who_come(offered, inside, tea, resident, housemate):
    with inside() as session:
        joining.call_off(session.get_one(Together, tea.id), clock.now())
    assert [(entry.is_called_off, entry.sequence) for entry in offered(resident)] == [(True, 1)]
    assert offered(housemate) == []


def test_who_moves_on_invites_no_more(offered, inside, tea, resident, housemate):
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == resident.person_id)).one()
        move_on(stay, None, clock.now())
    assert offered(housemate) == []
