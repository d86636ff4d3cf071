"""The pages of meetings: what comes, what was, and one meeting."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from house import facts
from house.meetings.models import AgendaItem
from house.meetings.plan import MeetingPlan
from house.meetings.words import how_soon
from tests.support.cast import ZONE


@pytest.fixture
def ten_years(at, inside, plan, house_id):
    """Ten years of weekly meetings before now, and one a week ahead."""
    began = at("2016-08-01 09:00")
    plan()
    with inside():
        facts.rows_needed.send(house_id, until=date(2026, 10, 1), now=began)
    at("2026-08-06 17:00")


def test_an_empty_room_says_how_to_begin(visit, resident):
    page = visit(resident).page("/meetings")
    assert ("No house meeting is planned yet" in page, "/meetings/plan" in page) == (True, True)


def test_a_peer_worker_sees_who_can_plan(visit, worker):
    page = visit(worker).page("/meetings")
    assert ("Residents and coordinators can plan one." in page, "/meetings/plan" in page) == (True, False)


def test_the_next_meeting_comes_first(visit, resident, meeting):
    page = visit(resident).page("/meetings")
    assert [
        words for words in ("in 2 hours (7pm)", "The kitchen table", "Nothing on the agenda yet") if words not in page
    ] == []


def test_a_meeting_that_is_over_has_no_yet(at, visit, resident, meeting):
    at("2026-08-06 20:00")
    page = visit(resident).page("/meetings/earlier")
    assert ("Nothing on the agenda" in page, "yet" in page) == (True, False)


def test_a_form_that_came_back_stands_before_the_agenda(visit, resident, item, meeting, fields):
    page = visit(resident).post(f"/meetings/{meeting.id}", **fields(title="")).get_data(as_text=True)
    assert page.index('id="add"') < page.index('id="agenda"')


def test_the_plan_stands_in_words(visit, worker, plan):
    plan(MeetingPlan(3, time(19), every=2, place="The veranda"))
    assert "Every second Thursday at 7pm. The veranda" in visit(worker).page("/meetings")


def test_five_more_meetings_to_come_are_shown(visit, resident, meeting):
    page = visit(resident).page("/meetings")
    assert page.count("7pm to 8pm") == 5


def test_a_called_off_meeting_is_not_the_next_one(visit, resident, meeting, meetings):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Holidays")
    page = visit(resident).page("/meetings")
    following = meetings()[1]
    assert page.index(f"/meetings/{following.id}") < page.index(f'/meetings/{meeting.id}"')
    assert ("called off" in page, "Holidays" in page) == (True, True)


def test_a_meeting_is_over_at_its_end(at, visit, resident, meeting):
    at("2026-08-06 20:00")
    assert "in 7 days (Thursday 13 August 7pm)" in visit(resident).page("/meetings")


def test_the_next_one_is_found_behind_a_row_of_called_off_ones(visit, resident, meeting, meetings):
    for each in meetings()[:8]:
        visit(resident).post(f"/meetings/{each.id}/call-off", why="Holidays")
    assert f"/meetings/{meetings()[8].id}#add" in visit(resident).page("/meetings")


def test_earlier_meetings_can_be_leafed_through_to_the_first(visit, resident, ten_years):
    visitor, further, found = visit(resident), "", []
    for _page in range(27):
        page = visitor.page(f"/meetings/earlier{further}")
        found += re.findall(r'<a href="/meetings/(\d+)"', page)
        further = "".join(re.findall(r'href="/meetings/earlier(\?before=\d+)"', page))
    assert further == ""
    assert (len(found), len(set(found))) == (522, 522)


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("0", "no id"),
        ("-1", "below"),
        ("wombat", "a word"),
        ("9" * 40, "beyond every id"),
        ("", "nothing"),
        ("99999999", "not there"),
    ],
)
def test_a_page_further_back_that_makes_no_sense_begins_at_the_latest(visit, resident, meeting, at, before, reason):
    at("2026-08-07 09:00")
    assert f"/meetings/{meeting.id}" in visit(resident).page(f"/meetings/earlier?before={before}"), reason


@pytest.mark.parametrize("path", ["/meetings", "/meetings/earlier", "/meetings/{id}", "/meetings/plan"])
def test_ten_years_of_meetings_cost_a_page_nothing(path, at, visit, queries, resident, plan, meetings, request):
    plan()
    visitor = visit(resident)
    path = path.format(id=meetings()[0].id)
    visitor.page(path)
    with queries() as few:
        visitor.page(path)
    request.getfixturevalue("ten_years")
    with queries() as many:
        visitor.page(path)
    assert many.count == few.count <= 6


def test_a_long_agenda_costs_a_page_nothing(visit, queries, resident, meeting, fields):
    visitor = visit(resident)
    with queries() as few:
        visitor.page(f"/meetings/{meeting.id}")
    for number in range(12):
        visitor.post(f"/meetings/{meeting.id}", **fields(title=f"Thing {number}"))
    visitor.page(f"/meetings/{meeting.id}")
    with queries() as many:
        visitor.page(f"/meetings/{meeting.id}")
    assert many.count == few.count


# --- whose they are ---


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "living_worker", "coordinator"])
def test_everyone_of_the_house_opens_a_meeting(who, request, visit, meeting):
    assert visit(request.getfixturevalue(who)).get(f"/meetings/{meeting.id}").status_code == 200


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
@pytest.mark.parametrize("path", ["", "/call-off"])
def test_it_is_not_there_for_another_house(who, path, request, visit, meeting):
    assert visit(request.getfixturevalue(who)).get(f"/meetings/{meeting.id}{path}").status_code == 404


def test_another_house_adds_nothing(visit, outsider, meeting, rows, fields):
    answer = visit(outsider).post(f"/meetings/{meeting.id}", **fields())
    assert (answer.status_code, rows(AgendaItem)) == (404, [])


def test_another_house_sees_none_of_it_in_its_lists(visit, outsider, item):
    pages = visit(outsider).page("/meetings") + visit(outsider).page("/meetings/earlier")
    assert ("kettle" in pages, "kitchen table" in pages) == (False, False)


@pytest.mark.parametrize(
    "path", ["/meetings", "/meetings/1", "/meetings/earlier", "/meetings/plan", "/meetings/1/call-off"]
)
def test_nobody_sees_meetings_without_signing_in(visit, path):
    assert visit().get(path).headers["Location"].startswith("/sign-in")


def test_somebody_who_has_moved_on_opens_nothing(visit, departed, meeting):
    assert visit(departed).get(f"/meetings/{meeting.id}").status_code == 303


# --- how far off, in words ---


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("2026-08-06 17:40", "in 40 minutes (5:40pm)"),
        ("2026-08-06 16:30", "now, until 5:30pm"),
        ("2026-08-07 19:00", "tomorrow (7pm)"),
        ("2026-08-08 19:00", "in 2 days (Saturday 7pm)"),
        ("2026-08-12 19:00", "in 6 days (Wednesday 7pm)"),
        ("2026-08-13 19:00", "in 7 days (Thursday 13 August 7pm)"),
    ],
)
def test_how_far_off_a_meeting_is(starts, words):
    start = datetime.fromisoformat(starts).replace(tzinfo=ZONE)
    now = datetime.fromisoformat("2026-08-06 17:00").replace(tzinfo=ZONE)
    assert how_soon(start, start + timedelta(hours=1), now, ZONE) == words
