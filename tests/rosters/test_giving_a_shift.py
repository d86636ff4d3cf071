"""A coordinator puts a shift on the roster, given to somebody or open."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from house import clock
from house.rosters import acts
from house.rosters.models import Segment, Shift, ShiftStatus
from house.rosters.plan import ShiftKind
from house.trust.models import Change
from tests.rosters.plans import wall

NEW = "/rosters/shifts/new"
FIELDS = {"kind": "day", "day": "2026-08-07", "from_time": "09:00", "to_time": "17:00"}


def test_a_given_shift_waits_for_its_worker(give, stands, worker):
    shift = stands(give("2026-08-07", "09:00-17:00", worker, confirmed=False))
    assert (shift.status, shift.worker_id) == (ShiftStatus.given, worker.person_id)


def test_a_shift_without_anybody_is_open(give, stands):
    assert stands(give("2026-08-07", "09:00-17:00", None)).status is ShiftStatus.open


@pytest.mark.parametrize(
    ("day", "minutes", "why"),
    [
        ("2026-10-03", 420, "the clocks go forward"),
        ("2026-04-04", 540, "they go back"),
        ("2026-08-07", 480, "they stay"),
    ],
)
def test_a_night_is_stored_as_long_as_it_is(give, segments, worker, at, day, minutes, why):
    at("2026-04-01 12:00")
    [(_kind, starts_at, ends_at)] = segments(give(day, "22:00-06:00", worker, ShiftKind.active_night))
    assert (ends_at - starts_at).total_seconds() / 60 == minutes, why


def test_a_shift_spans_its_segments(give, stands, worker):
    shift = stands(give("2026-08-07", "14:00-10:00", worker, ShiftKind.sleepover))
    assert (shift.starts_at, shift.ends_at) == (wall("2026-08-07 14:00"), wall("2026-08-08 10:00"))


def test_it_is_written_who_made_it(give, inside, worker, coordinator):
    shift_id = give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    with inside() as session:
        [made] = session.scalars(sa.select(Change).where(Change.kind == "shift", Change.thing_id == shift_id))
    assert (made.action, made.actor_id) == ("made", coordinator.person_id)


@pytest.mark.parametrize("who", ["resident", "living_worker", "departed", "outsider", "coordinator"])
def test_only_a_worker_of_this_house_is_given_a_shift(give, request, who):
    with pytest.raises(acts.NotAWorkerHere):
        give("2026-08-07", "09:00-17:00", request.getfixturevalue(who))


def test_time_that_has_passed_is_not_planned(give, worker):
    with pytest.raises(acts.ShiftOver):
        give("2026-08-06", "09:00-17:00", worker)


def test_a_shift_that_has_begun_can_still_be_given(give, stands, worker):
    assert stands(give("2026-08-06", "16:00-22:00", worker)).status is ShiftStatus.confirmed


DAY, ON_CALL, SLEEP = ShiftKind.day, ShiftKind.on_call, ShiftKind.sleepover


@pytest.mark.parametrize(
    ("first", "second", "clash", "why"),
    [
        (("09:00-17:00", DAY), ("16:59-22:00", DAY), True, "a minute shared"),
        (("09:00-17:00", DAY), ("17:00-22:00", DAY), False, "one begins as the other ends"),
        (("17:00-22:00", DAY), ("09:00-17:00", DAY), False, "one ends as the other begins"),
        (("09:00-17:00", DAY), ("10:00-11:00", DAY), True, "one inside the other"),
        (("10:00-11:00", DAY), ("09:00-17:00", DAY), True, "one around the other"),
        (("22:00-06:00", SLEEP), ("23:00-01:00", DAY), True, "asleep here is here"),
        (("09:00-17:00", DAY), ("09:00-17:00", ON_CALL), False, "on call beside it is allowed"),
        (("09:00-17:00", ON_CALL), ("09:00-17:00", DAY), False, "and the other way round"),
        (("09:00-17:00", ON_CALL), ("09:00-17:00", ON_CALL), False, "on call twice harms nobody"),
    ],
)
def test_nobody_is_here_twice_at_once(give, worker, first, second, clash, why):
    give("2026-08-07", first[0], worker, first[1], confirmed=False)
    try:
        give("2026-08-07", second[0], worker, second[1], confirmed=False)
        clashed = False
    except acts.ShiftOverlap:
        clashed = True
    assert clashed is clash, why


def test_an_overlap_across_midnight_is_seen_from_the_next_day(give, worker):
    give("2026-08-07", "22:00-06:00", worker, SLEEP)
    with pytest.raises(acts.ShiftOverlap):
        give("2026-08-08", "05:00-09:00", worker)


def test_an_overlap_names_the_other_time(give, worker):
    give("2026-08-07", "09:00-17:00", worker)
    with pytest.raises(acts.ShiftOverlap) as overlap:
        give("2026-08-07", "16:00-22:00", worker)
    assert (overlap.value.other.start, overlap.value.other.end) == (wall("2026-08-07 09:00"), wall("2026-08-07 17:00"))


def test_somebody_else_may_be_here_then_too(give, worker, other_worker):
    give("2026-08-07", "09:00-17:00", worker)
    assert give("2026-08-07", "09:00-17:00", other_worker)


def test_a_called_off_shift_is_in_nobodys_way(give, inside, worker, coordinator):
    with inside() as session:
        shift = session.get_one(Shift, give("2026-08-07", "09:00-17:00", worker))
        acts.call_off(shift, coordinator.person_id, clock.now())
    assert give("2026-08-07", "09:00-17:00", worker)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"ends_at": wall("2026-08-07 09:00")}, "it ends as it starts"),
        ({"status": ShiftStatus.given, "worker_id": None}, "given to nobody"),
        ({"status": ShiftStatus.open}, "open, and somebody has it"),
    ],
)
def test_the_database_refuses_what_cannot_be(give, inside, worker, broken, why):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session, pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sa.update(Shift).where(Shift.id == shift_id).values(**broken))


def test_the_database_refuses_a_part_that_ends_before_it_starts(give, inside, worker):
    shift_id = give("2026-08-07", "09:00-17:00", worker)
    with inside() as session, pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sa.update(Segment).where(Segment.shift_id == shift_id).values(ends_at=Segment.starts_at))


# --- the page ---


def test_a_coordinator_adds_a_shift(visit, coordinator, worker, shifts):
    visit(coordinator).submit(NEW, **FIELDS, worker=str(worker.person_id))
    [shift] = shifts()
    assert (shift.worker_id, shift.starts_at) == (worker.person_id, wall("2026-08-07 09:00"))


def test_afterwards_the_roster_says_so(visit, coordinator, worker):
    visitor = visit(coordinator)
    page = visitor.after(visitor.submit(NEW, **FIELDS, worker=str(worker.person_id)))
    assert "On the roster: Alex, tomorrow, 9am to 5pm." in page


def test_another_one_starts_from_the_last_a_day_later(visit, coordinator, worker):
    visitor = visit(coordinator)
    page = visitor.after(visitor.submit(NEW, **FIELDS, worker=str(worker.person_id), another="yes"))
    assert re.findall(r'name="(?:day|from_time)"[^>]* value="([^"]+)"', page) == ["2026-08-08", "09:00"]


def test_another_houses_shift_is_nothing_to_start_from(visit, outside_coordinator, give, worker):
    shift_id = give("2026-08-07", "09:13-17:00", worker)
    assert "09:13" not in visit(outside_coordinator).page(f"{NEW}?like={shift_id}")


@pytest.mark.parametrize("like", ["", "x", "-1", "0", "9" * 30, "9" * 5000])
def test_a_strange_shift_to_start_from_does_no_harm(visit, coordinator, like):
    assert visit(coordinator).get(f"{NEW}?like={like}").status_code == 200


def test_a_night_the_clocks_change_is_spoken_of(visit, coordinator, worker):
    visitor = visit(coordinator)
    night = {"kind": "active night", "day": "2026-10-03", "from_time": "22:00", "to_time": "06:00"}
    page = visitor.after(visitor.submit(NEW, **night, worker=str(worker.person_id)))
    assert "this shift is 7 hours long" in page


def test_a_time_the_clocks_leave_out_is_moved_and_spoken_of(visit, coordinator):
    visitor = visit(coordinator)
    early = {"kind": "day", "day": "2026-10-04", "from_time": "02:30", "to_time": "08:00"}
    page = visitor.after(visitor.submit(NEW, **early, worker="nobody"))
    assert "so 2:30am is 3:30am." in page


BAD = [
    ({"to_time": "09:00"}, "This is the same time as the start.", "no time at all"),
    ({"to_time": ""}, "Choose when it ends", "no end"),
    ({"to_time": "40:00"}, "Choose when it ends", "forty hours on"),
    ({"from_time": "25:99"}, "Choose when it starts", "no time of day"),
    ({"from_time": "9" * 5000}, "Choose when it starts", "far too long a time"),
    ({"day": ""}, "Choose the day it starts.", "no day"),
    ({"day": "2026-02-30"}, "Choose the day it starts.", "a day that is in no calendar"),
    ({"day": "2026-08-05"}, "That time has passed.", "yesterday"),
    ({"day": "2025-08-07"}, "Choose a day from now on", "last year, by a slip"),
    ({"day": "0001-01-01"}, "Choose a day from now on", "the first day there is"),
    ({"day": "9999-12-31"}, "Choose a day from now on", "the last day there is"),
    ({"kind": ""}, "Choose what kind of shift it is.", "no kind"),
    ({"kind": "party"}, "Choose what kind of shift it is.", "a kind of its own"),
    ({"worker": ""}, "Choose somebody from the list.", "nobody chosen, not even nobody"),
    ({"worker": "0"}, "Choose somebody from the list.", "an id that nobody has"),
    ({"worker": "9" * 400}, "Choose somebody from the list.", "an id longer than ids are"),
    ({"visible_label": "x" * 61}, "This can be up to 60 letters long.", "too many words"),
    ({"day": "2026-10-04", "from_time": "02:00", "to_time": "03:00"}, "The clocks go forward that night", "left out"),
    ({"day": "2027-04-03", "to_time": "08:30"}, "The clocks go back that night", "more than 24 hours"),
    ({"kind": "sleepover"}, "The hours of sleep need to fit", "sleep outside of it"),
    ({"kind": "sleepover", "asleep_from": ""}, "Choose when sleep starts", "no start of sleep"),
]


@pytest.mark.parametrize(("fields", "sentence", "why"), BAD)
def test_bad_input_is_explained_and_changes_nothing(visit, coordinator, shifts, fields, sentence, why):
    answer = visit(coordinator).post(NEW, **{**FIELDS, "worker": "nobody", **fields})
    assert (answer.status_code, sentence in answer.text, shifts()) == (422, True, []), why


def test_what_was_typed_is_kept(visit, coordinator):
    answer = visit(coordinator).post(
        NEW, **{**FIELDS, "worker": "nobody", "to_time": "09:00", "visible_label": "Pizza night"}
    )
    assert 'value="Pizza night"' in answer.text


def test_hours_of_sleep_are_not_read_for_a_day(visit, coordinator, shifts):
    visit(coordinator).post(NEW, **FIELDS, worker="nobody", asleep_from="nonsense", asleep_to="")
    assert len(shifts()) == 1


@pytest.mark.parametrize("who", ["resident", "living_worker", "departed", "outsider"])
def test_the_form_gives_nobody_else_a_shift(visit, coordinator, shifts, request, who):
    somebody = request.getfixturevalue(who)
    visit(coordinator).post(NEW, **FIELDS, worker=str(somebody.person_id))
    assert shifts() == []


def test_an_overlap_is_explained_with_both_times(visit, coordinator, worker, give):
    give("2026-08-07", "09:00-17:00", worker)
    late = {**FIELDS, "from_time": "16:00", "to_time": "22:00"}
    page = visit(coordinator).post(NEW, **late, worker=str(worker.person_id)).text
    assert "Alex is already here: tomorrow, 9am to 5pm. The two would overlap: tomorrow, 4pm to 10pm." in page


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
def test_only_coordinators_plan(visit, request, who):
    assert visit(request.getfixturevalue(who)).post(NEW, **FIELDS, worker="nobody").status_code == 404


def test_sent_twice_it_is_one_shift(visit, coordinator, shifts):
    visitor = visit(coordinator)
    for _ in range(2):
        visitor.post(NEW, nonce="n" * 20, **FIELDS, worker="nobody")
    assert len(shifts()) == 1
