"""What the house asks: raised, read, answered, raised further, closed, and every step that is refused."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house.meetings import ask_acts as acts
from house.meetings.action_models import Ask, AskAnswer, AskStatus
from house.meetings.ask_acts import AskWords, NotOpen
from house.meetings.ask_words import ago_words
from house.meetings.proposing import ProposalWords, propose
from house.people.models import Membership
from house.trust.models import Change
from house.viewer import Role
from tests.support.cast import NOW

S = AskStatus
ASKS, NEW = "/meetings/asks", "/meetings/asks/new"
FIELDS = {"text": "Can we paint the hall?", "to_whom": "The organisation", "reply_by": "2026-08-20", "name": "signed"}
TODAY = date(2026, 8, 6)


def main(page):
    return page.split("<main")[1].split("<footer")[0]


@pytest.fixture
def raised(inside, resident):
    """Something the house asks, three weeks ago unless a test says otherwise."""

    def raised(reply_by=TODAY - timedelta(days=7), by=resident, days=21, house_id=None):
        with inside():
            words = AskWords("Can we paint the hall?", "The organisation", reply_by)
            by_id = by.person_id if by else None
            return acts.raise_ask(house_id or resident.house_id, by_id, words, NOW - timedelta(days=days)).id

    return raised


@pytest.fixture
def make(raised, inside, resident, coordinator):
    """An ask in a state."""

    def make(state):
        ask_id = raised()
        with inside() as session:
            ask = session.get(Ask, ask_id)
            if state is S.seen:
                acts.mark_seen(ask, coordinator.person_id, NOW)
            if state is S.answered:
                acts.answer(ask, coordinator.person_id, "Yes.", NOW)
            if state is S.closed:
                acts.close(ask, resident.person_id, NOW)
            if state is S.further:
                acts.raise_further(ask, resident.person_id, "The council", NOW)
            assert ask.status is state
        return ask_id

    return make


@pytest.mark.parametrize("who", ["resident", "housemate", "living_worker"])
def test_whoever_lives_here_asks(who, request, visit, rows):
    somebody = request.getfixturevalue(who)
    visit(somebody).submit(NEW, **FIELDS)
    [ask] = rows(Ask)
    assert (ask.raised_by_id, ask.status, ask.reply_by) == (somebody.person_id, S.raised, date(2026, 8, 20))


@pytest.mark.parametrize("who", ["worker", "coordinator"])
def test_nobody_else_asks_for_the_house(who, request, visit, rows):
    browser = visit(request.getfixturevalue(who))
    assert (browser.get(NEW).status_code, browser.post(NEW, **FIELDS).status_code) == (404, 404)
    assert rows(Ask) == [] and NEW not in browser.page(ASKS)


def test_the_first_day_hoped_for_is_in_two_weeks(visit, resident):
    assert 'value="2026-08-20"' in visit(resident).page(NEW)


def test_unsigned_nobody_is_stored_with_it(visit, resident, rows, coordinator):
    visit(resident).submit(NEW, **{**FIELDS, "name": "unsigned"})
    [ask] = rows(Ask)
    assert ask.raised_by_id is None
    assert [each.actor_id for each in rows(Change) if each.kind == "ask"] == [None]
    page = main(visit(coordinator).page(f"{ASKS}/{ask.id}"))
    assert "From someone in the house" in page and "Robin" not in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "Write what the house asks."),
        ({"text": "x" * 1001}, "This can be up to 1000 letters long."),
        ({"to_whom": ""}, "Write whom it is for."),
        ({"reply_by": "2026-08-05"}, "Choose today or a later day."),
        ({"reply_by": "2027-12-05"}, "Choose a day within a year from now."),
        ({"reply_by": ""}, "Choose a day."),
        ({"reply_by": "in May"}, "Choose a day."),
        ({"name": "\N{SNOWMAN}"}, "Choose one."),
    ],
)
def test_what_can_not_be_kept_gets_a_sentence_and_stays_typed(visit, resident, rows, changed, sentence):
    answer = visit(resident).submit(NEW, **{**FIELDS, **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page and rows(Ask) == []
    typed = {**FIELDS, **changed}
    assert all(typed[name] in page for name in ("text", "to_whom", "reply_by"))


def test_raising_one_by_another_part_needs_no_day(inside, resident, rows):
    with inside():
        words = ProposalWords("May we?", "The garden", "We plant a tree.")
        proposal = propose(resident.house_id, resident.person_id, words, NOW).id
        acts.raise_ask(resident.house_id, None, AskWords("May we?", "The landlord"), NOW, proposal_id=proposal)
    assert (rows(Ask)[0].reply_by, rows(Ask)[0].proposal_id) == (date(2026, 8, 20), proposal)


# act, who: the states it begins in, and what it leads to
STEPS = {
    "mark_seen": {S.raised: S.seen},
    "close": {S.raised: S.closed, S.seen: S.closed, S.answered: S.closed, S.further: S.closed},
    "raise_further": {S.raised: S.further, S.seen: S.further, S.answered: S.further},
    "answer": {S.raised: S.answered, S.seen: S.answered, S.answered: S.answered, S.further: S.further},
}


@pytest.mark.parametrize("state", list(S), ids=str)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_begins_where_the_table_says(make, inside, coordinator, step, state):
    ask_id, after = make(state), STEPS[step].get(state)
    words = {"answer": ("It is.",), "raise_further": ("The council",)}.get(step, ())
    with inside() as session:
        ask = session.get(Ask, ask_id)
        if after is None:
            with pytest.raises(NotOpen):
                getattr(acts, step)(ask, coordinator.person_id, *words, NOW)
        else:
            getattr(acts, step)(ask, coordinator.person_id, *words, NOW)
    with inside() as session:
        assert session.get(Ask, ask_id).status is (after or state)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("resident", {"close", "further"}),
        ("living_worker", {"close", "further"}),
        ("worker", set()),
        ("coordinator", {"seen", "answer"}),
        ("outsider", set()),
        ("outside_coordinator", set()),
    ],
)
def test_who_may_do_what_with_one(raised, request, visit, who, may):
    browser = visit(request.getfixturevalue(who))
    for step in ("seen", "answer", "further", "close"):
        status = browser.post(f"{ASKS}/{raised()}/{step}", text="Yes.", to_whom="The council").status_code
        assert status == (303 if step in may else 404), step


def test_another_house_finds_nothing(raised, visit, outsider):
    assert visit(outsider).get(f"{ASKS}/{raised()}").status_code == 404
    assert "paint" not in visit(outsider).page(ASKS) + visit(outsider).page(f"{ASKS}/open")


def test_an_answer_is_dated_and_everyone_reads_it(raised, visit, coordinator, worker):
    path = f"{ASKS}/{raised()}"
    visit(coordinator).submit(f"{path}/answer", text="Yes.\nIn spring.")
    page = main(visit(worker).page(path))
    assert "Cleo answered on 6 August" in page and "Yes.\nIn spring." in page and "answered" in page


def test_answers_are_added_to_and_never_written_over(raised, visit, coordinator, inside, rows):
    path = f"{ASKS}/{raised()}"
    me = visit(coordinator)
    for text in ("Yes.", "And the hall upstairs too."):
        me.submit(f"{path}/answer", text=text)
    assert [each.text for each in rows(AskAnswer)] == ["Yes.", "And the hall upstairs too."]
    assert "Add to the answer" in me.page(path)
    with pytest.raises(RuntimeError), inside() as session:
        session.scalars(sa.select(AskAnswer)).first().text = "No."
        session.flush()


def test_an_empty_answer_is_none(raised, visit, coordinator, rows):
    answer = visit(coordinator).submit(f"{ASKS}/{raised()}/answer", text=" ")
    assert answer.status_code == 422 and "Write the answer." in answer.get_data(as_text=True)
    assert rows(AskAnswer) == []


def test_an_answer_to_what_was_closed_meanwhile_is_not_lost(make, visit, coordinator):
    answer = visit(coordinator).post(f"{ASKS}/{make(S.closed)}/answer", text="A long answer")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "The house has closed this." in page and "A long answer" in page


def test_who_closes_second_is_told(make, visit, housemate):
    me = visit(housemate)
    assert "Somebody has closed it already." in me.after(me.post(f"{ASKS}/{make(S.closed)}/close"))


def test_raised_further_says_with_whom(raised, visit, resident, worker):
    path = f"{ASKS}/{raised()}"
    assert visit(resident).submit(f"{path}/further", to_whom="").status_code == 422
    visit(resident).submit(f"{path}/further", to_whom="The council")
    assert "Robin raised it further on 6 August, with The council" in visit(worker).page(path)


def test_closed_ones_are_behind_a_link(make, visit, resident):
    make(S.closed)
    assert "paint" not in visit(resident).page(ASKS)
    assert "paint" in visit(resident).page(f"{ASKS}/closed")


def test_past_its_day_the_house_sees_it_calmly(raised, visit, resident, worker):
    raised()
    for somebody in (resident, worker):
        page = main(visit(somebody).page(ASKS))
        assert "Still waiting for an answer" in page
        assert "Asked 3 weeks ago. An answer was hoped for by 30 July." in page


def test_coordinators_see_it_under_waiting_and_nobody_else(raised, visit, coordinator, resident, worker):
    ask_id = raised()
    page = main(visit(coordinator).page("/"))
    assert "Asked 3 weeks ago. An answer was hoped for by 30 July." in page and f"{ASKS}/{ask_id}" in page
    assert "paint" not in page
    for somebody in (resident, worker):
        assert "An answer was hoped for" not in visit(somebody).page("/")


@pytest.mark.parametrize(
    ("state", "waits"), [(S.raised, 1), (S.seen, 1), (S.answered, 0), (S.further, 0), (S.closed, 0)]
)
def test_it_waits_until_it_is_answered(make, visit, coordinator, state, waits):
    make(state)
    assert visit(coordinator).page("/").count("The house asks something.") == waits * 2  # and once for who hears it


def test_what_was_read_and_has_time_waits_for_nobody(raised, inside, visit, coordinator):
    ask_id = raised(reply_by=TODAY + timedelta(days=3))
    assert "An answer is hoped for by 9 August." in visit(coordinator).page("/")
    with inside() as session:
        acts.mark_seen(session.get(Ask, ask_id), coordinator.person_id, NOW)
    assert "The house asks something" not in visit(coordinator).page("/")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (21, "3 weeks ago"),
        (70, "2 months ago"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago(app, days, words):
    with app.test_request_context():
        assert ago_words(TODAY - timedelta(days=days), TODAY) == words


def test_a_coordinator_who_lives_here_may_do_both(raised, visit, inside, coordinator):
    with inside() as session:
        session.add(
            Membership(
                house_id=coordinator.house_id, person_id=coordinator.person_id, role=Role.resident, started_at=NOW
            )
        )
    page = visit(coordinator).page(f"{ASKS}/{raised()}")
    assert "Answer it" in page and "Close it" in page


def test_ten_years_add_no_question(raised, inside, visit, resident, coordinator, queries):
    paths = (ASKS, f"{ASKS}/open", f"{ASKS}/closed")
    me = visit(resident)

    def counts():
        found = []
        for path in paths:
            with queries() as seen:
                me.page(path)
            found.append(seen.count)
        return found

    before = counts()
    rows = [
        {"house_id": resident.house_id, "to_whom": "x", "text": f"t {n}", "raised_at": NOW, "reply_by": TODAY}
        | {"status": status, "further_to": "", "closed_at": NOW - timedelta(days=n) if status is S.closed else None}
        for n in range(520)
        for status in (S.closed, S.seen)
    ]
    with inside() as session:
        session.execute(sa.insert(Ask), rows)
    assert counts() == before
