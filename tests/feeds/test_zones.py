"""What calendar programs are told about a zone must be what its clocks do (FEEDS C4–C6)."""

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import StringIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from house.feeds.zones import timezone_block, writable_zone

AROUND = date(2026, 11, 23)
MELBOURNE = """\
BEGIN:VTIMEZONE
TZID:Australia/Melbourne
BEGIN:STANDARD
DTSTART:20080406T030000
TZOFFSETFROM:+1100
TZOFFSETTO:+1000
TZNAME:AEST
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20081005T020000
TZOFFSETFROM:+1000
TZOFFSETTO:+1100
TZNAME:AEDT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU
END:DAYLIGHT
END:VTIMEZONE
"""
CHANGING = [
    pytest.param("Australia/Melbourne", id="first Sundays, south of the equator"),
    pytest.param("Europe/London", id="last Sundays, changed at 01:00 UTC"),
    pytest.param("Australia/Lord_Howe", id="half an hour, and zones without letters"),
    pytest.param("America/New_York", id="a second Sunday, and west of Greenwich"),
    pytest.param("Pacific/Auckland", id="a first and a last Sunday"),
    pytest.param("Europe/Dublin", id="winter is the exception by law"),
]
STEADY = [
    pytest.param("Asia/Kolkata", id="half an hour, no changes since 1970"),
    pytest.param("America/Sao_Paulo", id="changes given up in 2019"),
    pytest.param("Europe/Istanbul", id="stopped on summer time"),
    pytest.param("UTC", id="what the others fall back to"),
]
DAYS_READ = [date(2026, 1, 1), AROUND, date(2026, 12, 31), date(2031, 7, 1)]


def test_melbourne_gets_exactly_the_settled_block():
    assert said("Australia/Melbourne").decode() == MELBOURNE.replace("\n", "\r\n")


@pytest.mark.parametrize("around", DAYS_READ, ids=str)
@pytest.mark.parametrize("name", CHANGING + STEADY)
def test_the_offset_is_right_a_second_before_and_after_every_change(name, around):
    read, zone = onsets(said(name, around)), ZoneInfo(name)
    for moment in seconds_to_ask(name, around):
        assert offset_at(read, moment) == moment.astimezone(zone).utcoffset(), moment


@pytest.mark.parametrize("name", CHANGING + STEADY)
def test_another_program_reads_the_same_clock(name):
    read, zone = tzical(StringIO(said(name).decode())).get(name), ZoneInfo(name)
    for moment in seconds_to_ask(name, AROUND):
        assert moment.astimezone(read).replace(tzinfo=None) == moment.astimezone(zone).replace(tzinfo=None)


@pytest.mark.parametrize("name", CHANGING)
def test_a_changing_zone_has_one_standard_and_one_daylight_part(name):
    assert sorted(kind for kind, _ in parts(said(name))) == ["DAYLIGHT", "STANDARD"]


@pytest.mark.parametrize("name", STEADY)
def test_a_steady_zone_has_one_standard_part_and_no_rule(name):
    [(kind, properties)] = parts(said(name))
    assert kind == "STANDARD"
    assert "RRULE" not in properties


@pytest.mark.parametrize("name", CHANGING + STEADY)
def test_each_part_has_a_local_start_both_offsets_and_a_name(name):
    for _, properties in parts(said(name)):
        assert re.fullmatch(r"\d{8}T\d{6}", properties["DTSTART"])
        assert re.fullmatch(r"[+-]\d{4}", properties["TZOFFSETFROM"])
        assert re.fullmatch(r"[+-]\d{4}", properties["TZOFFSETTO"])
        assert properties["TZNAME"]


@pytest.mark.parametrize("name", CHANGING)
def test_the_rule_in_force_is_open_and_says_month_and_weekday(name):
    for _, properties in parts(said(name)):
        assert re.fullmatch(r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)", properties["RRULE"])


@pytest.mark.parametrize("name", CHANGING)
def test_each_part_starts_on_the_first_day_of_its_own_rule(name):
    for _, properties in parts(said(name)):
        starts = datetime.fromisoformat(properties["DTSTART"])
        assert rrulestr(properties["RRULE"], dtstart=starts)[0] == starts


@pytest.mark.parametrize("name", CHANGING)
def test_the_rules_are_right_for_every_year_since_they_start(name):
    read, zone = onsets(said(name)), ZoneInfo(name)
    first, last = read[0][0] + timedelta(days=1), datetime(2031, 12, 31, tzinfo=UTC)
    for day in range((last - first).days):
        moment = first + timedelta(days=day)
        assert offset_at(read, moment) == moment.astimezone(zone).utcoffset(), moment


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        pytest.param("Australia/Melbourne", ["20080406T030000", "20081005T020000"], id="summer was lengthened in 2008"),
        pytest.param("Europe/London", ["19960331T010000", "19961027T020000"], id="autumn goes by October since 1996"),
        pytest.param("America/New_York", ["20070311T020000", "20071104T020000"], id="the Energy Policy Act, from 2007"),
        pytest.param("Pacific/Auckland", ["20080406T030000", "20080928T020000"], id="lengthened from spring 2007"),
        pytest.param("America/Sao_Paulo", ["20190217T000000"], id="its last change"),
        pytest.param("Asia/Kolkata", ["19700101T000000"], id="nothing changed since 1970"),
        pytest.param("America/Boa_Vista", ["20001015T000000"], id="its last summer time was given up after a week"),
        pytest.param("Africa/Monrovia", ["19720107T000000"], id="from an offset with seconds"),
    ],
)
def test_a_zone_starts_where_what_it_says_began_to_hold(name, starts):
    assert [properties["DTSTART"] for _, properties in parts(said(name))] == starts


def test_an_offset_with_seconds_keeps_them():
    assert parts(said("Africa/Monrovia"))[0][1]["TZOFFSETFROM"] == "-004430"


def test_the_later_clock_is_daylight_also_in_dublin():
    assert {kind: properties["TZNAME"] for kind, properties in parts(said("Europe/Dublin"))} == {
        "DAYLIGHT": "IST",
        "STANDARD": "GMT",
    }


@pytest.mark.parametrize(
    ("name", "around"),
    [
        pytest.param("Africa/Casablanca", AROUND, id="follows the moon: back an hour in Ramadan"),
        pytest.param("America/Santiago", AROUND, id="the Sunday after the first Saturday, on the 2nd to the 8th"),
        pytest.param("Asia/Jerusalem", AROUND, id="the Friday before the last Sunday"),
        pytest.param("America/Sao_Paulo", date(2020, 6, 1), id="a change still in reach, then none"),
        pytest.param("Australia/Melbourne", date(2009, 6, 1), id="an old rule is still in reach"),
        pytest.param("GMT", AROUND, id="a name that puts some programs an hour off"),
        pytest.param("EST5EDT", AROUND, id="not a place"),
    ],
)
def test_what_no_yearly_rule_says_is_written_in_utc(name, around):
    assert timezone_block(name, around) is None
    assert writable_zone(name, around) == "UTC"


def test_what_a_yearly_rule_says_is_written_on_the_houses_clock():
    assert writable_zone("Australia/Melbourne", AROUND) == "Australia/Melbourne"


@pytest.mark.parametrize("name", CHANGING + STEADY)
def test_the_block_stays_the_same_all_year(name):
    assert said(name, date(2026, 1, 1)) == said(name, date(2026, 12, 31))


def test_melbournes_block_stays_the_same_for_decades():
    assert {timezone_block("Australia/Melbourne", date(year, 6, 1)) for year in range(2010, 2050)} == {
        MELBOURNE.replace("\n", "\r\n").encode()
    }


@pytest.mark.parametrize("name", CHANGING + STEADY)
def test_the_block_is_short_ascii_lines(name):
    *lines, rest = said(name).decode("ascii").split("\r\n")
    assert rest == ""
    assert all(0 < len(line) <= 75 for line in lines)


def said(name: str, around: date = AROUND) -> bytes:
    block = timezone_block(name, around)
    assert block is not None
    return block


def parts(block: bytes) -> list[tuple[str, dict[str, str]]]:
    """Read the parts of a block, in its order."""
    found = re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1", block.decode(), re.DOTALL)
    return [(kind, dict(line.split(":", 1) for line in text.splitlines())) for kind, text in found]


def onsets(block: bytes) -> list[tuple[datetime, timedelta, timedelta]]:
    """Read a block as RFC 5545 §3.6.5 says: an onset is local time in the offset that ends there."""
    found = []
    for _, properties in parts(block):
        starts = datetime.fromisoformat(properties["DTSTART"])
        before, after = minutes(properties["TZOFFSETFROM"]), minutes(properties["TZOFFSETTO"])
        rule = rrulestr(properties.get("RRULE", "FREQ=YEARLY;COUNT=1"), dtstart=starts)
        walls = rule.between(starts, starts.replace(year=2040), inc=True)
        found += [((wall - before).replace(tzinfo=UTC), before, after) for wall in walls]
    return sorted(found)


def minutes(offset: str) -> timedelta:
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return -size if offset[0] == "-" else size


def offset_at(read: list[tuple[datetime, timedelta, timedelta]], moment: datetime) -> timedelta:
    return next((after for at, _, after in reversed(read) if at <= moment), read[0][1])


@cache
def seconds_to_ask(name: str, around: date) -> list[datetime]:
    """Find every change from 15 months before to 5 years after by brute force; also ask twice a month."""
    zone = ZoneInfo(name)
    first = datetime(around.year, around.month, 1, tzinfo=UTC) - timedelta(days=457)
    marks = [first + timedelta(hours=hours) for hours in range(0, 24 * (457 + 1827 + 31), 6)]
    asked = marks[::60]
    for left, right in pairwise(marks):
        if left.astimezone(zone).utcoffset() != (offset := right.astimezone(zone).utcoffset()):
            minutes_between = (left + timedelta(minutes=minute) for minute in range(361))
            at = next(moment for moment in minutes_between if moment.astimezone(zone).utcoffset() == offset)
            asked += [at - timedelta(seconds=1), at, at + timedelta(seconds=1)]
    return asked
