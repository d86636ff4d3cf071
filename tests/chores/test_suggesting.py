"""Turns are suggested: to whom, why, and what changes that."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.chores import acts
from house.chores.cadence import Cadence, How
from house.chores.kinds import Like, Way
from house.chores.models import Status, Turn
from house.chores.shape import ChoreLike, Suggestion, TurnPass
from house.people.belonging import PresenceKind
from house.people.going import move_on
from house.people.models import Membership
from house.people.presence import Step, be_back, step_back
from tests.support.cast import ZONE

TODAY = date(2026, 8, 6)


@pytest.fixture
def fair(add):
    """Chores that the house suggests somebody for."""
    return lambda name="Stove", **more: add(name, **{"way": Way.by_fairness, **more})


@pytest.fixture
def asked(inside):
    """Whom the turns of a chore are suggested to, in order."""

    def read(chore):
        with inside() as session:
            query = (
                sa.select(Suggestion.person_id).select_from(Turn).outerjoin(Suggestion, Suggestion.turn_id == Turn.id)
            )
            return list(session.scalars(query.where(Turn.chore_id == chore.id).order_by(Turn.window_from)))

    return read


@pytest.fixture
def away(inside, house_id):
    def step(somebody, first=TODAY, end=None, kind=PresenceKind.away):
        with inside():
            step_back(house_id, somebody.person_id, Step(kind, first, end), clock.today(ZONE), clock.now())

    return step


def test_weeks_ahead_go_round_everybody_who_lives_here(fair, asked, resident, housemate, living_worker):
    found = asked(fair())
    assert len(found) == 9
    counts = [found.count(who.person_id) for who in (resident, housemate, living_worker)]
    assert sum(counts) == 9 and max(counts) - min(counts) <= 1


def test_what_is_up_for_grabs_is_suggested_to_nobody(add, asked):
    assert set(asked(add("Stove"))) == {None}


def test_of_a_pool_only_its_people_are_asked(fair, asked, resident, housemate):
    pool = (resident.person_id, housemate.person_id)
    assert set(asked(fair(pool=pool))) == set(pool)


def test_a_pool_that_is_gone_leaves_it_up_for_grabs(fair, asked, inside, housemate, standing, turn_of):
    chore = fair(pool=(housemate.person_id,))
    with inside() as session:
        stay = sa.select(Membership).where(Membership.person_id == housemate.person_id)
        move_on(session.scalars(stay).one(), None, clock.now())
    assert housemate.person_id not in asked(chore)


def test_somebody_who_moves_on_is_suggested_nothing(fair, asked, inside, housemate):
    chore = fair()
    with inside() as session:
        stay = sa.select(Membership).where(Membership.person_id == housemate.person_id)
        move_on(session.scalars(stay).one(), None, clock.now())
    assert housemate.person_id not in asked(chore) and None not in asked(chore)


@pytest.mark.parametrize("kind", [PresenceKind.away, PresenceKind.resting])
def test_who_steps_back_is_asked_no_more_and_others_are(fair, asked, away, resident, kind):
    chore = fair()
    before = asked(chore)
    away(resident, kind=kind)
    after = asked(chore)
    assert resident.person_id not in after and None not in after
    stayed = [pair for pair in zip(before, after, strict=True) if pair[0] != resident.person_id]
    assert all(was == now for was, now in stayed)  # nobody else's change


def test_a_share_of_nothing_is_the_same(fair, asked, inside, house_id, resident):
    chore = fair()
    with inside():
        step = Step(PresenceKind.lighter, TODAY, None, 0)
        step_back(house_id, resident.person_id, step, clock.today(ZONE), clock.now())
    assert resident.person_id not in asked(chore)


def test_being_back_makes_no_debt(fair, asked, away, inside, at, house_id, resident, housemate):
    away(resident, end=TODAY + timedelta(days=14))
    counts = [asked(fair(f"Chore {number}", cadence=Cadence(How.days, 2))) for number in range(3)]
    later = [found[8:] for found in counts]
    of_resident = sum(found.count(resident.person_id) for found in later)
    of_housemate = sum(found.count(housemate.person_id) for found in later)
    assert of_resident <= of_housemate + 1
    assert be_back  # what ends earlier is planned for with the next week


def test_the_suggestion_and_its_reason_are_theirs_alone(visit, fair, asked, resident, housemate, living_worker, inside):
    first = asked(fair())[0]
    everybody = {who.person_id: who for who in (resident, housemate, living_worker)}
    for person_id, who in everybody.items():
        page = visit(who).page("/chores")
        assert ("These could suit you" in page) == (person_id == first)
        assert ("It is about even in the house" in page) == (person_id == first)


def test_taking_it_is_one_tap(visit, fair, asked, turn_of, standing, resident, housemate, living_worker, inside):
    chore = fair()
    first, turn = asked(chore)[0], turn_of(chore)
    who = next(each for each in (resident, housemate, living_worker) if each.person_id == first)
    visit(who).post(f"/chores/turns/{turn.id}/take")
    assert standing(turn).holders == [first]
    assert asked(chore)[0] is None  # nothing is left of the suggestion


def test_anybody_else_can_take_it_too(fair, asked, turn_of, do, standing, worker):
    chore = fair()
    do(acts.take, turn_of(chore), worker)
    assert standing(turn_of(chore)).holders == [worker.person_id]


def test_not_this_one_goes_to_somebody_else(visit, fair, asked, turn_of, resident, housemate, living_worker):
    chore = fair()
    first, turn = asked(chore)[0], turn_of(chore)
    who = next(each for each in (resident, housemate, living_worker) if each.person_id == first)
    visitor = visit(who)
    page = visitor.after(visitor.post(f"/chores/turns/{turn.id}/not-this-one"))
    assert "suggested to you any more" in page and "These could suit you" not in page
    assert asked(chore)[0] not in (first, None)


def test_when_everybody_would_rather_not_it_is_up_for_grabs(
    visit, fair, asked, turn_of, standing, resident, housemate, living_worker
):
    chore = fair()
    everybody = {who.person_id: who for who in (resident, housemate, living_worker)}
    for _time in range(3):
        visit(everybody[asked(chore)[0]]).post(f"/chores/turns/{turn_of(chore).id}/not-this-one")
    assert asked(chore)[0] is None
    assert standing(turn_of(chore)).status is Status.up_for_grabs


def test_who_can_not_do_it_is_never_asked(visit, fair, asked, resident):
    chore = fair()
    visit(resident).post("/chores/likes", **{f"like-{chore.id}": "cannot"})
    assert resident.person_id not in asked(chore)


def test_how_i_feel_is_kept_and_nobody_elses(visit, fair, resident, housemate, inside):
    chore = fair()
    visit(resident).post("/chores/likes", **{f"like-{chore.id}": "like"})
    assert 'value="like" selected' in visit(resident).page("/chores/likes")
    assert 'value="like" selected' not in visit(housemate).page("/chores/likes")


@pytest.mark.parametrize("value", ["", "love", "fine"])
def test_nothing_is_kept_of_fine_and_of_nonsense(visit, fair, resident, inside, value):
    chore = fair()
    visit(resident).post("/chores/likes", **{f"like-{chore.id}": value})
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(ChoreLike.id))) == 0


def test_deleting_my_things_deletes_it(visit, fair, resident, inside, house_id):
    chore = fair()
    visit(resident).post("/chores/likes", **{f"like-{chore.id}": "rather not"})
    with inside() as session:
        facts.own_things_deleted.send(resident.person_id, house_id=house_id, now=clock.now())
        assert session.scalar(sa.select(sa.func.count(ChoreLike.id))) == 0


def test_in_turn_they_come_in_their_order(add, asked, resident, housemate, living_worker):
    pool = (housemate.person_id, living_worker.person_id, resident.person_id)
    chore = add("Stove", way=Way.in_order, pool=pool)
    assert tuple(asked(chore)[:6]) == pool * 2


def test_with_one_person_it_is_theirs(add, asked, housemate):
    assert set(asked(add("Plants", way=Way.one_person, pool=(housemate.person_id,)))) == {housemate.person_id}


def test_a_daily_chore_stays_a_week(add, asked, inside):
    chore = add("Dishes", cadence=Cadence(How.days), way=Way.by_fairness, stays_a_week=True)
    with inside() as session:
        query = sa.select(Turn.window_from, Suggestion.person_id).join(Suggestion, Suggestion.turn_id == Turn.id)
        rows = session.execute(query.where(Turn.chore_id == chore.id)).all()
    weeks = {(day - timedelta(days=day.weekday())): set() for day, _who in rows}
    for day, who in rows:
        weeks[day - timedelta(days=day.weekday())].add(who)
    assert {len(people) for people in weeks.values()} == {1}


def test_planning_twice_changes_nothing(inside, fair, asked, house_id):
    chore = fair()
    before = asked(chore)
    with inside():
        facts.turns_changed.send(house_id, now=clock.now())
        facts.rows_needed.send(house_id, until=TODAY + timedelta(weeks=8), now=clock.now())
    assert asked(chore) == before


def test_a_week_later_the_next_weeks_are_suggested(at, inside, fair, asked, house_id):
    chore = fair()
    at("2026-08-14 12:00")
    with inside():
        facts.rows_needed.send(house_id, until=TODAY + timedelta(weeks=9), now=clock.now())
    assert len(asked(chore)) == 10 and asked(chore)[-1] is not None


def test_what_somebody_did_counts(do, add, fair, asked, turn_of, resident):
    for number in range(3):
        do(acts.mark_done, turn_of(add(f"Chore {number}", effort=3)), resident)
    assert asked(fair())[0] != resident.person_id


def test_a_pass_is_no_mark_against_anybody(visit, fair, asked, turn_of, inside, resident, housemate, living_worker):
    chore = fair()
    first = asked(chore)[0]
    who = next(each for each in (resident, housemate, living_worker) if each.person_id == first)
    visit(who).post(f"/chores/turns/{turn_of(chore).id}/not-this-one")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(TurnPass.id))) == 1
    assert first in asked(chore)[1:]


def test_liking_is_a_kind(inside):
    assert [each.value for each in Like] == ["like", "fine", "rather not", "cannot"]
