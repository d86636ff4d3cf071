"""A meeting is begun, goes from part to part, and ends: each step from each state, those refused among them."""

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.meetings import agenda, attendance, recording, running, taking_out
from house.meetings.access import goes_on, is_going_on, is_over, over
from house.meetings.acts import AgendaClosed, ItemWords, NotAhead, add_item, call_off, take_off
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.record_models import Record, RecordPart
from house.meetings.recording import Written
from house.meetings.running import CannotBegin, GoneOn, NotGoingOn
from house.meetings.running_models import MeetingRun, WrittenDown
from house.meetings.script import Kind
from house.meetings.taking_part import Answer, Attendance
from house.people.belonging import HouseSetting
from tests.support.cast import NOW

AT_SEVEN = "2026-08-06 19:00"


@pytest.fixture
def do(inside, meeting):
    """Do something with the meeting at the present moment."""

    def do(act, *what):
        with inside():
            return act(db.session.get_one(Meeting, meeting.id), *what, clock.now())

    return do


@pytest.fixture
def begun(at, do, resident):
    """It began at seven."""
    at(AT_SEVEN)
    do(running.begin, resident.person_id)


def status(meetings):
    return meetings()[0].status


# --- beginning ---


def test_a_meeting_that_begins_is_under_way_with_a_number_and_a_record(begun, meetings, rows):
    assert (status(meetings), meetings()[0].number, len(rows(Record))) == (Status.under_way, 1, 1)


def test_it_begins_with_arriving(begun, rows):
    assert [(each.part, each.begun_at) for each in rows(MeetingRun)] == [("arrive", clock.now())]


@pytest.mark.parametrize(("when", "begins"), [("17:59", False), ("18:00", True), ("19:59", True), ("20:00", False)])
def test_it_begins_from_an_hour_before_its_time_until_its_end(at, do, resident, meetings, when, begins):
    at(f"2026-08-06 {when}")
    if begins:
        do(running.begin, resident.person_id)
    else:
        with pytest.raises(CannotBegin):
            do(running.begin, resident.person_id)
    assert status(meetings) is (Status.under_way if begins else Status.planned)


@pytest.mark.parametrize("standing", [each for each in Status if each not in (Status.planned, Status.agenda_open)])
def test_nothing_but_a_meeting_ahead_begins(inside, at, do, meeting, resident, standing):
    at(AT_SEVEN)
    with inside():
        found = db.session.get_one(Meeting, meeting.id)
        found.status, found.called_off_why = standing, "a word" if standing is Status.called_off else ""
    with pytest.raises(CannotBegin):
        do(running.begin, resident.person_id)


def test_it_begins_once(begun, do, resident, rows):
    with pytest.raises(CannotBegin):
        do(running.begin, resident.person_id)
    assert len(rows(MeetingRun)) == 1


def test_a_record_that_was_begun_before_stays(at, do, inside, meeting, resident, rows):
    at(AT_SEVEN)
    with inside():
        recording.give_record(db.session.get_one(Meeting, meeting.id), clock.now())
    do(running.begin, resident.person_id)
    assert len(rows(Record)) == 1


# --- while it goes on ---


def test_going_on_leads_to_the_part(begun, do, rows):
    do(running.go_to, "thanks", "arrive")
    assert rows(MeetingRun)[0].part == "thanks"


def test_of_two_who_go_on_the_second_hears_where_it_is(begun, do, rows):
    do(running.go_to, "thanks", "arrive")
    with pytest.raises(GoneOn):
        do(running.go_to, "thanks", "arrive")
    assert rows(MeetingRun)[0].part == "thanks"


@pytest.mark.parametrize("act", [(running.go_to, "thanks", "arrive"), (running.end, "arrive", 1)])
def test_before_it_began_there_is_nothing_to_go_on_or_end(do, act):
    with pytest.raises(NotGoingOn):
        do(*act)


def test_nobody_is_written_down_before_it_began(do, resident):
    with pytest.raises(NotGoingOn):
        do(running.write_down_who_is_there, [resident.person_id], resident.person_id)


def test_something_can_still_be_brought(begun, do, resident, rows):
    do(add_item, resident.person_id, ItemWords("The gate", Kind.talk))
    assert [each.title for each in rows(AgendaItem)] == ["The gate"]


def test_it_is_not_called_off_any_more(begun, do, resident):
    with pytest.raises(NotAhead):
        do(call_off, resident.person_id, "rain")


def test_what_is_on_the_agenda_stays_there(at, item, do, inside, resident):
    at(AT_SEVEN)
    do(running.begin, resident.person_id)
    with pytest.raises(AgendaClosed), inside():
        take_off(db.session.get_one(AgendaItem, item.id), resident.person_id, clock.now())


def test_it_goes_on_past_its_time_until_somebody_ends_it(begun, at, meetings):
    assert is_going_on(meetings()[0], at("2026-08-06 23:30"))
    assert not is_over(meetings()[0], clock.now())


def test_half_a_day_after_its_time_it_is_over_by_itself(begun, at, meetings, do):
    at("2026-08-07 08:00")
    assert is_over(meetings()[0], clock.now())
    with pytest.raises(NotGoingOn):
        do(running.go_to, "thanks", "arrive")


@pytest.mark.parametrize("standing", Status)
@pytest.mark.parametrize("when", ["2026-08-06 18:30", "2026-08-06 21:00", "2026-08-07 07:59", "2026-08-07 08:00"])
def test_the_database_and_the_code_agree_on_what_goes_on_and_what_is_over(inside, at, meeting, standing, when):
    now = at(when)
    with inside() as session:
        found = db.session.get_one(Meeting, meeting.id)
        found.status, found.called_off_why = standing, "a word" if standing is Status.called_off else ""
        db.session.flush()
        row = session.execute(sa.select(goes_on(now), over(now)).where(Meeting.id == meeting.id)).one()
        assert (bool(row[0]), bool(row[1])) == (is_going_on(found, now), is_over(found, now))


# --- who is there ---


@pytest.fixture
def write_down(do):
    def write_down(by, *people):
        do(running.write_down_who_is_there, [each.person_id for each in people], by.person_id)

    return write_down


def there(rows):
    return [each.person_id for each in rows(Attendance) if each.answer is Answer.there]


def test_who_is_there_is_written_down(begun, write_down, resident, housemate, rows):
    write_down(resident, resident, housemate)
    assert sorted(there(rows)) == sorted([resident.person_id, housemate.person_id])


def test_writing_oneself_down_is_ones_own_word(begun, write_down, resident, housemate, rows):
    write_down(resident, resident, housemate)
    assert [each.by_id for each in rows(WrittenDown)] == [resident.person_id]


def test_a_slip_is_mended(begun, write_down, resident, housemate, rows):
    write_down(resident, resident, housemate)
    write_down(resident, resident)
    assert (there(rows), rows(WrittenDown)) == ([resident.person_id], [])


@pytest.mark.parametrize("answer", Answer)
def test_what_somebody_says_of_themselves_always_holds(begun, do, write_down, resident, housemate, rows, answer):
    do(attendance.say, housemate.person_id, answer)
    write_down(resident, housemate)
    write_down(resident)
    assert [each.answer for each in rows(Attendance)] == [answer]


def test_their_own_word_takes_the_place_of_what_was_written(begun, do, write_down, resident, housemate, rows):
    write_down(resident, housemate)
    do(attendance.say, housemate.person_id, Answer.away)
    write_down(resident)
    assert [each.answer for each in rows(Attendance)] == [Answer.away]
    assert rows(WrittenDown) == []


def test_a_page_that_is_behind_unticks_nobody_it_did_not_show(
    begun, do, write_down, resident, housemate, worker, inside, meeting, rows
):
    write_down(resident, worker)
    with inside():
        found, people = db.session.get_one(Meeting, meeting.id), [housemate.person_id]
        running.write_down_who_is_there(found, people, resident.person_id, clock.now(), shown=[])
    assert sorted(there(rows)) == sorted([worker.person_id, housemate.person_id])


def test_somebody_of_another_house_is_never_there(begun, write_down, resident, outsider, rows):
    write_down(resident, outsider)
    assert there(rows) == []


# --- enough of us ---


@pytest.fixture
def half(inside, house_id, resident):
    """The house wants half of the residents at home for a decision; two of its three are more than that."""
    with inside() as session:
        how = {"rests_on": "3 May", "changed_by_id": resident.person_id, "changed_at": NOW}
        session.add(HouseSetting(house_id=house_id, name="quorum_rule", value="half", **how))


def is_conversation(meetings, rows):
    assert rows(Record)[0].is_conversation_only == (status(meetings) is Status.conversation_only)
    return rows(Record)[0].is_conversation_only


def test_with_too_few_it_is_a_conversation_only(half, begun, meetings, rows):
    assert is_conversation(meetings, rows)


def test_with_enough_it_is_a_meeting(half, begun, write_down, meetings, rows, resident, housemate):
    write_down(resident, resident, housemate)
    assert not is_conversation(meetings, rows)


def test_somebody_who_leaves_makes_it_a_conversation_again(
    half, begun, do, write_down, meetings, rows, resident, housemate
):
    write_down(resident, resident, housemate)
    do(attendance.say, housemate.person_id, Answer.away)
    assert is_conversation(meetings, rows)


def test_a_peer_worker_does_not_make_it_enough(half, begun, write_down, meetings, rows, resident, worker):
    write_down(resident, resident, worker)
    assert is_conversation(meetings, rows)


def test_a_house_that_wants_no_number_never_has_too_few(begun, meetings, rows):
    assert not is_conversation(meetings, rows)


def test_a_conversation_that_ended_still_is_one(half, begun, do, meetings, rows, resident):
    do(running.end, "arrive", resident.person_id)
    assert (status(meetings), rows(Record)[0].is_conversation_only) == (Status.record_drafted, True)


# --- out of the meeting ---


@pytest.fixture
def elsewhere(do, inside):
    def elsewhere(item, is_elsewhere=True, by=1):
        with inside():
            found = db.session.get_one(AgendaItem, item.id)
            meeting = db.session.get_one(Meeting, found.meeting_id)
            running.take_elsewhere(meeting, found, is_elsewhere, by, clock.now())

    return elsewhere


def test_something_is_taken_out_and_back_in(item, begun, elsewhere, resident, rows):
    elsewhere(item, by=resident.person_id)
    assert rows(AgendaItem)[0].is_elsewhere
    elsewhere(item, False, resident.person_id)
    assert not rows(AgendaItem)[0].is_elsewhere


def test_nothing_is_taken_out_before_the_meeting(item, elsewhere, resident):
    with pytest.raises(NotGoingOn):
        elsewhere(item, by=resident.person_id)


def test_words_about_it_leave_the_record_when_it_opens(item, begun, elsewhere, do, inside, resident, rows):
    with inside():
        record = db.session.scalars(sa.select(Record)).one()
        words = {f"item-{item.id}": Written("Who said what", 0, "one"), "thanks": Written("Jo", 0, "one")}
        recording.write(record, words, resident.person_id, clock.now())
    elsewhere(item, by=resident.person_id)
    with inside():
        assert taking_out.all_sentences(db.session.scalars(sa.select(Record)).one()) == ["Jo", "A new kettle"]
    do(running.end, "arrive", resident.person_id)
    with inside():
        record = db.session.scalars(sa.select(Record)).one()
        meeting = db.session.get_one(Meeting, record.meeting_id)
        recording.open_for_comments(meeting, record, resident.person_id, clock.now())
    assert [each.name for each in rows(RecordPart)] == ["thanks"]


# --- the end ---


def test_a_meeting_that_ended_has_a_draft_of_a_record(begun, at, do, resident, meetings, rows):
    at("2026-08-06 20:10")
    do(running.end, "arrive", resident.person_id)
    assert (status(meetings), rows(Record)[0].ended_at) == (Status.record_drafted, clock.now())


def test_a_page_that_is_behind_does_not_end_it(begun, do, resident, meetings):
    do(running.go_to, "thanks", "arrive")
    with pytest.raises(GoneOn):
        do(running.end, "arrive", resident.person_id)
    assert status(meetings) is Status.under_way


def test_what_was_ended_by_a_slip_goes_on_where_it_was(begun, do, resident, meetings, rows):
    do(running.go_to, "thanks", "arrive")
    do(running.end, "thanks", resident.person_id)
    do(running.resume, resident.person_id)
    stands = (status(meetings), rows(MeetingRun)[0].part, rows(Record)[0].ended_at)
    assert stands == (Status.under_way, "thanks", None)


def test_half_a_day_later_it_does_not_go_on(begun, at, do, resident):
    do(running.end, "arrive", resident.person_id)
    at("2026-08-07 08:00")
    with pytest.raises(NotGoingOn):
        do(running.resume, resident.person_id)


@pytest.mark.parametrize("act", [(running.end, "arrive", 1), (running.go_to, "thanks", "arrive")])
def test_after_its_end_nothing_goes_on(begun, do, resident, act):
    do(running.end, "arrive", resident.person_id)
    with pytest.raises(NotGoingOn):
        do(*act)


def test_what_stayed_open_carries_over_once_it_ended(item, begun, do, inside, resident, rows):
    with pytest.raises(agenda.NotOver):
        do(lambda meeting, now: agenda.carry_over(meeting, rows(AgendaItem)[0], resident.person_id, now))
    do(running.end, "arrive", resident.person_id)
    with inside():
        found = db.session.get_one(AgendaItem, item.id)
        meeting = db.session.get_one(Meeting, found.meeting_id)
        agenda.carry_over(meeting, found, resident.person_id, clock.now())
    assert len(rows(AgendaItem)) == 2
