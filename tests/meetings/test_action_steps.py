"""Every step of an action from every state: those that are taken, and those that are refused."""

from datetime import timedelta

import pytest

from house.meetings import action_acts as acts
from house.meetings.action_acts import ActionWords, NotNow, TooFarBack
from house.meetings.action_models import Action, ActionStatus
from house.trust.models import Change
from tests.support.cast import NOW

S = ActionStatus
WHAT = ActionWords("Oil the gate")


@pytest.fixture
def make(inside, resident, housemate, worker):
    """The resident's action in a state, reached as people reach it."""

    def make(state):
        me, by = resident.person_id, housemate.person_id
        with inside() as session:
            noted = state in (S.asked, S.up_for_grabs)
            action = acts.offer(resident.house_id, by if noted else me, WHAT, NOW, me if noted else None)
            if state is S.up_for_grabs:
                acts.not_me(action, me, NOW)
            if state is S.under_way:
                acts.start(action, me, NOW)
            if state is S.done:
                acts.mark_done(action, me, NOW)
            if state is S.let_go:
                acts.let_go(action, me, NOW)
            if state is S.passed_on:
                acts.pass_on(action, me, NOW)
                acts.take(action, worker.person_id, NOW)
            session.flush()
            assert session.get(Action, action.id).status is state
            return action.id

    return make


# act: the states it begins in, and what it leads to
OWN = {
    "say_yes": {S.asked: S.offered},
    "not_me": {S.asked: S.up_for_grabs},
    "start": {S.offered: S.under_way},
    "mark_done": {S.offered: S.done, S.under_way: S.done},
    "let_go": {S.offered: S.let_go, S.under_way: S.let_go},
    "pass_on": {S.offered: S.offered, S.under_way: S.under_way},
    "keep": {},
    "undo": {S.done: S.offered, S.let_go: S.offered},
}


@pytest.mark.parametrize("state", list(S), ids=str)
@pytest.mark.parametrize("step", OWN)
def test_a_step_of_ones_own_begins_where_the_table_says(make, inside, resident, step, state):
    action_id, after = make(state), OWN[step].get(state)
    with inside() as session:
        action = session.get(Action, action_id)
        if after is None:
            with pytest.raises((NotNow, TooFarBack)):
                getattr(acts, step)(action, resident.person_id, NOW)
        else:
            getattr(acts, step)(action, resident.person_id, NOW)
    with inside() as session:
        assert session.get(Action, action_id).status is (after or state)


@pytest.mark.parametrize("state", list(S), ids=str)
@pytest.mark.parametrize("step", OWN)
def test_nobody_else_takes_a_step_for_them(make, inside, housemate, step, state):
    action_id = make(state)
    with inside() as session, pytest.raises((NotNow, TooFarBack)):
        getattr(acts, step)(session.get(Action, action_id), housemate.person_id, NOW)


@pytest.mark.parametrize("state", list(S), ids=str)
def test_only_what_is_up_for_grabs_is_taken(make, inside, worker, state):
    action_id = make(state)
    with inside() as session:
        action = session.get(Action, action_id)
        if state is S.up_for_grabs:
            assert acts.take(action, worker.person_id, NOW).id == action_id
        else:
            with pytest.raises(NotNow):
                acts.take(action, worker.person_id, NOW)


@pytest.mark.parametrize("state", [S.offered, S.under_way], ids=str)
def test_what_is_passed_on_is_theirs_until_somebody_takes_it(make, inside, resident, worker, state):
    action_id = make(state)
    with inside() as session:
        action = session.get(Action, action_id)
        acts.pass_on(action, resident.person_id, NOW)
        assert (action.status, action.person_id) == (state, resident.person_id)
        own = acts.take(action, worker.person_id, NOW)
        assert (action.status, action.person_id) == (S.passed_on, resident.person_id)
        assert (own.status, own.person_id, own.came_from_id, own.what) == (
            S.offered,
            worker.person_id,
            action_id,
            "Oil the gate",
        )


def test_nobody_takes_over_their_own(make, inside, resident):
    action_id = make(S.offered)
    with inside() as session:
        action = session.get(Action, action_id)
        acts.pass_on(action, resident.person_id, NOW)
        with pytest.raises(NotNow):
            acts.take(action, resident.person_id, NOW)


@pytest.mark.parametrize("step", ["start", "mark_done", "let_go", "keep"])
def test_whoever_goes_on_with_it_passes_it_on_no_more(make, inside, resident, worker, step):
    action_id = make(S.offered)
    with inside() as session:
        action = session.get(Action, action_id)
        acts.pass_on(action, resident.person_id, NOW)
        getattr(acts, step)(action, resident.person_id, NOW)
        assert action.passing_since is None
        with pytest.raises(NotNow):
            acts.take(action, worker.person_id, NOW)


@pytest.mark.parametrize(("minutes", "is_open"), [(10, True), (11, False)])
@pytest.mark.parametrize("state", [S.done, S.let_go], ids=str)
def test_undo_for_ten_minutes(make, inside, resident, state, minutes, is_open):
    action_id = make(state)
    with inside() as session:
        action, later = session.get(Action, action_id), NOW + timedelta(minutes=minutes)
        if is_open:
            acts.undo(action, resident.person_id, later)
        else:
            with pytest.raises(TooFarBack):
                acts.undo(action, resident.person_id, later)
        assert action.status is (S.offered if is_open else state)


def test_what_was_under_way_is_under_way_after_undo(make, inside, resident):
    action_id = make(S.under_way)
    with inside() as session:
        action = session.get(Action, action_id)
        acts.mark_done(action, resident.person_id, NOW)
        acts.undo(action, resident.person_id, NOW)
        assert action.status is S.under_way


def test_every_step_is_new_to_calendars_and_in_the_trace(make, inside, resident, rows):
    action_id = make(S.offered)
    later = NOW + timedelta(hours=1)
    with inside() as session:
        action = session.get(Action, action_id)
        acts.start(action, resident.person_id, later)
        assert (action.sequence, action.changed_at) == (1, later)
    kept = [(each.action, each.actor_id) for each in rows(Change) if each.kind == "action"]
    assert kept == [("offered", resident.person_id), ("started", resident.person_id)]


# --- the same by taps ---


def path(action_id, step=""):
    return f"/meetings/actions/{action_id}{step}"


def test_done_thanks_and_offers_undo(make, visit, resident):
    action_id, me = make(S.offered), visit(resident)
    page = me.after(me.submit(path(action_id, "/done"), page="/meetings/actions"))
    assert "Done. Thanks." in page and "Undo" in page
    assert "It is open again." in me.after(me.submit(path(action_id, "/undo"), page=path(action_id)))


def test_undo_that_comes_after_ten_minutes_says_so(make, visit, resident, at):
    action_id = make(S.done)
    at(NOW + timedelta(minutes=11))
    me = visit(resident)
    assert "Undo" not in me.page(path(action_id))
    assert "It can be undone for 10 minutes." in me.after(me.post(path(action_id, "/undo")))


def test_letting_go_asks_for_no_reason_and_shows_no_name(make, visit, resident, worker):
    action_id, me = make(S.under_way), visit(resident)
    page = me.after(me.submit(path(action_id, "/let-go"), page=path(action_id)))
    assert "It is let go." in page and "<textarea" not in page
    for where in (path(action_id), "/meetings/actions/done"):
        text = visit(worker).page(where).split("<main")[1]
        assert "let go" in text and "Robin" not in text


def test_taking_what_was_passed_on_leads_to_ones_own(make, visit, resident, worker, rows):
    action_id, me = make(S.offered), visit(resident)
    me.submit(path(action_id, "/pass-on"), page=path(action_id))
    taker = visit(worker)
    assert "Robin offered, and would like to pass it on" in taker.page("/meetings/actions")
    answer = taker.submit(path(action_id, "/take"), page="/meetings/actions")
    own = rows(Action)[-1]
    assert answer.headers["Location"] == path(own.id) and "You offered" in taker.after(answer)
    assert "Oil the gate" not in me.page("/").split("<main")[1]


def test_who_is_second_is_told_who_has_it(make, visit, worker, other_worker):
    action_id = make(S.up_for_grabs)
    visit(worker).post(path(action_id, "/take"))
    second = visit(other_worker)
    assert "Alex has it." in second.after(second.post(path(action_id, "/take")))


def test_done_twice_says_it_is_done_already(make, visit, resident):
    action_id, me = make(S.offered), visit(resident)
    me.post(path(action_id, "/done"))
    assert "It is done already." in me.after(me.post(path(action_id, "/done")))
