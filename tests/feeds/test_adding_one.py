"""“Add to my calendar”: one thing as a file, for whoever sees its page, and never twice beside a calendar link."""

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from house.chores.models import Turn, TurnHolder
from house.diary.models import DiaryDay
from house.meetings.models import Meeting
from house.rosters.models import Shift


@pytest.fixture
def keys(inside, worker, life):
    """The keys of the worker's things, and of what is everybody's."""
    with inside() as session:
        mine = sa.select(Turn.id).join(TurnHolder, TurnHolder.turn_id == Turn.id)
        return {
            "diary": session.scalar(sa.select(DiaryDay.id)),
            "meeting": session.scalar(sa.select(Meeting.id).order_by(Meeting.starts_at)),
            "shift": session.scalar(sa.select(Shift.id).where(Shift.worker_id == worker.person_id)),
            "turn": session.scalar(mine.where(TurnHolder.person_id == worker.person_id)),
        }


@pytest.mark.parametrize("kind", ["diary", "meeting", "shift", "turn"])
def test_it_has_the_uid_and_the_words_that_my_calendar_link_gives_it(visit, worker, keys, events, link, kind):
    key = f"{kind}-{keys[kind]}"
    [alone] = Calendar.from_ical(visit(worker).get(f"/calendar/{key}.ics").data).events
    [fed] = [event for event in events(link)[kind] if str(event["UID"]).startswith(f"{key}@")]
    assert alone == fed


@pytest.mark.parametrize("kind", ["shift", "turn"])
def test_what_is_somebody_elses_is_not_there(visit, other_worker, keys, kind):
    assert visit(other_worker).get(f"/calendar/{kind}-{keys[kind]}.ics").status_code == 404


@pytest.mark.parametrize("kind", ["diary", "meeting"])
def test_another_house_finds_nothing(visit, outsider, keys, kind):
    assert visit(outsider).get(f"/calendar/{kind}-{keys[kind]}.ics").status_code == 404


@pytest.mark.parametrize(
    "key",
    ["meeting-999999", "meeting-0", "meeting-01", "meeting-x", "check-in-1", "-1", "meeting-" + "9" * 3000, "é-1"],
)
def test_what_is_no_key_is_not_there(visit, worker, life, key):
    assert visit(worker).get(f"/calendar/{key}.ics").status_code == 404


def test_it_comes_as_a_file_with_a_neutral_name_that_nothing_keeps(visit, worker, keys):
    headers = visit(worker).get(f"/calendar/shift-{keys['shift']}.ics").headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="house.ics"'
    assert headers["Cache-Control"] == "no-store"


def test_the_page_of_a_meeting_leads_to_it(visit, worker, keys):
    assert f"/calendar/meeting-{keys['meeting']}.ics" in visit(worker).page(f"/meetings/{keys['meeting']}")
