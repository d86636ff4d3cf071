"""A calendar file comes in: each line is seen first, and only what is ticked is kept, once."""

import html
import re

import pytest
import sqlalchemy as sa

from house.diary.models import DiaryDay
from house.rosters.terms_models import TimeOff
from tests.feeds.test_reading_a_file import calendar

HOLIDAYS = calendar(
    "DTSTART;VALUE=DATE:20261103\r\nSUMMARY:Cup Day",
    "DTSTART;VALUE=DATE:20101225\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Christmas Day <b>",
    "DTSTART;VALUE=DATE:20200101\r\nSUMMARY:Long ago",
    "DTSTART;TZID=Nowhere/At all:20261103T090000\r\nSUMMARY:שבת שלום",
)
LEAVE = calendar(
    "DTSTART;VALUE=DATE:20261103\r\nDTEND;VALUE=DATE:20261106\r\nSUMMARY:Kumquat operation",
    "DTSTART:20260930T230000Z\r\nDTEND:20261001T030000Z\r\nSUMMARY:Kumquat clinic",
    "DTSTART;VALUE=DATE:20200101\r\nSUMMARY:Kumquat long ago",
)


@pytest.fixture
def looked(visit):
    """What the page says of a file, and the ticks in it."""

    def look(who, path: str, content: bytes, status: int = 200) -> tuple[str, list[str]]:
        answer = visit(who).send_file(path, "file", content, "days.ics")
        assert answer.status_code == status
        page = answer.get_data(as_text=True)
        return page, [html.unescape(value) for value in re.findall(r'name="take" value="([^"]*)"', page)]

    return look


@pytest.fixture
def diary(inside):
    def read() -> list[tuple[str, str]]:
        with inside() as session:
            rows = session.execute(sa.select(DiaryDay.day, DiaryDay.words).order_by(DiaryDay.day))
            return [(row.day.isoformat(), row.words) for row in rows]

    return read


@pytest.fixture
def time_off(inside):
    def read() -> list[tuple[object, ...]]:
        with inside() as session:
            query = sa.select(TimeOff.is_leave, TimeOff.first_day, TimeOff.last_day, TimeOff.from_time, TimeOff.to_time)
            return [tuple(str(value) for value in row) for row in session.execute(query.order_by(TimeOff.first_day))]

    return read


def test_each_line_is_named_and_nothing_is_kept_by_looking(looked, coordinator, diary):
    page, ticks = looked(coordinator, "/calendar/holidays", HOLIDAYS)
    assert ticks == [
        "2026-11-03/2026-11-03 - Cup Day",
        "2026-12-25/2026-12-25 - Christmas Day <b>",
        "2027-12-25/2027-12-25 - Christmas Day <b>",
    ]
    for words in ("Tuesday 3 November", "Christmas Day &lt;b&gt;", "Long ago", "over already", "שבת שלום", "time zone"):
        assert words in page
    assert diary() == []


def test_what_is_ticked_stands_in_the_diary_once(looked, coordinator, diary, visit):
    _page, ticks = looked(coordinator, "/calendar/holidays", HOLIDAYS)
    for words in ("Added to the house diary: 2.", "Nothing was added"):
        browser = visit(coordinator)
        assert words in browser.after(browser.post("/calendar/holidays", sure="y", take=ticks[:2]))
    assert diary() == [("2026-11-03", "Cup Day"), ("2026-12-25", "Christmas Day <b>")]


def test_what_stands_already_is_said_and_not_offered(looked, coordinator, visit):
    _page, ticks = looked(coordinator, "/calendar/holidays", HOLIDAYS)
    visit(coordinator).post("/calendar/holidays", sure="y", take=ticks)
    page, again = looked(coordinator, "/calendar/holidays", HOLIDAYS, status=422)
    assert again == []
    assert "There already" in page
    assert "nothing new" in page


def test_the_lines_of_a_file_can_be_put_in_instead(visit, coordinator):
    answer = visit(coordinator).post("/calendar/holidays", text=HOLIDAYS.decode())
    assert "Cup Day" in answer.get_data(as_text=True)


def test_leave_is_noted_without_its_words(looked, worker, time_off, visit):
    page, ticks = looked(worker, "/calendar/leave", LEAVE)
    assert "umquat" not in page
    visit(worker).post("/calendar/leave", sure="y", take=ticks)
    assert time_off() == [
        ("False", "2026-10-01", "2026-10-01", "09:00:00", "13:00:00"),
        ("True", "2026-11-03", "2026-11-05", "None", "None"),
    ]


def test_an_end_past_midnight_stands_and_what_a_line_cannot_hold_is_said(looked, coordinator, visit, inside):
    night = "DTSTART:20261103T110000Z\r\nDTEND:20261103T140000Z\r\nSUMMARY:Night walk"
    camp = "DTSTART:20261104T000000Z\r\nDTEND:20261107T060000Z\r\nSUMMARY:Camp"
    page, ticks = looked(coordinator, "/calendar/holidays", calendar(night, camp))
    assert ticks == ["2026-11-03/2026-11-03 22:00-01:00 Night walk", "2026-11-04/2026-11-04 11:00- Camp"]
    assert "10pm to 1am the next day" in page
    assert page.count("it goes on until Saturday 7 November, 5pm. Here it stands on its first day alone") == 1
    visit(coordinator).post("/calendar/holidays", sure="y", take=ticks)
    with inside() as session:
        [walk] = session.scalars(sa.select(DiaryDay).where(DiaryDay.words == "Night walk"))
        assert f"{walk.ends_at:%d %H:%M}" == "03 14:00"


@pytest.mark.parametrize(
    "tick",
    [
        "",
        "x" * 100_000,
        "2026-11-03/2026-11-03 -",
        "2026-11-03/2026-11-04 - Two days",
        "2026-11-03/2026-11-03 10:00-10:00 No time at all",
        "2020-11-03/2020-11-03 - Long ago",
        "2990-11-03/2990-11-03 - Far ahead",
        "2026-11-03/2026-11-03 - " + "x" * 121,
        "2026-11-03/2026-11-03 - a\x07b",
    ],
)
def test_a_tick_that_no_page_had_adds_nothing(visit, coordinator, diary, tick):
    assert visit(coordinator).post("/calendar/holidays", sure="y", take=tick).status_code == 303
    assert diary() == []


def test_a_tick_with_words_is_no_leave(visit, worker, time_off):
    visit(worker).post("/calendar/leave", sure="y", take="2026-11-03/2026-11-05 - Kumquat")
    assert time_off() == []


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"\x00\xff" * 1000, 422),
        (b"x" * 1_200_000, 422),
        (b"x" * 4_000_000, 413),
        (calendar(*["DTSTART:19000101\r\nRRULE:FREQ=SECONDLY"] * 400), 422),
        (b"BEGIN:VCALENDAR\r\n" * 50_000, 422),
    ],
)
def test_a_file_that_means_no_good_is_told_so(visit, coordinator, content, status):
    assert visit(coordinator).send_file("/calendar/holidays", "file", content, "days.ics").status_code == status


def test_more_than_can_be_taken_at_once_says_so(looked, coordinator):
    page, ticks = looked(
        coordinator, "/calendar/holidays", calendar(*[f"DTSTART:20261103\r\nSUMMARY:Day {n}" for n in range(300)])
    )
    assert len(ticks) == 200
    assert "first 200" in page
