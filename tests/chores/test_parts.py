"""A turn that two have, that is done in parts, by others, on another day, or needs another go."""

from datetime import date

import pytest
import sqlalchemy as sa

from house import clock
from house.chores import acts, moving, parts
from house.chores.cadence import Cadence, How
from house.chores.kinds import WhenOver
from house.chores.models import Status, Turn, TurnDoer
from house.chores.plan import read_steps
from house.chores.shape import ChoreStep, TurnStep
from house.chores.steps import AlreadyTaken, NotOpen, NotYours
from house.trust.models import Change
from tests.support.cast import ZONE

FRIDAY = "2026-08-07 09:00"


@pytest.fixture
def said(visit):
    """What somebody is told after sending a form about a turn."""

    def send(somebody, turn, what, **fields):
        visitor = visit(somebody)
        return visitor.after(visitor.post(f"/chores/turns/{turn.id}/{what}", **fields))

    return send


@pytest.fixture
def window(inside):
    def read(turn):
        with inside() as session:
            now = session.get_one(Turn, turn.id)
            return f"{now.window_from:%m-%d}", f"{now.window_to:%m-%d}"

    return read


# --- two at a time ---


@pytest.fixture
def big(add, turn_of):
    """The big shop, which needs two."""
    return turn_of(add("The big shop", needs_two=True))


def test_two_can_have_what_needs_two(do, big, resident, housemate, standing):
    do(acts.take, big, resident)
    do(acts.take, big, housemate)
    assert standing(big).holders == [resident.person_id, housemate.person_id]


def test_a_third_one_is_told(do, big, resident, housemate, living_worker):
    do(acts.take, big, resident)
    do(acts.take, big, housemate)
    with pytest.raises(AlreadyTaken):
        do(acts.take, big, living_worker)


def test_with_one_it_says_one_more(visit, do, big, resident, housemate):
    do(acts.take, big, resident)
    page = visit(housemate).page("/chores")
    assert "one more" in page and "With Robin" in page


def test_nobody_is_both(do, big, resident, standing):
    do(acts.take, big, resident)
    with pytest.raises(AlreadyTaken) as caught:
        do(acts.take, big, resident)
    assert caught.value.person_id == resident.person_id


def test_when_one_lets_go_it_stays_with_the_other(do, big, resident, housemate, standing):
    for somebody in (resident, housemate):
        do(acts.take, big, somebody)
    do(acts.let_go, big, resident)
    assert (standing(big).status, standing(big).holders) == (Status.taken, [housemate.person_id])
    do(acts.take, big, resident)
    assert sorted(standing(big).holders) == [resident.person_id, housemate.person_id]


def test_done_it_is_done_by_both(do, big, resident, housemate, standing):
    for somebody in (resident, housemate):
        do(acts.take, big, somebody)
    do(acts.mark_done, big, resident)
    assert standing(big).doers == [resident.person_id, housemate.person_id]


# --- once its days are over ---


def test_then_somebody_else_can_take_it(at, do, add, turn_of, standing, resident, housemate):
    turn = turn_of(add("Stove", weekday=3))
    do(acts.take, turn, resident)
    at(FRIDAY)
    do(acts.take, turn, housemate)
    assert standing(turn).holders == [housemate.person_id]


@pytest.mark.parametrize("when_over", [WhenOver.moved, WhenOver.let_go])
def test_where_the_house_chose_otherwise_nobody_can(at, do, add, turn_of, standing, resident, housemate, when_over):
    turn = turn_of(add("Stove", weekday=3, when_over=when_over))
    do(acts.take, turn, resident)
    at(FRIDAY)
    with pytest.raises(AlreadyTaken):
        do(acts.take, turn, housemate)


def test_what_is_let_go_with_its_days_is_not_taken_later(at, do, add, turn_of, housemate):
    turn = turn_of(add("Stove", weekday=3, when_over=WhenOver.let_go))
    at("2026-08-08 12:00")
    with pytest.raises(NotOpen):
        do(acts.take, turn, housemate)


# --- who did it ---


def test_somebody_says_who_did_it(said, turn, worker, resident, housemate, standing):
    page = said(worker, turn, "who", people=[str(resident.person_id), str(housemate.person_id)])
    assert "You can undo this for 10 minutes." in page
    assert standing(turn).doers == [resident.person_id, housemate.person_id]


def test_whoever_said_so_can_undo_it(said, turn, worker, resident, standing):
    said(worker, turn, "who", people=str(resident.person_id))
    said(worker, turn, "undo")
    assert (standing(turn).status, standing(turn).doers) == (Status.up_for_grabs, [])


def test_undone_it_is_with_whoever_had_it(said, do, turn, worker, resident, housemate, standing):
    do(acts.take, turn, housemate)
    said(worker, turn, "who", people=str(resident.person_id))
    said(worker, turn, "undo")
    assert (standing(turn).status, standing(turn).holders) == (Status.taken, [housemate.person_id])


@pytest.mark.parametrize("people", [[], ["999999"], ["x"], ["9" * 30]])
def test_nobody_from_elsewhere_did_it(visit, turn, resident, standing, people):
    answer = visit(resident).post(f"/chores/turns/{turn.id}/who", people=people)
    assert answer.status_code == 422 and "Choose who did it." in answer.get_data(as_text=True)
    assert standing(turn).status is Status.up_for_grabs


def test_somebody_of_another_house_did_not(visit, turn, resident, outsider, standing):
    visit(resident).post(f"/chores/turns/{turn.id}/who", people=str(outsider.person_id))
    assert standing(turn).status is Status.up_for_grabs


# --- steps, and the rest ---


@pytest.fixture
def dishes(add, turn_of):
    return turn_of(add("Dishes", steps=read_steps("Fill the sink\nPlates\nPots")))


@pytest.fixture
def ticked(inside):
    def read(turn):
        with inside() as session:
            done = sa.select(ChoreStep.words).join(TurnStep, TurnStep.step_id == ChoreStep.id)
            return list(session.scalars(done.where(TurnStep.turn_id == turn.id).order_by(ChoreStep.position)))

    return read


@pytest.fixture
def step_ids(inside):
    with inside() as session:
        return lambda: list(session.scalars(sa.select(ChoreStep.id).order_by(ChoreStep.position)))


def test_steps_are_ticked_and_kept(said, do, dishes, resident, ticked, step_ids):
    do(acts.take, dishes, resident)
    page = said(resident, dishes, "steps", step=[str(each) for each in step_ids()[:2]])
    assert ticked(dishes) == ["Fill the sink", "Plates"]
    assert page.count(" checked") == 2


def test_the_first_step_to_do_stands_on_my_page(visit, said, do, dishes, resident, step_ids):
    do(acts.take, dishes, resident)
    assert "First: Fill the sink" in visit(resident).page("/chores")
    said(resident, dishes, "steps", step=str(step_ids()[0]))
    assert "First: Plates" in visit(resident).page("/chores")


@pytest.mark.parametrize("step", ["999", "x", "-1", "9" * 30])
def test_a_step_of_another_chore_is_none(said, dishes, resident, ticked, step):
    said(resident, dishes, "steps", step=step)
    assert ticked(dishes) == []


def test_steps_of_what_is_done_stay(said, do, dishes, resident, ticked):
    do(acts.mark_done, dishes, resident)
    assert "This one is done already." in said(resident, dishes, "steps", step="1")


def test_somebody_leaves_the_rest_and_both_did_it(said, do, dishes, resident, housemate, standing):
    do(acts.take, dishes, resident)
    assert "Thanks for your part." in said(resident, dishes, "rest")
    assert (standing(dishes).status, standing(dishes).holders) == (Status.partly_done, [])
    do(acts.mark_done, dishes, housemate)
    assert standing(dishes).doers == [resident.person_id, housemate.person_id]


def test_undone_the_part_stays_a_part(said, do, dishes, resident, housemate, standing):
    do(acts.take, dishes, resident)
    said(resident, dishes, "rest")
    do(acts.mark_done, dishes, housemate)
    do(acts.undo_done, dishes, housemate)
    assert (standing(dishes).status, standing(dishes).doers) == (Status.partly_done, [resident.person_id])


def test_partly_done_it_is_up_for_grabs_and_says_so(visit, said, do, dishes, resident, housemate):
    do(acts.take, dishes, resident)
    said(resident, dishes, "rest")
    assert "partly done" in visit(housemate).page("/chores")


def test_only_whoever_has_it_leaves_the_rest(visit, do, dishes, resident, housemate):
    do(acts.take, dishes, resident)
    assert visit(housemate).post(f"/chores/turns/{dishes.id}/rest").status_code == 404


# --- another go ---


def test_it_could_use_another_go(said, do, turn, resident, housemate, standing, inside):
    do(acts.mark_done, turn, resident)
    assert "is up for grabs once more." in said(housemate, turn, "again")
    assert (standing(turn).status, standing(turn).doers) == (Status.up_for_grabs, [resident.person_id])
    with inside() as session:
        opened = session.scalars(sa.select(Change.actor_id).where(Change.action == "opened")).all()
    assert opened == [None]


def test_whoever_does_it_then_shares_it(said, do, turn, resident, housemate, standing):
    do(acts.mark_done, turn, resident)
    said(housemate, turn, "again")
    do(acts.mark_done, turn, housemate)
    assert standing(turn).doers == [resident.person_id, housemate.person_id]


def test_of_an_earlier_round_nothing_is_opened(visit, at, do, turn, resident, housemate, standing):
    do(acts.mark_done, turn, resident)
    at("2026-08-10 09:00")
    assert visit(housemate).post(f"/chores/turns/{turn.id}/again").status_code == 404
    assert standing(turn).status is Status.done


def test_a_worker_does_not_judge(visit, do, turn, worker, resident):
    do(acts.mark_done, turn, resident)
    assert visit(worker).post(f"/chores/turns/{turn.id}/again").status_code == 404


# --- another day ---


def test_not_today_is_tomorrow(said, do, add, turn_of, window, resident):
    turn = turn_of(add("Stove", weekday=3))
    do(acts.take, turn, resident)
    assert "waits for another day" in said(resident, turn, "not-today")
    assert window(turn) == ("08-07", "08-08")


def test_what_has_days_left_keeps_them(said, do, turn, window, resident):
    do(acts.take, turn, resident)
    said(resident, turn, "not-today")
    assert window(turn) == ("08-07", "08-10")


def test_what_comes_again_by_then_is_let_go_instead(said, do, add, turn_of, window, resident):
    turn = turn_of(add("Dishes", cadence=Cadence(How.days)))
    do(acts.take, turn, resident)
    assert "comes round again by then. You can let this one go." in said(resident, turn, "not-today")
    assert window(turn) == ("08-06", "08-07")


def test_it_moves_to_a_day(said, do, turn, window, resident, standing):
    do(acts.take, turn, resident)
    before = standing(turn).sequence
    said(resident, turn, "move", day="2026-08-08")
    assert window(turn) == ("08-08", "08-09")
    assert standing(turn).sequence == before + 1  # calendars learn of it


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-08-05", "Choose a day from today on, within a month."),
        ("2026-10-01", "Choose a day from today on, within a month."),
        ("2026-08-10", "It comes round again by then."),
        ("2026-02-30", "Choose a day of the calendar."),
        ("", "Choose a day of the calendar."),
    ],
)
def test_a_day_that_does_not_fit_is_told_and_kept(visit, do, turn, window, resident, day, words):
    do(acts.take, turn, resident)
    answer = visit(resident).post(f"/chores/turns/{turn.id}/move", day=day)
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    assert day in answer.get_data(as_text=True)
    assert window(turn) == ("08-03", "08-10")


def test_nobody_moves_what_another_has(inside, do, turn, resident, housemate):
    do(acts.take, turn, resident)
    with inside() as session, pytest.raises(NotYours):
        there = session.get_one(Turn, turn.id)
        moving.move(there, housemate.person_id, date(2026, 8, 8), clock.today(ZONE), clock.now())


# --- after it was done ---


@pytest.fixture
def after_done(add):
    return add("Kettle", cadence=Cadence(How.after_done, 10, days=3))


@pytest.fixture
def open_days(inside):
    def read(chore):
        with inside() as session:
            turns = sa.select(Turn.window_from).where(Turn.chore_id == chore.id, Turn.status != Status.done)
            return [f"{day:%m-%d}" for day in session.scalars(turns.order_by(Turn.window_from))]

    return read


def test_the_next_one_counts_from_when_it_was_done(at, do, after_done, turn_of, open_days, resident):
    at("2026-08-08 10:00")
    do(acts.mark_done, turn_of(after_done), resident)
    assert open_days(after_done) == ["08-18"]


def test_undone_there_is_one_again(do, after_done, turn_of, open_days, resident):
    turn = turn_of(after_done)
    do(acts.mark_done, turn, resident)
    do(acts.undo_done, turn, resident)
    assert open_days(after_done) == ["08-06"]


def test_done_again_the_same_day_it_comes_once(do, after_done, turn_of, open_days, resident):
    turn = turn_of(after_done)
    for act in (acts.mark_done, acts.undo_done, acts.mark_done):
        do(act, turn, resident)
    assert open_days(after_done) == ["08-16"]


def test_put_away_it_comes_no_more(inside, do, after_done, turn_of, open_days, resident):
    turn = turn_of(after_done)
    do(acts.take, turn, resident)
    with inside() as session:
        acts.put_away(session.merge(after_done), resident.person_id, clock.today(ZONE), clock.now())
    do(acts.mark_done, turn, resident)
    assert open_days(after_done) == []


def test_parts_are_kept_as_parts(inside, do, dishes, resident):
    do(acts.take, dishes, resident)
    do(lambda turn, who, now: parts.leave_rest(turn, who, now), dishes, resident)
    with inside() as session:
        assert session.scalars(sa.select(TurnDoer.is_part)).all() == [True]
