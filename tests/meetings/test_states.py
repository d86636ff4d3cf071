"""The table of a meeting's states (DOMAIN i.3): each step from each state, and every one that is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from house import clock
from house.db import db
from house.meetings import acts, attendance, recording, running
from house.meetings.models import Meeting, Status
from house.meetings.record_models import Record, RecordStatus
from house.meetings.running_models import MeetingRun
from house.meetings.script import Kind
from house.meetings.taking_part import Answer

S = Status
AHEAD, GOING_ON = {S.planned, S.agenda_open}, {S.under_way, S.conversation_only}
HELD = {S.record_drafted, S.open_for_comments, S.accepted}
BY = 1

REFUSED = (
    *(acts.AgendaClosed, acts.NotAhead, acts.NotCalledOff, attendance.CalledOff),
    *(recording.Accepted, recording.NotHeld, recording.NotOpen, recording.SettledAlready),
    *(running.CannotBegin, running.GoneOn, running.NotGoingOn),
)


def record_of(meeting: Meeting) -> Record:
    return recording.give_record(meeting, clock.now())


def bring(meeting: Meeting) -> None:
    acts.add_item(meeting, BY, acts.ItemWords("Kettle", Kind.talk), clock.now())


# what is done: the act, the states it is for, and the state it leads to (none: it stays)
STEPS: dict[str, tuple[Callable[[Meeting], Any], set[Status], Status | None]] = {
    "bring something": (bring, AHEAD | GOING_ON, None),
    "begin": (lambda m: running.begin(m, BY, clock.now()), AHEAD, S.under_way),
    "go on": (lambda m: running.go_to(m, "thanks", "arrive", clock.now()), GOING_ON, None),
    "end": (lambda m: running.end(m, "arrive", BY, clock.now()), GOING_ON, S.record_drafted),
    "go on after all": (lambda m: running.resume(m, BY, clock.now()), {S.record_drafted}, S.under_way),
    "call off": (lambda m: acts.call_off(m, BY, "rain", clock.now()), AHEAD, S.called_off),
    "put back on": (lambda m: acts.put_back_on(m, BY, clock.now()), {S.called_off}, S.planned),
    "say who comes": (lambda m: attendance.say(m, BY, Answer.there, clock.now()), set(S) - {S.called_off}, None),
    "open the record": (
        lambda m: recording.open_for_comments(m, record_of(m), BY, clock.now()),
        {S.record_drafted, S.planned, S.agenda_open},  # also where a house met and did not begin the meeting here
        S.open_for_comments,
    ),
    "accept the record": (
        lambda m: recording.accept(m, record_of(m), BY, clock.now()),
        {S.open_for_comments},
        S.accepted,
    ),
}


@pytest.fixture
def stand(at, inside, meeting):
    """The meeting at its time in a state, with what belongs to that state."""

    def stand(status: Status) -> None:
        now = at("2026-08-06 19:05")
        with inside() as session:
            found = db.session.get_one(Meeting, meeting.id)
            if status in GOING_ON | HELD:
                recording.give_record(found, now)
                run = {"begun_at": now, "part": "arrive", "part_at": now}
                session.add(MeetingRun(house_id=found.house_id, meeting_id=found.id, **run))
            if status in (S.open_for_comments, S.accepted):
                record = record_of(found)
                record.status = RecordStatus.open_for_comments
                if status is S.accepted:
                    record.status, record.accepted_at = RecordStatus.accepted, now
            found.status, found.called_off_why = status, "rain" if status is S.called_off else ""
            db.session.flush()

    return stand


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_leads_where_the_table_says_or_is_refused(stand, inside, meeting, meetings, step, status):
    act, states, leads_to = STEPS[step]
    stand(status)
    if status in states:
        with inside():
            act(db.session.get_one(Meeting, meeting.id))
        # This house wants no number of people, so as soon as anybody says something it is a meeting.
        is_enough = step == "say who comes" and status is S.conversation_only
        assert meetings()[0].status is (S.under_way if is_enough else leads_to or status)
        return
    with pytest.raises(REFUSED), inside():
        act(db.session.get_one(Meeting, meeting.id))
    assert meetings()[0].status is status
