"""“Add to my calendar”: one thing as a file, for whoever sees its page, and never twice beside a calendar link."""

import re
from datetime import date, time

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from house.chores.models import Turn, TurnHolder
from house.diary.models import DiaryDay
from house.meetings.action_acts import ActionWords, offer
from house.meetings.models import Meeting
from house.rosters.acts import give_shift
from house.rosters.models import Shift
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import NOW


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


def test_a_turn_of_mine_leads_to_it_as_it_did(visit, worker, keys):
    assert f"/calendar/turn-{keys['turn']}.ics" in visit(worker).page(f"/chores/turns/{keys['turn']}")


def test_what_i_offered_for_a_day_leads_to_it(visit, resident, housemate, inside, house_id):
    with inside():
        words = [ActionWords("Oil the gate", day) for day in (date(2026, 8, 9), None)]
        dated, undated = (offer(house_id, resident.person_id, each, NOW, None).id for each in words)
    assert f"/calendar/action-{dated}.ics" in visit(resident).page(f"/meetings/actions/{dated}")
    assert "/calendar/action" not in visit(resident).page(f"/meetings/actions/{undated}")
    assert "/calendar/action" not in visit(housemate).page(f"/meetings/actions/{dated}")
    assert b"Oil the gate" in visit(resident).get(f"/calendar/action-{dated}.ics").data


def test_what_i_do_together_with_others_leads_to_it(visit, resident, housemate, worker):
    fields = {"what": "Dishes", "day": "2026-08-07", "at": "16:00", "minutes": "40", "mode": "same room"}
    visit(resident).post("/chores/together", **fields)
    path = re.search(r"/calendar/together-\d+\.ics", visit(resident).page("/chores/together"))[0]
    number = re.search(r"\d+", path)[0]
    assert path not in visit(housemate).page("/chores/together")
    visit(housemate).post(f"/chores/together/{number}/join")
    assert path in visit(housemate).page("/chores/together")
    assert b"Together: Dishes" in visit(housemate).get(path).data


def test_a_shift_that_waits_for_my_yes_leads_to_it(visit, worker, other_worker, inside, house_id, coordinator, at):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 9), time(9), time(17))
        shift_id = give_shift(house_id, coordinator.person_id, plan, NOW).id
    path, link = f"/rosters/shifts/{shift_id}", f"/calendar/shift-{shift_id}.ics"
    assert "Can you be here then?" in visit(worker).page(path)
    assert (link in visit(worker).page(path), link in visit(other_worker).page(path)) == (True, False)
    at("2026-08-09 17:00")
    assert link not in visit(worker).page(path)


@pytest.mark.parametrize(("kind", "where"), [("meeting", "/meetings/"), ("shift", "/rosters/shifts/")])
def test_what_was_called_off_can_tell_the_calendar_that_has_it(visit, worker, coordinator, keys, kind, where):
    path, link = f"{where}{keys[kind]}", f"/calendar/{kind}-{keys[kind]}.ics"
    [before] = Calendar.from_ical(visit(worker).get(link).data).events
    visit(coordinator).submit(f"{path}/call-off", **({"why": "Painting."} if kind == "meeting" else {}))
    said = visit(worker).page(path)
    assert ("Tell my calendar that it is off" in said, "Add to my calendar" in said) == (True, False)
    [after] = Calendar.from_ical(visit(worker).get(link).data).events
    assert (after["UID"], after["STATUS"], after["SEQUENCE"] > before["SEQUENCE"]) == (before["UID"], "CANCELLED", True)


def test_what_no_calendar_can_say_is_not_there_and_the_log_says_which(visit, worker, keys, inside, caplog):
    with inside() as session:
        session.get_one(Shift, keys["shift"]).sequence = -1
    assert visit(worker).get(f"/calendar/shift-{keys['shift']}.ics").status_code == 404
    assert f"no calendar can say entry=shift-{keys['shift']}" in caplog.text
