"""A calendar file is read within bounds, whatever somebody put into it; times become wall time of the house."""

from datetime import date, datetime
from unittest import mock

import pytest

from house.feeds import ics_repeats, ics_times
from house.feeds.ics_lines import MOST_BYTES, read_events
from house.feeds.ics_moments import Around
from house.feeds.ics_times import Times, read_times
from house.feeds.picks import Pick, diary_picks, leave_pick, read_pick
from house.feeds.put_in_words import TROUBLES, trouble_words
from house.feeds.troubles import BadCalendar, Trouble, Unread
from tests.support.cast import ZONE

AROUND = Around(ZONE, date(2026, 8, 6), date(2028, 8, 6), {"AUS Eastern Standard Time": "Australia/Sydney"})


def calendar(*entries: str) -> bytes:
    """A file with these entries."""
    inside = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


def read(*entries: str):
    return read_times(read_events(calendar(*entries)), AROUND)


def only(entry: str):
    [found] = read(entry)
    return found


def at(words: str) -> datetime:
    return datetime.fromisoformat(words)


@pytest.mark.parametrize(
    ("entry", "starts", "ends"),
    [
        pytest.param("DTSTART;VALUE=DATE:20270126", date(2027, 1, 26), date(2027, 1, 27), id="a day"),
        pytest.param("DTSTART:20270126\r\nDTEND:20270129", date(2027, 1, 26), date(2027, 1, 29), id="three days"),
        pytest.param("DTSTART:20270126\r\nDURATION:P2D", date(2027, 1, 26), date(2027, 1, 28), id="a length in days"),
        pytest.param(
            "DTSTART:20270126T000000Z\r\nDTEND:20270126T013000Z",
            at("2027-01-26 11:00"),
            at("2027-01-26 12:30"),
            id="UTC becomes house time",
        ),
        pytest.param(
            "DTSTART;TZID=Australia/Perth:20270126T090000\r\nDURATION:PT1H30M",
            at("2027-01-26 12:00"),
            at("2027-01-26 13:30"),
            id="another zone becomes house time",
        ),
        pytest.param(
            'DTSTART;TZID="AUS Eastern Standard Time":20270126T090000',
            at("2027-01-26 09:00"),
            None,
            id="a zone as Outlook names it",
        ),
        pytest.param("DTSTART:20270126T090000", at("2027-01-26 09:00"), None, id="no zone is the house's"),
    ],
)
def test_when_it_is(entry, starts, ends):
    assert only(entry).times == (Times(starts, ends),)


def test_a_name_is_read_as_people_read_it():
    assert only("DTSTART:20270126\r\nSUMMARY:Labour Day\\, Victoria\\; all\r\n  of it").summary == (
        "Labour Day, Victoria; all of it"
    )


def test_a_repeat_comes_as_far_as_the_house_looks():
    days = [each.starts for each in only("DTSTART:20101225\r\nRRULE:FREQ=YEARLY").times]
    assert days == [date(2026, 12, 25), date(2027, 12, 25)]


@pytest.mark.parametrize("line", ["RECURRENCE-ID:99991231T235959Z", "RECURRENCE-ID;TZID=Asia/Tokyo:00010101T000000"])
def test_a_time_at_either_end_of_the_calendar_moves_nothing(line):
    [day, _strange] = read("UID:a\r\nDTSTART:20270126", f"UID:a\r\nDTSTART:20270127\r\n{line}")
    assert [each.starts for each in day.times] == [date(2027, 1, 26)]


def test_a_repeat_ends_where_it_says_in_any_zone():
    entry = "DTSTART;TZID=Australia/Melbourne:20260807T090000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260813T230000Z"
    assert [each.starts for each in only(entry).times] == [at("2026-08-07 09:00"), at("2026-08-14 09:00")]


def test_a_repeat_leaves_out_what_it_says():
    entry = "DTSTART:20101225\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20261225"
    assert [each.starts for each in only(entry).times] == [date(2027, 12, 25)]


def test_a_time_that_was_moved_is_there_once():
    repeat = "UID:a\r\nDTSTART:20101225\r\nRRULE:FREQ=YEARLY;COUNT=17"
    found = read(repeat, "UID:a\r\nRECURRENCE-ID:20261225\r\nDTSTART:20261228")
    assert [each.starts for one in found for each in one.times] == [date(2026, 12, 28)]


def test_a_long_leave_that_has_begun_counts():
    assert only("DTSTART:20260801\r\nDTEND:20260901").times == (Times(date(2026, 8, 1), date(2026, 9, 1)),)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("SUMMARY:x", "doesn’t say when"),
        ("DTSTART:20260805", "over already"),
        ("DTSTART:20290101", "further ahead"),
        ("DTSTART:20260230", "not in the calendar"),
        ("DTSTART:2026-09-01", "not written"),
        ("DTSTART:20260901T0900", "not written"),
        ("DTSTART;TZID=../../etc/passwd:20260901T090000", "doesn’t know"),
        ("DTSTART;TZID=/dev/zero:20260901T090000", "doesn’t know"),
        (f"DTSTART;TZID={'x' * 3000}:20260901T090000", "doesn’t know"),
        ("DTSTART:20260901\r\nDTEND:20260901T090000", "other way about"),
        ("DTSTART:20260902\r\nDTEND:20260901", "before it starts"),
        ("DTSTART:20260902\r\nDTEND", "not written"),
        ("DTSTART:20260901\r\nDTEND:99991231", "longer than a year"),
        ("DTSTART:99991231\r\nDURATION:P999W", "longer than a year"),
        ("DTSTART:20260901\r\nDURATION:P1Y", "How long"),
        ("DTSTART:20260901\r\nSTATUS:CANCELLED", "called off"),
        ("DTSTART:20260901T090000Z\r\nRRULE:FREQ=SECONDLY", "how it repeats"),
        ("DTSTART:20260901T090000Z\r\nRRULE:FREQ=DAILY;BYSECOND=0,1,2", "how it repeats"),
        ("DTSTART:20260901\r\nRRULE:FREQ=DAILY", "more often"),
        ("DTSTART:20260901\r\nRRULE:FREQ=YEARLY;COUNT=999999999999", "more often"),
        ("DTSTART:20000229\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "over already"),
        ("DTSTART:20260901\r\nRRULE:" + "X" * 3000, "how it repeats"),
        ("DTSTART:20260901\r\nRRULE:FREQ=YEARLY\r\nRRULE:FREQ=DAILY", "how it repeats"),
        ("DTSTART:20260901\r\nEXDATE:" + ",".join(["20260901"] * 250), "More stands"),
        ("DTSTART:20260901\r\n" + "EXDATE:20260901\r\n" * 500 + "X:y", "More stands"),
        ("DTSTART:20260901\r\nRDATE;VALUE=PERIOD:20260901T000000Z/PT1H", "not written"),
        ("DTSTART:20260901\r\nSUMMARY:" + "x\r\n " * 5000, "More stands"),
    ],
)
def test_what_is_not_understood_says_why(entry, words):
    assert words in trouble_words(only(entry).trouble)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "no entry", id="nothing"),
        pytest.param(b"hello", "no entry", id="no calendar"),
        pytest.param(b"BEGIN:VCARD\nEND:VCARD", "not a calendar", id="a card"),
        pytest.param(calendar(), "no entry", id="an empty one"),
        pytest.param(b"\xff\xfe" + "BEGIN:VCALENDAR".encode("utf-16-le"), "letters", id="other letters"),
        pytest.param(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "in the middle", id="half of one"),
        pytest.param(b"BEGIN:VCALENDAR\nEND:VEVENT\n", "muddled", id="ends that never began"),
        pytest.param(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50_000, "inside one another", id="nesting"),
        pytest.param(calendar(*["X:y"] * 401), "more than 400", id="many entries"),
        pytest.param(b"\n" * 900_000, "more lines", id="many lines"),
        pytest.param(b"x" * (MOST_BYTES + 1), "1 MB", id="a large one"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with pytest.raises(BadCalendar) as refused:
        read_events(content)
    assert words in trouble_words(refused.value.trouble)


def test_each_trouble_has_its_words():
    assert set(TROUBLES) == set(Trouble)
    assert len({str(words) for words in TROUBLES.values()}) == len(Trouble)


def test_only_so_many_repeats_are_worked_out():
    with mock.patch.object(ics_repeats, "starts_between", return_value=[]) as worked_out:
        read(*["DTSTART:20260901\r\nRRULE:FREQ=DAILY;COUNT=366"] * 400)
    assert worked_out.call_count == ics_times.MOST_REPEATS


def test_what_stands_in_an_alarm_is_not_the_entrys():
    entry = "DTSTART:20260901\r\nBEGIN:VALARM\r\nSUMMARY:Bleep\r\nDURATION:PT5M\r\nEND:VALARM\r\nSUMMARY:Show day"
    assert only(entry).summary == "Show day"


@pytest.mark.parametrize(
    ("times", "picks"),
    [
        (Times(date(2026, 9, 1), date(2026, 9, 3)), [Pick(date(2026, 9, n), date(2026, 9, n)) for n in (1, 2)]),
        (Times(at("2026-09-01 09:00"), at("2026-09-01 17:00")), ["2026-09-01/2026-09-01 09:00-17:00"]),
        (Times(at("2026-09-01 22:00"), at("2026-09-02 06:00")), ["2026-09-01/2026-09-01 22:00-06:00"]),
        (Times(at("2026-09-01 22:00"), at("2026-09-01 22:00")), ["2026-09-01/2026-09-01 22:00-"]),
        (Times(at("2026-09-01 22:00"), at("2026-09-02 00:00")), ["2026-09-01/2026-09-01 22:00-00:00"]),
        (Times(at("2026-09-01 09:00"), None), ["2026-09-01/2026-09-01 09:00-"]),
    ],
)
def test_lines_of_the_diary(times, picks):
    assert list(diary_picks(times, "")) == [read_pick(each) if isinstance(each, str) else each for each in picks]


@pytest.mark.parametrize(
    ("times", "sent"),
    [
        (Times(date(2026, 9, 1), date(2026, 9, 3)), "2026-09-01/2026-09-02 -"),
        (Times(at("2026-09-01 22:00"), at("2026-09-02 06:00")), "2026-09-01/2026-09-01 22:00-06:00"),
        (Times(at("2026-09-01 09:00"), at("2026-09-04 17:00")), "2026-09-01/2026-09-04 -"),
        (Times(at("2026-09-01 00:00"), at("2026-09-02 00:00")), "2026-09-01/2026-09-01 -"),
    ],
)
def test_days_and_hours_off(times, sent):
    pick = leave_pick(times)
    assert (pick.sent, read_pick(sent)) == (sent, pick)


def test_leave_that_never_ends_is_not_taken():
    with pytest.raises(Unread, match=Trouble.no_end):
        leave_pick(Times(at("2026-09-01 09:00"), None))


@pytest.mark.parametrize(
    "sent", ["", "x", "2026-09-01", "2026-09-02/2026-09-01 -", "2026-09-01/9999-12-31 -", "2026-09-31/2026-10-01 -"]
)
def test_a_tick_that_no_page_of_ours_had_is_none(sent):
    assert read_pick(sent) is None


def test_a_tick_with_an_end_alone_is_none():
    assert read_pick("2026-09-01/2026-09-01 -09:00") is None
