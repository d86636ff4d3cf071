"""Who does what in a meeting: asked for, taken, said yes to, given back; and what follows from going away."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.db import db
from house.meetings.entries import entries
from house.meetings.models import Meeting
from house.meetings.rotation import Part
from house.meetings.taking_part import Attendance, HappyTo, MeetingRole, Standing
from house.meetings.waiting import waiting
from house.meetings.who_does import next_in_turn, who_does_what
from house.people.belonging import PresenceKind
from house.people.going import move_on
from house.people.models import Membership
from house.people.presence import Step, step_back
from house.when.span import days_span
from tests.support.cast import NOW, ZONE

TODAY = NOW.astimezone(ZONE).date()


@pytest.fixture
def ask(visit, resident, meeting):
    """A resident asks somebody for a role of the next meeting."""

    def ask(somebody, part=Part.host, by=resident):
        fields = {"part": part, "person": str(somebody.person_id)}
        return visit(by).post(f"/meetings/{meeting.id}/roles", **fields)

    return ask


@pytest.fixture
def take(visit, meeting):
    def take(somebody, part=Part.host):
        return visit(somebody).post(f"/meetings/{meeting.id}/roles/take", part=part)

    return take


@pytest.fixture
def stands(rows):
    """Every role as it stands."""
    return lambda: [(each.part, each.person_id, each.standing) for each in rows(MeetingRole)]


@pytest.fixture
def answer(visit, rows):
    """Answer the last asking, or whatever a path says, and see what is said."""

    def answer(somebody, path):
        visitor = visit(somebody)
        return visitor.after(visitor.post(f"/meetings/roles/{rows(MeetingRole)[-1].id}/{path}"))

    return answer


# --- asking and answering ---


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "living_worker"])
def test_a_resident_asks_anybody_of_the_house(who, request, ask, stands):
    somebody = request.getfixturevalue(who)
    assert ask(somebody).status_code == 303
    assert stands() == [(Part.host, somebody.person_id, Standing.offered)]


@pytest.mark.parametrize("who", ["worker", "coordinator", "outsider", "outside_coordinator"])
def test_nobody_else_asks_or_takes(who, request, ask, take, visit, housemate, meeting, stands):
    somebody = request.getfixturevalue(who)
    assert ask(housemate, by=somebody).status_code == 404
    assert take(somebody).status_code == 404
    assert visit(somebody).post(f"/meetings/{meeting.id}/roles/ask-next").status_code == 404
    assert stands() == []


def test_whoever_is_asked_sees_it_waiting(app, ask, housemate, eyes, meeting, visit):
    ask(housemate, Part.notes)
    with app.test_request_context():
        [asked] = waiting(eyes(housemate), clock.now())
    assert asked.words == "Would you take notes at the house meeting? Today, 7pm to 8pm"
    assert asked.path == f"/meetings/{meeting.id}"
    assert "Would you take notes at the house meeting?" in visit(housemate).page(asked.path)


@pytest.mark.parametrize("who", ["resident", "worker"])
def test_nobody_else_sees_it_waiting(who, request, app, ask, housemate, eyes):
    ask(housemate)
    with app.test_request_context():
        assert waiting(eyes(request.getfixturevalue(who)), clock.now()) == []


def test_a_yes_gives_the_role(ask, housemate, answer, stands):
    ask(housemate)
    assert "Thanks." in answer(housemate, "yes")
    assert stands() == [(Part.host, housemate.person_id, Standing.accepted)]


def test_not_this_time_leaves_it_free_and_asks_no_more(ask, housemate, answer, stands):
    ask(housemate)
    assert "Nobody asks why." in answer(housemate, "not-this-time")
    assert stands() == [(Part.host, housemate.person_id, Standing.not_this_time)]
    assert "not this time" in ask(housemate).get_data(as_text=True)


def test_who_said_not_this_time_can_still_take_it(ask, take, housemate, answer, stands):
    ask(housemate)
    answer(housemate, "not-this-time")
    take(housemate)
    assert stands() == [(Part.host, housemate.person_id, Standing.accepted)]


def test_once_the_meeting_is_over_nothing_is_left_of_a_not_this_time(
    at, ask, housemate, answer, visit, meetings, stands, resident
):
    ask(housemate)
    answer(housemate, "not-this-time")
    at("2026-08-07 09:00")
    visit(resident).post(f"/meetings/{meetings()[1].id}/roles", part=Part.host, person=str(housemate.person_id))
    assert stands() == [(Part.host, housemate.person_id, Standing.offered)]


@pytest.mark.parametrize("path", ["yes", "not-this-time", "give-back"])
@pytest.mark.parametrize("who", ["resident", "worker", "coordinator", "outsider"])
def test_it_is_nobody_elses_to_answer(who, path, request, visit, ask, housemate, rows, stands):
    ask(housemate)
    role = rows(MeetingRole)[0].id
    assert visit(request.getfixturevalue(who)).post(f"/meetings/roles/{role}/{path}").status_code == 404
    assert stands() == [(Part.host, housemate.person_id, Standing.offered)]


@pytest.mark.parametrize("path", ["yes", "not-this-time"])
def test_an_answer_twice_is_one(ask, housemate, answer, path):
    ask(housemate)
    answer(housemate, "yes")
    assert "answered or changed already" in answer(housemate, path)


def test_a_resident_takes_the_asking_back(ask, housemate, resident, answer, stands):
    ask(housemate)
    answer(resident, "ask-no-longer")
    assert "answered or changed already" in answer(housemate, "yes")
    ask(housemate)
    assert stands() == [(Part.host, housemate.person_id, Standing.offered)]


# --- taking and giving back ---


def test_a_resident_takes_a_free_role(take, resident, stands):
    take(resident)
    take(resident)
    assert stands() == [(Part.host, resident.person_id, Standing.accepted)]


def test_somebody_who_has_it_keeps_it(take, visit, resident, housemate, meeting, stands):
    take(resident)
    second = visit(housemate)
    shown = second.after(second.post(f"/meetings/{meeting.id}/roles/take", part=Part.host))
    assert "Somebody has this" in shown
    assert stands() == [(Part.host, resident.person_id, Standing.accepted)]


def test_a_role_somebody_was_asked_for_can_be_taken_and_their_yes_gets_an_answer(
    ask, take, visit, resident, housemate, rows
):
    ask(housemate)
    asked = rows(MeetingRole)[0].id
    take(resident)
    visitor = visit(housemate)
    assert "answered or changed already" in visitor.after(visitor.post(f"/meetings/roles/{asked}/yes"))
    live = [each.person_id for each in rows(MeetingRole) if each.standing is Standing.accepted]
    assert live == [resident.person_id]


def test_a_role_given_back_is_free_and_leaves_nothing(take, resident, answer, stands):
    take(resident)
    assert "It is free again." in answer(resident, "give-back")
    assert stands() == []


def test_host_and_note_taker_are_two_people(take, ask, resident, stands):
    take(resident, Part.host)
    take(resident, Part.notes)
    assert stands() == [(Part.host, resident.person_id, Standing.accepted)]


def test_the_database_holds_one_person_for_a_role(inside, take, resident, housemate, meeting):
    take(resident)
    with inside() as session, pytest.raises(sa.exc.IntegrityError), session.begin_nested():
        own = {"meeting_id": meeting.id, "person_id": housemate.person_id, "part": Part.host}
        session.add(MeetingRole(house_id=housemate.house_id, **own, standing=Standing.offered, changed_at=NOW))
        session.flush()


@pytest.mark.parametrize(
    ("part", "person", "sentence", "reason"),
    [
        ("chair", None, "Choose what you ask for.", "no such role"),
        ("", None, "Choose what you ask for.", "none chosen"),
        ("host", "99999999", "Choose whom you ask.", "nobody"),
        ("host", "x", "Choose whom you ask.", "a word"),
        ("host", "outsider", "Choose whom you ask.", "somebody of another house"),
        ("host", "departed", "Choose whom you ask.", "somebody who moved on"),
    ],
)
def test_what_cannot_be_asked_is_said(
    visit, request, resident, housemate, meeting, stands, part, person, sentence, reason
):
    if person in ("outsider", "departed"):
        person = str(request.getfixturevalue(person).person_id)
    whom = person or str(housemate.person_id)
    page = visit(resident).post(f"/meetings/{meeting.id}/roles", part=part, person=whom).get_data(as_text=True)
    assert (sentence in page, stands()) == (True, []), reason


@pytest.mark.parametrize("path", ["yes", "not-this-time"])
def test_after_the_meeting_roles_stay_as_they_are(at, ask, housemate, answer, stands, path):
    ask(housemate)
    at("2026-08-06 20:00")
    assert "its roles stay as they are" in answer(housemate, path)
    assert stands() == [(Part.host, housemate.person_id, Standing.offered)]


def test_without_a_host_the_page_says_that_it_works(visit, worker, take, resident, meeting):
    assert "A meeting works without a host too" in visit(worker).page(f"/meetings/{meeting.id}")
    take(resident)
    assert "A meeting works without a host too" not in visit(worker).page(f"/meetings/{meeting.id}")


# --- who is next ---


@pytest.fixture
def be_happy(visit):
    def be_happy(somebody, *parts):
        return visit(somebody).post("/meetings/happy-to", **dict.fromkeys((part.name for part in parts), "y"))

    return be_happy


@pytest.fixture
def following(inside, meetings):
    """Who is next for each role, by person, of the nth meeting."""

    def following(n=0):
        with inside():
            meeting = db.session.get_one(Meeting, meetings()[n].id)
            return {part: who.id for part, who in next_in_turn(meeting, who_does_what(meeting), clock.now()).items()}

    return following


def test_nobody_is_happy_until_they_say_so(meeting, following, rows):
    assert (following(), rows(HappyTo)) == ({}, [])


def test_a_resident_says_what_they_are_happy_to_do_and_changes_it(be_happy, resident, following, meeting, visit):
    be_happy(resident, Part.host, Part.time)
    assert set(following()) == {Part.host, Part.time}
    be_happy(resident, Part.time)
    page = visit(resident).page("/meetings/happy-to")
    assert (set(following()), page.count("checked")) == ({Part.time}, 1)


@pytest.mark.parametrize("who", ["worker", "coordinator"])
def test_a_peer_worker_and_a_coordinator_are_not_in_the_pool(who, request, visit, be_happy, rows):
    somebody = request.getfixturevalue(who)
    assert visit(somebody).get("/meetings/happy-to").status_code == 404
    assert (be_happy(somebody, Part.host).status_code, rows(HappyTo)) == (404, [])


def test_it_goes_round(at, be_happy, resident, housemate, following, meeting, visit, meetings, inside):
    be_happy(resident, Part.host)
    at(NOW + timedelta(minutes=1))
    be_happy(housemate, Part.host)
    assert following()[Part.host] == resident.person_id
    visit(resident).post(f"/meetings/{meeting.id}/roles/take", part=Part.host)
    assert following(1)[Part.host] == housemate.person_id
    visit(housemate).post(f"/meetings/{meetings()[1].id}/roles/take", part=Part.host)
    assert following(2)[Part.host] == resident.person_id


@pytest.mark.parametrize("kind", [PresenceKind.away, PresenceKind.resting, PresenceKind.not_today])
def test_who_steps_back_is_not_next(inside, be_happy, resident, following, meeting, kind):
    be_happy(resident, Part.host)
    with inside():
        step_back(resident.house_id, resident.person_id, Step(kind, TODAY, TODAY + timedelta(days=1)), TODAY, NOW)
    assert (following(), following(1)) == ({}, {Part.host: resident.person_id})


def test_a_lighter_share_is_no_reason_to_pass_somebody_by(inside, be_happy, resident, following, meeting):
    be_happy(resident, Part.host)
    with inside():
        step_back(resident.house_id, resident.person_id, Step(PresenceKind.lighter, TODAY, None, 2), TODAY, NOW)
    assert following() == {Part.host: resident.person_id}


@pytest.mark.parametrize(("answer", "is_next"), [("away", False), ("sent thoughts", False), ("there", True)])
def test_who_says_that_they_are_not_there_is_not_next(visit, be_happy, resident, following, meeting, answer, is_next):
    be_happy(resident, Part.host)
    visit(resident).post(f"/meetings/{meeting.id}/coming", answer=answer)
    assert bool(following()) == is_next


def test_not_this_time_passes_to_the_next(be_happy, ask, answer, resident, housemate, following, meeting):
    be_happy(resident, Part.host)
    be_happy(housemate, Part.host)
    ask(housemate)
    answer(housemate, "not-this-time")
    assert following() == {Part.host: resident.person_id}


def test_those_who_are_next_are_asked_by_one_tap(be_happy, visit, resident, housemate, meeting, stands):
    be_happy(housemate, Part.host)
    be_happy(resident, Part.notes)
    visit(resident).submit(f"/meetings/{meeting.id}/roles/ask-next", page=f"/meetings/{meeting.id}/roles")
    assert stands() == [
        (Part.host, housemate.person_id, Standing.offered),
        (Part.notes, resident.person_id, Standing.offered),
    ]


def test_who_is_next_is_named_nowhere_before_they_are_asked(be_happy, visit, housemate, worker, meeting):
    be_happy(housemate, Part.host)
    page = visit(worker).page(f"/meetings/{meeting.id}/roles")
    assert "Hana" not in page.split('<ul class="list">')[1].split("</ul>")[0]


def test_when_nobody_is_next_it_says_what_to_do(visit, resident, meeting):
    path = f"/meetings/{meeting.id}/roles"
    browser = visit(resident)
    browser.submit(f"{path}/ask-next", page=path)
    assert "Nobody is next right now" in browser.page(path)


# --- in calendars ---


def seen_by(app, eyes, somebody):
    with app.test_request_context():
        return entries(eyes(somebody), days_span(TODAY, TODAY + timedelta(days=1), ZONE))


def test_a_role_stands_in_the_calendar_of_whoever_has_it(app, eyes, take, resident, housemate, meeting):
    take(resident)
    own = [each for each in seen_by(app, eyes, resident) if each.is_mine]
    assert [(each.title, each.quiet_title, each.starts) for each in own] == [
        ("You host the house meeting", "House meeting", meeting.starts_at)
    ]
    assert [each.title for each in seen_by(app, eyes, housemate)] == ["House meeting"]


def test_being_asked_stands_in_no_calendar(app, eyes, ask, housemate):
    ask(housemate)
    assert [each.title for each in seen_by(app, eyes, housemate)] == ["House meeting"]


def test_a_called_off_meeting_takes_its_roles_along(app, eyes, visit, take, resident, meeting):
    take(resident)
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Holidays")
    assert [each.is_called_off for each in seen_by(app, eyes, resident)] == [True, True]


# --- what follows from what people do elsewhere ---


def test_moving_on_frees_roles_and_leaves_the_pool(inside, be_happy, take, housemate, meeting, stands, rows, visit):
    be_happy(housemate, Part.host)
    take(housemate)
    visit(housemate).post(f"/meetings/{meeting.id}/coming", answer="there")
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == housemate.person_id)).one()
        move_on(stay, None, NOW)
    assert (stands(), rows(HappyTo), rows(Attendance)) == ([], [], [])


def test_what_was_hosted_stays_remembered(at, inside, take, housemate, meeting, stands):
    take(housemate)
    now = at("2026-08-07 09:00")
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == housemate.person_id)).one()
        move_on(stay, None, now)
    assert stands() == [(Part.host, housemate.person_id, Standing.accepted)]


@pytest.mark.parametrize(
    ("kind", "first", "end", "is_free", "reason"),
    [
        (PresenceKind.away, 0, 1, True, "away on its day"),
        (PresenceKind.away, 0, None, True, "away until they say"),
        (PresenceKind.away, 1, 3, False, "away the days after"),
        (PresenceKind.resting, 0, 7, False, "who rests may well be there"),
        (PresenceKind.not_today, 0, 1, False, "that is about chores"),
    ],
)
def test_being_away_frees_roles_of_those_days(inside, take, resident, stands, kind, first, end, is_free, reason):
    take(resident)
    days = [None if n is None else TODAY + timedelta(days=n) for n in (first, end)]
    with inside():
        step_back(resident.house_id, resident.person_id, Step(kind, *days), TODAY, NOW)
    assert (stands() == []) == is_free, reason


def test_deleting_what_is_mine_forgets_what_i_am_happy_to_do(
    inside, at, be_happy, ask, answer, housemate, rows, stands, visit, meeting
):
    be_happy(housemate, Part.host)
    ask(housemate, Part.time)
    answer(housemate, "not-this-time")
    visit(housemate).post(f"/meetings/{meeting.id}/coming", answer="away")
    with inside():
        facts.own_things_deleted.send(housemate.person_id, house_id=housemate.house_id, now=NOW)
    assert (rows(HappyTo), rows(Attendance), stands()) == ([], [], [])
