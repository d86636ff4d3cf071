"""The chore list is kept by everyone: a draft changes nothing until the house decides."""

from datetime import date

import pytest
import sqlalchemy as sa

from house.chores import acts
from house.chores.between import ChoreDraft
from house.chores.cadence import Cadence, How
from house.chores.kinds import Comes
from house.chores.models import Chore, Status, Turn
from house.chores.shape import ChoreStep

TODAY = date(2026, 8, 6)


@pytest.fixture
def draft_of(visit, inside):
    """Somebody writes a draft of a chore, with these fields changed."""

    def write(somebody, chore, **fields):
        answer = visit(somebody).submit(f"/chores/{chore.id}/change", **{**WHOLE, **fields})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        with inside() as session:
            return session.scalars(sa.select(ChoreDraft).order_by(ChoreDraft.id.desc()).limit(1)).one()

    return write


WHOLE = {
    **{"name": "Kitchen bins", "how": "weeks", "every": "1", "window": "1", "minutes": "10", "effort": "1"},
    **{"way": "up for grabs", "energy": "middle", "part_of_day": "any time", "when_over": "up for grabs"},
    **{"icon": "chores"},
}


@pytest.fixture
def now_is(inside):
    def read(chore):
        with inside() as session:
            return session.get_one(Chore, chore.id)

    return read


@pytest.fixture
def days(inside):
    def read(chore):
        with inside() as session:
            turns = sa.select(Turn.window_from).where(Turn.chore_id == chore.id, Turn.status != Status.paused)
            return [f"{day:%m-%d}" for day in session.scalars(turns.order_by(Turn.window_from))]

    return read


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_everyone_of_the_house_may_write_one_and_nothing_changes(request, draft_of, now_is, chore, who):
    draft_of(request.getfixturevalue(who), chore, name="Bins and bags")
    assert now_is(chore).name == "Kitchen bins"


def test_the_form_starts_with_the_chore_as_it_is(visit, resident, add):
    chore = add("Stove", 3, place="Kitchen", good_enough="Wiped.")
    page = visit(resident).page(f"/chores/{chore.id}/change")
    assert 'value="Stove"' in page and "Wiped." in page


def test_a_draft_says_what_would_change(visit, housemate, resident, draft_of, chore):
    draft = draft_of(resident, chore, minutes="20", why="It takes longer.")
    page = visit(housemate).page(f"/chores/drafts/{draft.id}")
    assert "About 10 minutes" in page and "About 20 minutes" in page and "It takes longer." in page
    assert page.count("Then: ") == 1


def test_it_waits_on_the_page_of_all_chores(visit, housemate, resident, draft_of, chore):
    draft = draft_of(resident, chore, minutes="20")
    assert f"/chores/drafts/{draft.id}" in visit(housemate).page("/chores/all")


def test_put_in_effect_it_rests_on_a_decision(visit, housemate, resident, draft_of, now_is, chore):
    draft = draft_of(resident, chore, name="Bins and bags", steps="🧽 Wipe\nRinse")
    visit(housemate).submit(f"/chores/drafts/{draft.id}", decision="12")
    assert (now_is(chore).name, now_is(chore).rests_on) == ("Bins and bags", 12)
    page = visit(resident).page(f"/chores/{chore.id}")
    assert "decision 12" in page and "Rinse" in page


def test_a_worker_does_not_say_what_the_house_decided(visit, worker, resident, draft_of, now_is, chore):
    draft = draft_of(resident, chore, name="Bins and bags")
    visit(worker).post(f"/chores/drafts/{draft.id}", decision="12")
    assert now_is(chore).name == "Kitchen bins"
    assert "put it in effect" not in visit(worker).page(f"/chores/drafts/{draft.id}")


@pytest.mark.parametrize("number", ["0", "-1", "twelve", "9" * 30])
def test_a_number_that_is_none_keeps_the_draft(visit, resident, draft_of, now_is, chore, number):
    draft = draft_of(resident, chore, name="Bins and bags")
    answer = visit(resident).submit(f"/chores/drafts/{draft.id}", decision=number)
    assert answer.status_code == 422 and number in answer.get_data(as_text=True)
    assert now_is(chore).name == "Kitchen bins"


def test_it_is_put_in_effect_once(visit, resident, housemate, draft_of, chore):
    draft = draft_of(resident, chore, name="Bins and bags")
    for somebody in (resident, housemate):
        visitor = visit(somebody)
        page = visitor.after(visitor.post(f"/chores/drafts/{draft.id}"))
    assert "This draft was closed already." in page


def test_set_aside_it_changes_nothing(visit, resident, draft_of, now_is, chore):
    draft = draft_of(resident, chore, name="Bins and bags")
    visit(resident).post(f"/chores/drafts/{draft.id}/set-aside")
    assert f"/chores/drafts/{draft.id}" not in visit(resident).page("/chores/all")
    assert now_is(chore).name == "Kitchen bins"


def test_other_days_come_from_today_on(visit, resident, draft_of, days, add):
    chore = add("Stove", 3)
    draft = draft_of(resident, chore, name="Stove", weekdays=["0", "4"])
    visit(resident).post(f"/chores/drafts/{draft.id}")
    assert days(chore)[:4] == ["08-07", "08-10", "08-14", "08-17"]


def test_a_turn_somebody_has_stays_and_is_not_doubled(visit, do, resident, draft_of, days, add, turn_of, standing):
    chore = add("Stove", 3)
    turn = turn_of(chore, date(2026, 8, 13))
    do(acts.take, turn, resident)
    draft = draft_of(resident, chore, name="Stove", weekdays=["3", "4"])
    visit(resident).post(f"/chores/drafts/{draft.id}")
    assert standing(turn).holders == [resident.person_id]
    assert days(chore)[:4] == ["08-06", "08-07", "08-13", "08-14"]


def test_the_same_days_leave_every_turn_as_it_is(visit, inside, resident, draft_of, chore, turn):
    draft = draft_of(resident, chore, minutes="20")
    visit(resident).post(f"/chores/drafts/{draft.id}")
    with inside() as session:
        assert session.get(Turn, turn.id) is not None


def test_steps_that_stay_the_same_are_the_same(visit, inside, resident, draft_of, chore):
    kept = []
    for minutes in ("15", "20"):
        draft = draft_of(resident, chore, steps="Wipe\nRinse", minutes=minutes)
        visit(resident).post(f"/chores/drafts/{draft.id}")
        with inside() as session:
            kept.append(list(session.scalars(sa.select(ChoreStep.id).order_by(ChoreStep.id))))
    assert kept[0] == kept[1] and len(kept[0]) == 2


def test_another_houses_draft_is_not_there(visit, outsider, resident, draft_of, chore):
    draft = draft_of(resident, chore)
    assert visit(outsider).get(f"/chores/drafts/{draft.id}").status_code == 404


# --- what no calendar brings ---


def test_what_comes_after_it_was_done_has_one_turn(add, days):
    assert days(add(cadence=Cadence(How.after_done, 3, days=2))) == ["08-06"]


def test_what_is_needed_now_and_then_has_none(add, days, inside):
    chore = add(cadence=Cadence(How.when_needed))
    assert (days(chore), chore.comes) == ([], Comes.when_needed)


def test_somebody_says_that_it_is_needed(visit, add, days, resident):
    chore = add(cadence=Cadence(How.when_needed, days=3))
    visitor = visit(resident)
    page = visitor.after(visitor.post(f"/chores/{chore.id}/needed"))
    assert "is up for grabs. Thanks for saying so." in page
    assert days(chore) == ["08-06"]


def test_it_is_needed_once_at_a_time(visit, add, days, resident, housemate):
    chore = add(cadence=Cadence(How.when_needed, days=3))
    visit(resident).post(f"/chores/{chore.id}/needed")
    visitor = visit(housemate)
    page = visitor.after(visitor.post(f"/chores/{chore.id}/needed"))
    assert "is waiting for somebody already." in page
    assert days(chore) == ["08-06"]
