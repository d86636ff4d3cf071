"""A calendar's bytes follow the rules of FEEDS A–F, one test a rule, read back by two readers of their own."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import StringIO

import pytest
from dateutil.tz import tzical
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from house.feeds.ical import Names, alone, assembled, fragment, sayable, strong_etag, tombstone
from house.feeds.kept import How, Renewed, renew
from house.when.entry import Entry

AROUND = date(2026, 4, 1)
OFF = "This calendar link was switched off"
DETAILS = ["full", "quiet", "busy"]
NAMES = Names("The house, all of us", "Australia/Melbourne", "house.example", "https://home.example/under", "a secret")
WRITTEN = datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC)
ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\\\\\\;,:\"'Nn \t\r\n\x00\x07\x1b\x7f\x85\x9f\u2028\u2029\ud83d")
) | st.sampled_from(
    ["👩🏽‍🔧" * 60, "שלום עולם، مرحبا " * 12, "¯\\_(ツ)_/¯" * 20, "\\" * 200, "a" * 73 + "\\n", "e\u0301" * 200]
)


def at(*moment: int) -> datetime:
    """Say an instant in UTC."""
    return datetime(*moment, tzinfo=UTC)


SHIFT = Entry(
    key="shift-12",
    kind="shift",
    title="Evening with Ana; tea, cake",
    quiet_title="Shift",
    starts=at(2026, 3, 5, 8),
    ends=at(2026, 3, 5, 12),
    changed_at=WRITTEN,
    sequence=3,
    place="Kitchen",
    note="Bring: the key\nand a book",
    path="/rosters/shifts/12",
)
TURN = Entry(
    "turn-7", "turn", "Bins: Tom", "Chore", date(2026, 3, 6), date(2026, 3, 7), WRITTEN, path="/chores/turns/7"
)
MEETING = replace(SHIFT, key="meeting-3", kind="meeting", starts=at(2026, 4, 4, 14, 30), ends=at(2026, 4, 4, 20))
CALLED_OFF = replace(MEETING, key="meeting-4", is_called_off=True, title="Ünïcode 🎉 " * 15)
HOUSE = [MEETING, SHIFT, CALLED_OFF, TURN]


def test_the_bytes_are_utf8_without_a_mark():
    assert body().decode("utf-8").startswith("BEGIN:VCALENDAR")


def test_every_line_ends_in_crlf_and_the_last_one_too():
    assert body().endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", body())


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
@example("a" * 66 + "\\" * 9)
def test_no_line_is_longer_than_75_octets(text):
    assert max(map(len, physical_lines(text))) <= 75


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
@example("x" + "ツ" * 40)
@example("xy" + "ツ" * 40)
@example("xyz" + "🎉" * 40)
def test_a_fold_never_cuts_a_character(text):
    for line in physical_lines(text):
        line.decode("utf-8")


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
@example("x" + "\\" * 90)
@example("xx" + "\\" * 90)
@example("a" * 66 + "\\N")
@example("a" * 66 + ";")
def test_a_fold_never_parts_a_backslash_from_what_it_escapes(text):
    for line in physical_lines(text):
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
@example("a" + " " * 300 + "b")
@example("a\n \n \t\n" * 40)
def test_no_line_is_blank_and_none_holds_a_control_character(text):
    for line in physical_lines(text):
        assert line.strip(b" \t")
        assert not any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in line.decode())


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_every_line_follows_the_grammar_of_content_lines(text):
    value = r'(?:"[^"\x00-\x08\n-\x1f]*"|[^";:,\x00-\x08\n-\x1f]*)'
    for line in unfolded(with_text(text)):
        assert re.fullmatch(rf"[A-Z0-9-]+(;[A-Z0-9-]+={value}(,{value})*)*:[^\x00-\x08\n-\x1f\x7f]*", line), line


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
@example("C:\\New \\n \\, \\; \\\\ a;b,c")
def test_text_is_escaped_once_and_reads_back_as_it_was(text):
    [event] = events(with_text(text))
    assert unescaped(event["LOCATION"]) == one_line("in " + text)
    assert unescaped(event["DESCRIPTION"]) == readable("note: " + text) + "\n\nhttps://home.example/under/x"


def test_text_holds_nothing_that_is_not_said():
    assert not re.search(rb"None|undefined|<[a-z]", body())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BEGIN:VCALENDAR", "one calendar (B1)"),
        ("END:VCALENDAR", "one calendar (B1)"),
        ("VERSION:2.0", "RFC 5545 §3.7.4 (B2)"),
        ("PRODID:-//the house//calendar link//EN", "RFC 5545 §3.7.3 (B2)"),
        ("CALSCALE:GREGORIAN", "RFC 5545 §3.7.1"),
        (r"NAME:The house\, all of us", "RFC 7986 §5.1 (B4)"),
        (r"X-WR-CALNAME:The house\, all of us", "what Apple and Google read (B4)"),
        ("REFRESH-INTERVAL;VALUE=DURATION:PT4H", "RFC 7986 §5.7 requires VALUE (B5)"),
        ("X-PUBLISHED-TTL:PT4H", "what Outlook reads (B5)"),
        ("X-WR-TIMEZONE:Australia/Melbourne", "what Google reads (B8)"),
    ],
)
def test_the_calendar_says_once(line, reason):
    assert unfolded(body()).count(line) == 1, reason


def test_all_calendar_properties_stand_before_the_components():
    told = "\n".join(unfolded(body()))
    for component in ("VTIMEZONE", "VEVENT"):
        told = re.sub(rf"BEGIN:{component}\n.*?END:{component}\n", "<component>", told, flags=re.DOTALL)
    assert re.fullmatch(r"BEGIN:VCALENDAR\n([A-Z-]+[:;].*\n)+(<component>)+END:VCALENDAR", told)


def test_components_are_nested_right_and_are_only_events_and_zones():
    opened, seen = [], set()
    for line in unfolded(body()):
        if line.startswith("BEGIN:"):
            opened.append(line[6:])
            seen.add("/".join(opened))
        elif line.startswith("END:"):
            assert opened.pop() == line[4:]
    assert opened == []
    zone = "VCALENDAR/VTIMEZONE"
    assert seen == {"VCALENDAR", "VCALENDAR/VEVENT", zone, f"{zone}/STANDARD", f"{zone}/DAYLIGHT"}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("METHOD", "PUBLISH would need an ORGANIZER (B3)"),
        ("ORGANIZER", "an address (B3)"),
        ("ATTENDEE", "an address (B3)"),
        ("REQUEST-STATUS", "not for a feed (B3)"),
        ("SOURCE", "it would hold the token (F3)"),
        ("CREATED", "nobody asked"),
        ("DURATION", "DTEND is there (D1)"),
        ("RRULE", "every occurrence is its own event (D8)"),
        ("EXDATE", "as above (D9)"),
        ("RDATE", "as above"),
        ("RECURRENCE-ID", "as above (D10)"),
        ("VALARM", "readers choose their own reminders (D11)"),
    ],
)
def test_the_calendar_never_says(name, reason):
    told = [line for line in unfolded(body()) if not line.startswith("RRULE:FREQ=YEARLY;BYMONTH=")]
    assert not any(re.match(rf"(BEGIN:)?{name}\b", line) for line in told), reason


def test_the_calendar_itself_has_no_uid():
    assert not any(line.startswith("UID") for line in head_lines())


def test_every_address_is_absolute_and_no_colour_is_said():
    assert {event["URL"].split("/under/")[0] for event in events(body())} == {"https://home.example"}
    assert not re.search(rb"COLOR|IMAGE|CONFERENCE", body())


def test_an_empty_calendar_keeps_its_zone():
    assert b"BEGIN:VTIMEZONE" in calendar([], "full", NAMES, AROUND).body


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
@example("x\rBEGIN:VALARM\r\nACTION:EMAIL")
def test_a_calendars_name_cannot_forge_lines(text):
    forged = assembled([], replace(NAMES, calendar=text), AROUND)
    assert len(unfolded(forged)) == len(unfolded(assembled([], NAMES, AROUND)))


@pytest.mark.parametrize("name", ["", " \n", "\x00\u2028"])
def test_a_calendar_without_a_name_is_called_calendar(name):
    assert "NAME:Calendar" in unfolded(assembled([], replace(NAMES, calendar=name), AROUND))


def test_each_zone_used_is_defined_once_before_it_is_used():
    told = unfolded(body())
    used = [index for index, line in enumerate(told) if ";TZID=Australia/Melbourne:" in line]
    assert [index for index, line in enumerate(told) if line == "TZID:Australia/Melbourne"] < used[:1]
    assert body().count(b"TZID:") == 1


def test_no_other_zone_is_used():
    assert set(re.findall(rb";TZID=([^:]*):", body())) == {b"Australia/Melbourne"}


def test_nothing_floats():
    for event in events(body()):
        for name in ("DTSTART", "DTEND"):
            assert event.params[name] in (";TZID=Australia/Melbourne", ";VALUE=DATE") or event[name].endswith("Z")


def test_a_zoned_time_is_not_also_utc():
    assert not re.search(rb"TZID=[^:]*:[0-9T]*Z", body())


def test_an_all_day_thing_is_a_date():
    assert times(TURN) == ("DTSTART;VALUE=DATE:20260306", "DTEND;VALUE=DATE:20260307")


def test_a_zone_that_no_rule_says_is_written_in_utc_and_still_defined():
    told = unfolded(calendar(HOUSE, "full", replace(NAMES, zone="Africa/Casablanca"), AROUND).body)
    assert "X-WR-TIMEZONE:UTC" in told
    assert told.count("TZID:UTC") == 1
    assert "DTSTART:20260305T080000Z" in told
    assert not any(";TZID=" in line for line in told)


def test_kept_fragments_of_such_a_zone_get_the_same_head():
    away = replace(NAMES, zone="Africa/Casablanca")
    assert assembled([], away, AROUND) == assembled([], sayable(away, AROUND), AROUND)


def test_sayable_names_keep_a_zone_that_a_rule_says():
    assert sayable(NAMES, AROUND) == NAMES


def test_each_event_says_each_thing_once():
    for event in events(body()):
        names = [name for name, _ in event.lines]
        assert len(names) == len(set(names))
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "CLASS"} <= set(names)


def test_the_stamps_are_when_it_last_changed_in_utc():
    [event] = events(calendar([SHIFT], "full", NAMES, AROUND).body)
    assert event["DTSTAMP"] == event["LAST-MODIFIED"] == "20260301T040506Z"


def test_every_event_counts_its_changes():
    assert [event["SEQUENCE"] for event in events(body())] == ["3", "0", "3", "3"]


@pytest.mark.parametrize(
    ("title", "quiet", "detail", "said", "reason"),
    [
        ("Tea", "Shift", "full", "Tea", "the whole title"),
        ("Tea", "Shift", "quiet", "Shift", "words that may be seen over a shoulder"),
        ("Tea", "Shift", "busy", "Busy", "nothing but the time"),
        ("", "Shift", "full", "Shift", "never empty (D4)"),
        ("\n\x00 ", "\u200b", "full", "Busy", "nothing that can be seen"),
        ("Tea", "", "quiet", "Busy", "never falls back to what says more"),
        (" Tea\n\twith\u2028 all\r\n", "", "full", "Tea with all", "one line"),
        ("a" * 255, "", "full", "a" * 255, "the longest that is kept"),
        ("a" * 256, "", "full", "a" * 254 + "…", "a longer one is cut (D4)"),
        ("a" * 253 + "e\u0301" * 9, "", "full", "a" * 253 + "…", "not between a letter and its accent"),
        ("a" * 252 + "👩🏽‍🔧" * 9, "", "full", "a" * 252 + "…", "not between the parts of one picture"),
        ("a" * 251 + "👩🏽‍🔧" * 9, "", "full", "a" * 251 + "…", "not after the joiner either"),
        ("\u0301" * 300, "", "full", "\u0301" * 127 + "…", "nor without end"),
    ],
)
def test_the_summary_is(title, quiet, detail, said, reason):
    [event] = events(fragment(replace(SHIFT, title=title, quiet_title=quiet), detail, NAMES))
    assert unescaped(event["SUMMARY"]) == said, reason


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_the_summary_is_never_empty_and_never_longer_than_255_characters(text):
    [event] = events(fragment(replace(SHIFT, title=text, quiet_title=""), "full", NAMES))
    assert 1 <= len(unescaped(event["SUMMARY"])) <= 255


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"ends": SHIFT.starts + timedelta(milliseconds=900)}, "over within a second (D5)"),
        ({"ends": datetime.max.replace(tzinfo=UTC)}, "after the last year that can be written"),
        ({"key": "shift 12"}, "a blank in its UID (D6)"),
        ({"key": "shift-12\r\nATTENDEE:x"}, "a forged line (D6)"),
        ({"key": ""}, "no UID (D6)"),
        ({"sequence": -1}, "counts down (D3)"),
        ({"title": None}, "None is not a text (A7)"),
    ],
)
def test_a_broken_entry_is_left_out_and_reported_and_the_rest_stays(bad, reason):
    broken = replace(SHIFT, **{"key": "shift-13", **bad})
    built = calendar([broken, *HOUSE], "full", NAMES, AROUND)
    assert (built.body, built.left_out) == (body(), (broken.key,)), reason


def test_a_uid_is_the_key_at_the_fixed_host():
    assert [event["UID"] for event in events(body())] == [
        "shift-12@house.example",
        "turn-7@house.example",
        "meeting-3@house.example",
        "meeting-4@house.example",
    ]


def test_the_same_key_twice_is_said_once():
    built = calendar([*HOUSE, replace(SHIFT, starts=at(2026, 3, 5, 9))], "full", NAMES, AROUND)
    assert (built.body, built.left_out) == (body(), ("shift-12",))


@pytest.mark.parametrize("host", ["", "house example", "house.example\r\nX:y", "a@b"])
def test_a_host_that_cannot_stand_in_a_uid_is_refused_at_once(host):
    with pytest.raises(ValueError, match="UID"):
        replace(NAMES, host=host)


@pytest.mark.parametrize(
    ("entry", "status", "transp", "reason"),
    [
        (SHIFT, "CONFIRMED", "OPAQUE", "takes its time"),
        (MEETING, "CONFIRMED", "OPAQUE", "takes its time"),
        (TURN, "CONFIRMED", "TRANSPARENT", "some time that day (D7)"),
        (replace(SHIFT, kind="turn"), "CONFIRMED", "TRANSPARENT", "a turn by a time of day (D7)"),
        (replace(TURN, kind="meeting"), "CONFIRMED", "TRANSPARENT", "all day (D7)"),
        (CALLED_OFF, "CANCELLED", "TRANSPARENT", "that time is free again"),
    ],
)
def test_status_and_whether_it_takes_time(entry, status, transp, reason):
    [event] = events(fragment(entry, "full", NAMES))
    assert (event["STATUS"], event["TRANSP"], event["CLASS"]) == (status, transp, "PRIVATE"), reason


@pytest.mark.parametrize(
    ("starts", "ends", "said", "reason"),
    [
        ((2026, 3, 5, 8), (2026, 3, 5, 12), ("20260305T190000", "20260305T230000"), "summer"),
        ((2026, 7, 5, 8), (2026, 7, 5, 12), ("20260705T180000", "20260705T220000"), "winter"),
        ((2026, 3, 5, 12), (2026, 3, 5, 20), ("20260305T230000", "20260306T070000"), "over midnight"),
        ((2026, 4, 4, 14, 59, 59), (2026, 4, 4, 20), ("20260405T015959", "20260405T060000"), "just before"),
        ((2026, 4, 4, 15), (2026, 4, 4, 20), ("20260404T150000Z", "20260404T200000Z"), "the doubled hour begins"),
        ((2026, 4, 4, 12), (2026, 4, 4, 15, 30), ("20260404T120000Z", "20260404T153000Z"), "ends in it, first time"),
        ((2026, 4, 4, 16), (2026, 4, 4, 20), ("20260404T160000Z", "20260404T200000Z"), "the doubled hour begins again"),
        ((2026, 4, 4, 16, 59, 59), (2026, 4, 4, 20), ("20260404T165959Z", "20260404T200000Z"), "its last second"),
        ((2026, 4, 4, 12), (2026, 4, 4, 16, 30), ("20260404T120000Z", "20260404T163000Z"), "ends in the second time"),
        ((2026, 4, 4, 17), (2026, 4, 4, 20), ("20260405T030000", "20260405T060000"), "just after it"),
        ((2026, 10, 3, 15), (2026, 10, 3, 16), ("20261004T010000", "20261004T030000"), "up to the gap"),
        ((2026, 10, 3, 12), (2026, 10, 3, 20), ("20261003T220000", "20261004T070000"), "over the gap"),
    ],
)
def test_times_are_said_on_the_houses_clock_unless_it_reads_the_same_twice(starts, ends, said, reason):
    entry = replace(SHIFT, starts=at(*starts), ends=at(*ends))
    zone = "" if said[0].endswith("Z") else ";TZID=Australia/Melbourne"
    assert times(entry) == (f"DTSTART{zone}:{said[0]}", f"DTEND{zone}:{said[1]}"), reason


@pytest.mark.parametrize(
    "zone",
    [
        pytest.param("Australia/Melbourne", id="an hour"),
        pytest.param("Australia/Lord_Howe", id="half an hour"),
        pytest.param("Europe/London", id="north of the equator"),
        pytest.param("Europe/Dublin", id="winter is the exception by law"),
        pytest.param("America/New_York", id="west of Greenwich"),
        pytest.param("Asia/Kolkata", id="no changes"),
        pytest.param("America/Sao_Paulo", id="no changes any more"),
        pytest.param("Africa/Casablanca", id="written in UTC"),
    ],
)
def test_every_instant_around_the_changes_of_the_clock_is_read_back(zone):
    entries = around_changes(zone)
    built = calendar(entries, "full", replace(NAMES, zone=zone), AROUND)
    assert built.left_out == ()
    assert instants(built.body) == {f"{entry.key}@house.example": (entry.starts, entry.ends) for entry in entries}


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("full", {"LOCATION", "DESCRIPTION", "URL"}),
        ("quiet", {"URL"}),
        ("busy", set()),
    ],
)
def test_place_and_note_are_said_in_full_detail_only(detail, said):
    [event] = events(fragment(SHIFT, detail, NAMES))
    assert {name for name, _ in event.lines} & {"LOCATION", "DESCRIPTION", "URL"} == said


@pytest.mark.parametrize("detail", ["quiet", "busy"])
def test_no_private_word_is_said_in_less_than_full_detail(detail):
    told = calendar(HOUSE, detail, NAMES, AROUND).body.decode()
    assert not re.search(r"Ana|Tom|Kitchen|book|Bins|tea", told)


def test_busy_tells_nothing_of_the_quiet_title_or_the_page():
    assert not re.search(rb"Shift|Chore|rosters|home\.example", calendar(HOUSE, "busy", NAMES, AROUND).body)


def test_a_detail_that_nobody_knows_is_refused_before_it_empties_the_calendar():
    with pytest.raises(KeyError, match="loud"):
        calendar(HOUSE, "loud", NAMES, AROUND)


@pytest.mark.parametrize(
    ("note", "path", "said", "reason"),
    [
        ("A key", "/x/1", "A key\n\nhttps://home.example/under/x/1", "Google does not show URL"),
        ("", "/x/1", "https://home.example/under/x/1", "the link alone"),
        ("A key", "", "A key", "the note alone"),
        ("", "", None, "nothing to say"),
        ("\n \x00", "", None, "nothing that can be read"),
    ],
)
def test_the_note_ends_with_the_link(note, path, said, reason):
    [event] = events(fragment(replace(SHIFT, note=note, path=path), "full", NAMES))
    assert (unescaped(event["DESCRIPTION"]) if "DESCRIPTION" in event else None) == said, reason


@pytest.mark.parametrize(
    ("path", "said", "reason"),
    [
        ("/x/1", "https://home.example/under/x/1", "absolute (B6)"),
        ("x/1?day=2026-03-01&a=b#c", "https://home.example/under/x/1?day=2026-03-01&a=b#c", "a query stays"),
        ("/x/ö b", "https://home.example/under/x/%C3%B6%20b", "a URI is ASCII without blanks"),
        ("/x\r\nATTENDEE:y", "https://home.example/under/x%0D%0AATTENDEE:y", "no forged line"),
        ("//elsewhere.example/", "https://home.example/under/elsewhere.example/", "never another host"),
        ("@elsewhere.example/", "https://home.example/under/@elsewhere.example/", "never another host"),
    ],
)
def test_the_link_is_absolute_and_at_home(path, said, reason):
    [event] = events(fragment(replace(SHIFT, path=path), "quiet", NAMES))
    assert event["URL"] == said, reason


@pytest.mark.parametrize("detail", DETAILS)
def test_icalendar_reads_it_without_an_error(detail):
    read = Calendar.from_ical(calendar(HOUSE, detail, NAMES, AROUND).body)
    assert [component.errors for component in read.walk() if component.errors] == []


def test_two_readers_see_the_same_events():
    ours = {event["UID"]: unescaped(event["SUMMARY"]) for event in events(body())}
    assert {str(event["UID"]): str(event["SUMMARY"]) for event in Calendar.from_ical(body()).events} == ours


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
@example("C:\\New \\n \\, \\; \\\\ a;b,c")
def test_two_readers_see_the_same_words(text):
    told = with_text(text)
    [ours], [theirs] = events(told), Calendar.from_ical(told).events
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        assert str(theirs[name]) == unescaped(ours[name])


@pytest.mark.parametrize("zone", ["Australia/Melbourne", "Europe/Dublin", "Africa/Casablanca"])
def test_two_readers_see_the_same_instants(zone):
    entries = around_changes(zone)
    read = Calendar.from_ical(calendar(entries, "full", replace(NAMES, zone=zone), AROUND).body)
    theirs = {str(event["UID"]): (event.start.astimezone(UTC), event.end.astimezone(UTC)) for event in read.events}
    assert theirs == {f"{entry.key}@house.example": (entry.starts, entry.ends) for entry in entries}


def test_the_same_entries_in_any_order_give_the_same_bytes():
    assert calendar(reversed(HOUSE), "full", NAMES, AROUND).body == body()


def test_entries_stand_in_order_of_time():
    assert [event["UID"].partition("@")[0] for event in events(body())] == [
        "shift-12",
        "turn-7",
        "meeting-3",
        "meeting-4",
    ]


def test_kept_fragments_join_to_the_same_bytes():
    kept = [fragment(entry, "full", sayable(NAMES, AROUND)) for entry in (SHIFT, TURN, MEETING, CALLED_OFF)]
    assert assembled(kept, NAMES, AROUND) == body()


def test_the_day_of_asking_changes_nothing_within_a_year():
    assert calendar(HOUSE, "full", NAMES, date(2026, 12, 31)).body == body()


def test_one_alone_is_a_whole_calendar_and_says_what_cannot_be_said():
    assert alone(SHIFT, "full", NAMES, AROUND) == calendar([SHIFT], "full", NAMES, AROUND).body
    with pytest.raises(ValueError, match="UID"):
        alone(replace(SHIFT, key="shift 12"), "full", NAMES, AROUND)


def test_a_fragment_is_one_event():
    assert fragment(SHIFT, "full", NAMES).startswith(b"BEGIN:VEVENT\r\n")
    assert fragment(SHIFT, "full", NAMES).endswith(b"\r\nEND:VEVENT\r\n")


def test_names_cannot_be_changed_under_kept_fragments():
    with pytest.raises(FrozenInstanceError):
        NAMES.zone = "UTC"


def test_a_strong_etag_is_quoted_and_of_these_bytes():
    assert strong_etag(b"x") == f'"{sha256(b"x").hexdigest()[:32]}"'


def test_a_tombstone_is_one_all_day_note_on_the_given_day():
    [event] = events(tombstone(NAMES, AROUND, OFF))
    assert event["SUMMARY"] == OFF
    assert (event["DTSTART"], event["DTEND"]) == ("20260401", "20260402")
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_tombstone_is_stamped_with_the_start_of_that_day_in_the_house():
    [event] = events(tombstone(NAMES, AROUND, OFF))
    assert event["DTSTAMP"] == event["LAST-MODIFIED"] == "20260331T130000Z"


def test_a_tombstone_keeps_its_uid_and_is_a_whole_calendar():
    told = tombstone(NAMES, AROUND, OFF)
    assert [event["UID"] for event in events(told)] == ["link-switched-off@house.example"]
    assert told.startswith(assembled([], NAMES, AROUND).removesuffix(b"END:VCALENDAR\r\n"))


class Read:
    """One event as read: its lines in order, and the value of each name."""

    def __init__(self, told: Iterable[str]) -> None:
        """Split each content line at its first colon outside quotes (RFC 5545 §3.1)."""
        split = [re.fullmatch(r'([A-Z0-9-]+)((?:;[^=]+=(?:"[^"]*"|[^":;]*))*):(.*)', line) for line in told]
        self.lines = [(found[1], found[3]) for found in split if found]
        self.params = {found[1]: found[2] for found in split if found}

    def __getitem__(self, name: str) -> str:
        return dict(self.lines)[name]

    def __contains__(self, name: str) -> bool:
        return name in dict(self.lines)


def calendar(entries: Iterable[Entry], detail: str, names: Names, around: date) -> Renewed:
    """Built as the house builds one that nobody has asked for yet."""
    return renew(entries, None, How(detail, "none", names, "tests"), around, WRITTEN)


def body() -> bytes:
    built = calendar(HOUSE, "full", NAMES, AROUND)
    assert built.left_out == ()
    return built.body


def with_text(text: str) -> bytes:
    entry = replace(SHIFT, title=text, quiet_title=text, place="in " + text, note="note: " + text, path="/x")
    return calendar([entry], "full", replace(NAMES, calendar=text), AROUND).body


def physical_lines(text: str) -> list[bytes]:
    return with_text(text).removesuffix(b"\r\n").split(b"\r\n")


def unfolded(told: bytes) -> list[str]:
    return told.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def head_lines() -> list[str]:
    told = unfolded(body())
    return told[1 : next(index for index, line in enumerate(told) if index and line.startswith("BEGIN:"))]


def events(told: bytes) -> list[Read]:
    found = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", "\n".join(unfolded(told)), re.DOTALL)
    return [Read(text.split("\n")) for text in found]


def times(entry: Entry) -> tuple[str, str]:
    told = unfolded(fragment(entry, "full", NAMES))
    [starts], [ends] = ([line for line in told if line.startswith(name)] for name in ("DTSTART", "DTEND"))
    return starts, ends


def unescaped(value: str) -> str:
    """Undo RFC 5545 §3.3.11 in one pass; anything else after a backslash, or bare, is an error."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)


def readable(text: str) -> str:
    """Say what of a text may be read: no controls, one blank at a time, every kind of line break as one."""
    text = text.replace("\r\n", "\n")
    text = "".join("\n" if char in "\r\n\v\f\x85\u2028\u2029" else char for char in text).replace("\t", " ")
    text = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"))
    return "\n".join(" ".join(filter(None, line.split(" "))) for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    return readable(text).replace("\n", " ")


def around_changes(zone: str) -> list[Entry]:
    """Start something every half hour, and end it 8 hours on, through each change of Melbourne's and of most others."""
    days = [(2026, 3, 8), (2026, 3, 29), (2026, 4, 4), (2026, 10, 3), (2026, 10, 25), (2026, 11, 1), (2027, 4, 3)]
    found = [at(*day) + timedelta(minutes=minutes) for day in days for minutes in range(0, 24 * 60, 30)]
    return [
        replace(SHIFT, key=f"shift-{number}", starts=starts, ends=starts + timedelta(hours=8))
        for number, starts in enumerate(found)
    ]


def instants(told: bytes) -> dict[str, tuple[datetime, datetime]]:
    text = "\n".join(unfolded(told))
    zones = tzical(StringIO(text))
    return {event["UID"]: (instant(event, "DTSTART", zones), instant(event, "DTEND", zones)) for event in events(told)}


def instant(event: Read, name: str, zones: tzical) -> datetime:
    if event[name].endswith("Z"):
        return datetime.strptime(event[name], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    zone = zones.get(event.params[name].removeprefix(";TZID="))
    return datetime.strptime(event[name], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
