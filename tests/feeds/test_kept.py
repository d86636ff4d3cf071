"""What a reader sees as before keeps its bytes and its stamps; what they see differently gets new ones (P1–P4)."""

import gc
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from house.feeds import kept as keeping
from house.feeds.ical import Names
from house.feeds.kept import How, Renewed, read_kept, renew
from house.when.entry import Entry

AROUND = date(2026, 8, 1)
NAMES = Names("Home", "Australia/Melbourne", "house.example", "https://home.example", "a secret")
FULL = How("full", "none", NAMES, "one")
WRITTEN = datetime(2026, 8, 1, 4, 5, 6, tzinfo=UTC)
NOW, LATER = datetime(2026, 8, 6, 7, tzinfo=UTC), datetime(2026, 8, 6, 9, 30, tzinfo=UTC)
MEETING = Entry(
    key="meeting-3",
    kind="meeting",
    title="House meeting",
    quiet_title="A meeting",
    starts=datetime(2026, 8, 12, 9, tzinfo=UTC),
    ends=datetime(2026, 8, 12, 10, tzinfo=UTC),
    changed_at=WRITTEN,
    sequence=2,
    place="Kitchen",
    path="/meetings/3",
)
TURN = Entry("turn-7", "turn", "Chore: bins", "A small job", date(2026, 8, 7), date(2026, 8, 8), WRITTEN)
HOUSE = [MEETING, TURN]


def first(entries=HOUSE, how=FULL) -> Renewed:
    return renew(entries, None, how, AROUND, NOW)


def again(before: Renewed, entries, how=FULL, now=LATER) -> Renewed:
    """As it is done: what was kept is stored, read back, and renewed."""
    return renew(entries, read_kept(before.kept.as_text(), before.body), how, AROUND, now)


def stamps(renewed: Renewed, key="meeting-3") -> tuple[datetime, int]:
    [event] = [each for each in Calendar.from_ical(renewed.body).events if str(each["UID"]).startswith(f"{key}@")]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
    return event["LAST-MODIFIED"].dt, event["SEQUENCE"]


def test_at_first_the_stamps_are_those_of_the_house():
    assert stamps(first()) == (WRITTEN, 2)


def test_what_is_stored_reads_back_as_it_was():
    assert read_kept(first().kept.as_text(), first().body) == first().kept


def test_what_nobody_changed_keeps_its_bytes():
    assert again(first(), [TURN, MEETING]) == first()


def test_a_change_that_this_reader_cannot_see_moves_nothing():
    moved = [replace(each, changed_at=NOW, sequence=9, is_mine=True) for each in HOUSE]
    assert again(first(), moved).body == first().body


@pytest.mark.parametrize("detail", ["quiet", "busy"])
def test_words_that_a_reader_is_not_told_move_nothing(detail):
    how = replace(FULL, detail=detail)
    renamed = replace(MEETING, title="Something else", place="Garden", note="Bring a cup")
    assert again(first(how=how), [renamed, TURN], how).body == first(how=how).body


@pytest.mark.parametrize(
    ("change", "sequence", "reason"),
    [
        ({"title": "Meeting with cake"}, 2, "its words (P1), and no SEQUENCE for them (P2)"),
        ({"place": "Garden"}, 2, "its place"),
        ({"note": "Bring a cup"}, 2, "its note"),
        ({"path": "/meetings/4"}, 2, "its page"),
        ({"starts": MEETING.starts - timedelta(hours=1)}, 3, "its start (P2)"),
        ({"ends": MEETING.ends + timedelta(hours=1)}, 3, "its end (P2)"),
        ({"is_called_off": True}, 3, "that it is off (P2)"),
        ({"starts": MEETING.starts - timedelta(hours=1), "sequence": 7}, 7, "as far as the house has counted"),
    ],
)
def test_a_change_that_a_reader_sees_moves_the_stamps_of_that_entry_alone(change, sequence, reason):
    before = first()
    after = again(before, [replace(MEETING, **change), TURN])
    assert stamps(after) == (LATER, sequence), reason
    assert stamps(after, "turn-7") == stamps(before, "turn-7")


def test_a_change_that_reads_the_same_moves_nothing():
    before = first()
    assert again(before, [replace(MEETING, title="House  meeting\x00"), TURN]).body == before.body


def test_two_changes_in_one_second_have_stamps_of_their_own():
    one = again(first(), [replace(MEETING, title="One"), TURN], now=LATER)
    two = again(one, [replace(MEETING, title="Two"), TURN], now=LATER)
    assert stamps(two)[0] > stamps(one)[0]


def test_what_comes_into_sight_is_as_new_as_that():
    assert stamps(again(first([TURN]), HOUSE)) == (LATER, 2)


def test_what_comes_back_counts_on():
    gone = again(first(), [TURN])
    assert stamps(again(gone, [replace(MEETING, sequence=0), TURN]))[1] > stamps(first())[1]


def test_what_has_left_is_kept_no_longer():
    assert set(again(first(), [TURN]).kept.parts) == {"turn-7"}


def test_another_address_of_the_house_changes_links_and_no_stamps():
    elsewhere = replace(FULL, names=replace(NAMES, base_url="http://192.168.1.5:8000"))
    after = again(first(), HOUSE, elsewhere)
    assert b"192.168.1.5" in after.body
    assert stamps(after) == stamps(first())


def test_another_version_of_the_program_that_says_the_same_moves_nothing():
    assert again(first(), HOUSE, replace(FULL, made_by="two")).body == first().body


def test_full_names_that_are_taken_back_move_the_stamps():
    assert stamps(again(first(), HOUSE, replace(FULL, detail="quiet"))) == (LATER, 2)


def test_a_broken_entry_is_left_out_and_told_and_comes_when_it_is_mended():
    broken = replace(MEETING, ends=MEETING.starts + timedelta(milliseconds=1))
    without = again(first(), [broken, TURN])
    assert (without.left_out, set(without.kept.parts)) == (("meeting-3",), {"turn-7"})
    assert len(Calendar.from_ical(without.body).events) == 1
    assert again(without, HOUSE).left_out == ()


def test_of_two_with_one_key_one_is_said():
    assert first([*HOUSE, replace(TURN, title="Again")]).left_out == ("turn-7",)


def test_one_change_among_many_writes_one_entry(monkeypatch):
    many = [replace(TURN, key=f"turn-{number}") for number in range(500)]
    before, written, fragment = first(many), [], keeping.fragment
    monkeypatch.setattr(keeping, "fragment", lambda entry, *how: written.append(entry.key) or fragment(entry, *how))
    again(before, [*many[:-1], replace(many[-1], title="Changed")])
    assert set(written) == {"turn-499"}


@pytest.mark.parametrize(
    ("reminder", "entry", "trigger", "reason"),
    [
        ("10 minutes", MEETING, timedelta(minutes=-10), "before it begins"),
        ("1 hour", MEETING, timedelta(hours=-1), "before it begins"),
        ("the evening before", MEETING, timedelta(hours=-25), "6pm the day before, for one at 7pm"),
        ("the evening before", TURN, timedelta(hours=-6), "6pm the day before, for one that is all day"),
        (
            "the evening before",
            replace(MEETING, starts=datetime(2026, 10, 3, 23, tzinfo=UTC), ends=datetime(2026, 10, 4, tzinfo=UTC)),
            timedelta(hours=-15),
            "6pm to 10am in a night that is an hour short",
        ),
        ("10 minutes", TURN, None, "ten to midnight is no help"),
        ("1 hour", replace(MEETING, is_called_off=True), None, "it is off"),
        ("none", MEETING, None, "nobody asked"),
    ],
)
def test_a_reminder_rings(reminder, entry, trigger, reason):
    [event] = Calendar.from_ical(first([entry], replace(FULL, reminder=reminder)).body).events
    alarms = [(str(each["ACTION"]), str(each["DESCRIPTION"]), each["TRIGGER"].dt) for each in event.walk("VALARM")]
    assert alarms == ([("DISPLAY", str(event["SUMMARY"]), trigger)] if trigger else []), reason


def test_a_reminder_says_no_more_than_its_title():
    body = first(how=How("busy", "1 hour", NAMES, "one")).body
    assert b"VALARM" in body and b"meeting" not in body.replace(b"meeting-3@", b"")


@pytest.mark.parametrize("detail", ["full", "quiet"])
def test_another_uid_is_written_anew(detail):
    how = replace(FULL, detail=detail)
    renewed = again(first(how=how), [replace(MEETING, uid="of-nothing"), TURN], how)
    assert {str(each["UID"]) for each in Calendar.from_ical(renewed.body).events} == {
        *("of-nothing@house.example", "turn-7@house.example")
    }


def test_another_uid_is_written_anew_where_only_busy_is_said():
    how = replace(FULL, detail="busy")
    before = first(how=how)
    renewed = again(before, [replace(MEETING, uid="of-nothing"), TURN], how)
    was, uids = ([str(each["UID"]) for each in Calendar.from_ical(one.body).events] for one in (before, renewed))
    assert len(set(was) & set(uids)) == 1 and len(set(was) | set(uids)) == 3


@pytest.mark.parametrize("looks", [True, False])
def test_python_looks_for_what_to_throw_away_afterwards_as_it_did_before(looks):
    try:
        (gc.enable if looks else gc.disable)()
        first()
        assert gc.isenabled() is looks
    finally:
        gc.enable()


def test_what_lasts_all_day_comes_before_what_begins_at_its_first_moment():
    midnight = datetime(2026, 8, 7, tzinfo=UTC)
    timed = replace(MEETING, key="a-meeting", starts=midnight, ends=midnight + timedelta(hours=1))
    said = [str(each["UID"]) for each in Calendar.from_ical(first([timed, TURN]).body).events]
    assert said == ["turn-7@house.example", "a-meeting@house.example"]


def test_without_a_secret_nothing_is_said_as_busy():
    how = How("busy", "none", replace(NAMES, secret=""), "one")
    assert first(how=how).left_out == ("meeting-3", "turn-7")


def test_with_another_secret_every_uid_is_another():
    how, other = (How("busy", "none", replace(NAMES, secret=secret), "one") for secret in ("one", "two"))
    before = first(how=how)
    was, uids = (
        {str(each["UID"]) for each in Calendar.from_ical(one.body).events}
        for one in (before, again(before, HOUSE, other))
    )
    assert len(was) == len(uids) == 2 and not was & uids
