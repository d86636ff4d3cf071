"""Where actions are seen: Today, the week, one's own calendar, records; and what stays when somebody moves on."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.meetings import action_acts as acts
from house.meetings.action_acts import ActionWords
from house.meetings.action_entries import entries, on_today
from house.meetings.action_models import Action, ActionStatus
from house.meetings.action_reading import of_meeting
from house.people import consents, going
from house.people.belonging import Purpose
from house.people.models import Membership
from house.when.span import Span
from tests.support.cast import NOW

TODAY = date(2026, 8, 6)


@pytest.fixture
def offer(inside, resident):
    """Somebody offers something, by a day or not."""

    def offer(what="Oil the gate", by_day=None, by=resident, for_id=None, meeting_id=None):
        with inside():
            return acts.offer(
                by.house_id, by.person_id, ActionWords(what, by_day, meeting_id=meeting_id), NOW, for_id
            ).id

    return offer


def my_day(page):
    return page.split('id="my-day"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "any time today"),
        (1, "by tomorrow"),
        (3, "by Sunday"),
        (-1, "still open"),
        (-90, "still open"),
        (None, "whenever it suits"),
    ],
)
def test_today_shows_what_i_offered(offer, visit, resident, days, words):
    offer(by_day=None if days is None else TODAY + timedelta(days=days))
    seen = my_day(visit(resident).page("/"))
    assert "Oil the gate" in seen and words in seen


def test_today_shows_it_to_nobody_else(offer, visit, housemate, coordinator):
    offer(by_day=TODAY)
    for somebody in (housemate, coordinator):
        assert "Oil the gate" not in visit(somebody).page("/")


def test_a_meeting_today_comes_before_what_has_no_day(offer, visit, resident, meeting):
    for number in range(8):
        offer(f"thing {number}")
    seen = my_day(visit(resident).page("/"))
    assert "House meeting" in seen and seen.count("<li>") == 5


def test_the_week_shows_it_on_its_day_to_me_alone(offer, visit, resident, housemate):
    offer(by_day=TODAY + timedelta(days=1))
    assert "Oil the gate" in visit(resident).page("/week")
    assert "Oil the gate" not in visit(housemate).page("/week")


def test_it_is_an_all_day_entry_of_its_day(offer, inside, eyes, resident, housemate):
    action_id = offer(by_day=TODAY + timedelta(days=1))
    with inside():
        [entry] = entries(eyes(resident), Span(NOW, NOW + timedelta(days=2)))
        assert entries(eyes(housemate), Span(NOW, NOW + timedelta(days=2))) == []
        assert entries(eyes(resident), Span(NOW + timedelta(days=2), NOW + timedelta(days=4))) == []
    assert (entry.key, entry.starts, entry.ends) == (f"action-{action_id}", date(2026, 8, 7), date(2026, 8, 8))
    assert entry.is_mine and entry.quiet_title == "Something to do at home"


@pytest.mark.parametrize("step", ["mark_done", "let_go"])
def test_what_is_over_is_no_entry(offer, inside, eyes, resident, step):
    action_id = offer(by_day=TODAY)
    with inside() as session:
        getattr(acts, step)(session.get(Action, action_id), resident.person_id, NOW)
    with inside():
        assert entries(eyes(resident), Span(NOW, NOW + timedelta(days=2))) == []
        assert on_today(eyes(resident), NOW).entries == []


def test_what_is_written_down_for_me_is_no_entry_before_my_yes(offer, inside, eyes, resident, housemate):
    offer(by_day=TODAY, by=housemate, for_id=resident.person_id)
    with inside():
        assert entries(eyes(resident), Span(NOW, NOW + timedelta(days=2))) == []


def test_a_calendar_says_a_quiet_word(offer, visit, inside, resident):
    offer(by_day=TODAY + timedelta(days=1))
    with inside():
        token = make_feed(resident.house_id, resident.person_id, "phone", Detail.quiet, NOW)
    calendar = visit().page(f"/cal/{token}/house.ics")
    assert "Something to do at home" in calendar and "gate" not in calendar


@pytest.mark.parametrize("agrees", [True, False])
def test_in_what_is_done_a_name_stands_only_by_consent(offer, visit, inside, resident, housemate, agrees):
    action_id = offer()
    with inside() as session:
        if agrees:
            consents.say_yes(resident.house_id, resident.person_id, Purpose.names, "on my page", NOW)
        acts.mark_done(session.get(Action, action_id), resident.person_id, NOW)
    for path in ("/meetings/actions/done", f"/meetings/actions/{action_id}"):
        page = visit(housemate).page(path).split("<main")[1]
        assert ("Robin" in page) is agrees and ("omeone in the house" in page) is not agrees


@pytest.mark.parametrize("agrees", [True, False])
def test_a_record_names_whoever_agrees(offer, inside, eyes, resident, housemate, meeting, agrees):
    offer(meeting_id=meeting.id)
    offer("Only noted", by=housemate, for_id=resident.person_id, meeting_id=meeting.id)
    with inside():
        if agrees:
            consents.say_yes(resident.house_id, resident.person_id, Purpose.names, "on my page", NOW)
        named = [(line.what, line.name) for line in of_meeting(eyes(housemate), meeting.id)]
    assert named == [("Oil the gate", "Robin" if agrees else ""), ("Only noted", "")]


def test_when_somebody_moves_on_theirs_is_up_for_grabs_without_a_name(offer, visit, inside, worker, resident, rows):
    mine, noted = offer("Price a kettle", by=worker), offer("Noted", for_id=worker.person_id)
    ended = offer("Ended", by=worker)
    other = offer("Robin’s own")
    with inside() as session:
        acts.mark_done(session.get(Action, ended), worker.person_id, NOW)
        acts.pass_on(session.get(Action, mine), worker.person_id, NOW)
        membership = session.scalars(sa.select(Membership).filter_by(person_id=worker.person_id)).one()
        going.move_on(membership, resident.person_id, NOW)
    state = {each.id: (each.status, each.person_id) for each in rows(Action)}
    assert state[mine] == state[noted] == (ActionStatus.up_for_grabs, None)
    assert state[ended] == (ActionStatus.done, worker.person_id)
    assert state[other] == (ActionStatus.offered, resident.person_id)
    page = visit(resident).page("/meetings/actions").split("<main")[1]
    assert "Up for grabs: passed on?" in page and "Nobody has it now" in page and "Alex" not in page
    visit(resident).submit(f"/meetings/actions/{mine}/take", page="/meetings/actions")
    assert rows(Action)[0].person_id == resident.person_id


def test_who_stays_in_another_role_keeps_theirs(offer, inside, living_worker, rows):
    offer(by=living_worker)
    with inside() as session:
        own = session.scalars(sa.select(Membership).filter_by(person_id=living_worker.person_id, role="peer worker"))
        going.move_on(own.one(), living_worker.person_id, NOW)
    assert rows(Action)[0].person_id == living_worker.person_id


def test_a_meeting_that_gives_way_leaves_its_actions(offer, inside, meeting, rows):
    """A new plan takes rows away; what was offered stays."""
    offer(meeting_id=meeting.id)
    with inside() as session:
        session.delete(session.get(type(meeting), meeting.id))
    assert rows(Action)[0].meeting_id is None


def test_ten_years_add_no_question(offer, inside, visit, resident, queries):
    paths = ("/meetings/actions", "/meetings/actions/open", "/meetings/actions/done", "/")
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
        {"house_id": resident.house_id, "what": f"w {n}", "person_id": resident.person_id, "status": status}
        | {"written_by_id": resident.person_id, "written_at": NOW, "changed_at": NOW, "sequence": 0}
        | {"ended_at": NOW - timedelta(days=n) if status is ActionStatus.done else None, "help_wanted": False}
        for n in range(520)
        for status in (ActionStatus.done, ActionStatus.offered)
    ]
    with inside() as session:
        session.execute(sa.insert(Action), rows)
    assert counts() == before
