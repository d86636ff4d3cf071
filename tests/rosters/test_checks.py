"""What the checks find, and what settles it: every row of the table of checks, with the figures that are said."""

from datetime import date
from typing import Any

import pytest

from house.rosters.findings import AgreementKind, Check, Severity
from house.rosters.packs import CHANGE_DAY, Own, PayPeriod
from house.rosters.plan import ShiftKind
from house.rosters.rules import published_ahead
from house.rosters.worked import Agreement, Basis, Called, NotThere, Roster, Stream, Terms, Worked
from house.when.span import DAY, Span
from tests.rosters.plans import planned, wall
from tests.rosters.rosters import ALEX, SAM, book, found, shifts, worked
from tests.support.cast import ZONE

NIGHT, ON_CALL = ShiftKind.sleepover, ShiftKind.on_call
FULL_NIGHT = ("14:00-10:00", NIGHT)  # 8 hours, asleep 10pm to 6am, 4 hours
HOME = Terms(Stream.home_care)


def agreed(kind: AgreementKind, made: str, first: str, last: str | None = None, who: int = ALEX) -> Agreement:
    day = date.fromisoformat
    return Agreement(7, who, kind, day(made), day(first), day(last) if last else None)


@pytest.mark.parametrize(
    ("check", "lines", "figures", "why"),
    [
        (Check.rest, [("2026-08-04", "14:00-22:00"), ("2026-08-05", "06:30-14:30")], (510, 600), "8 h 30 of 10 h"),
        (Check.rest, [("2026-08-04", "14:00-22:00"), ("2026-08-05", "08:00-14:30")], None, "10 h exactly"),
        (Check.rest, [("2026-08-04", "14:00-22:00"), ("2026-08-04", "22:00-23:00")], None, "they touch: one block"),
        (Check.rest, [("2026-08-04", *FULL_NIGHT), ("2026-08-05", "14:00-20:00")], (240, 600), "from the last part"),
        (Check.rest, [("2026-08-04", "09:00-17:00", ON_CALL), ("2026-08-04", "18:00-23:00")], None, "on call is none"),
        (Check.sleep_span, [("2026-08-04", "18:00-10:00", NIGHT, "23:00-06:00")], (420, 480), "7 hours of sleep"),
        (Check.sleep_span, [("2026-08-04", *FULL_NIGHT)], None, "8 hours of sleep"),
        (Check.sleep_span, [("2026-10-03", *FULL_NIGHT)], None, "8 by the wall, though the clocks change"),
        (Check.work_beside_sleep, [("2026-08-04", "20:00-08:00", NIGHT)], (120, 240), "2 hours before, 2 after"),
        (Check.work_beside_sleep, [("2026-08-04", "18:00-06:00", NIGHT)], None, "4 hours before are enough"),
        (Check.work_beside_sleep, [("2026-08-04", "22:00-06:00", NIGHT)], (0, 240), "nothing but sleep"),
        (
            *(Check.work_beside_sleep, [("2026-08-04", "18:00-22:00"), ("2026-08-04", "22:00-06:00", NIGHT)], None),
            "the shift that touches it counts",
        ),
        (Check.night_hours, [("2026-08-04", *FULL_NIGHT)], (720, 600), "8 and 4 hours"),
        (Check.night_hours, [("2026-08-04", "16:00-10:00", NIGHT)], None, "6 and 4 hours"),
        (Check.night_hours, [("2026-05-05", *FULL_NIGHT)], None, "before June each side is a shift of its own"),
        (Check.night_side, [("2026-08-04", "13:00-07:00", NIGHT)], (540, 480), "9 hours before"),
        (Check.shift_length, [("2026-08-04", "09:00-18:00")], (540, 480), "9 hours"),
        (Check.shift_length, [("2026-08-04", "09:00-17:00")], None, "8 hours"),
        (Check.shift_length, [("2026-05-05", "13:00-07:00", NIGHT)], (540, 480), "before June: one side, 9 hours"),
        (Check.engagement, [("2026-08-04", "09:00-11:00")], (120, 180), "2 hours"),
        (Check.nights_in_a_row, [(f"2026-08-0{n}", *FULL_NIGHT) for n in range(3, 7)], (4, 3), "four nights"),
        (Check.nights_in_a_row, [(f"2026-08-0{n}", *FULL_NIGHT) for n in range(3, 6)], None, "three nights"),
        (Check.clock_change, [("2026-10-03", "23:30-07:00")], (390, 450), "6 h 30 in spring"),
        (Check.clock_change, [("2026-04-04", "23:30-07:00")], (510, 450), "8 h 30 in autumn"),
        (Check.clock_change, [("2026-08-04", "23:30-07:00")], None, "an ordinary night"),
        (Check.shift_length, [("2026-04-04", "23:30-07:00")], (510, 480), "elapsed hours count, not the wall’s"),
        (Check.rest, [("2026-10-03", "14:00-23:30"), ("2026-10-04", "09:30-12:30")], (540, 600), "elapsed in spring"),
        (Check.rest, [("2026-04-04", "14:00-23:30"), ("2026-04-05", "08:30-12:30")], None, "elapsed in autumn"),
        (Check.twice_at_once, [("2026-08-04", "09:00-17:00"), ("2026-08-04", "16:00-20:00")], (60, 0), "an hour twice"),
        (
            *(Check.on_call_while_here, [("2026-08-04", "09:00-17:00"), ("2026-08-04", "16:00-20:00", ON_CALL)]),
            *((60, 0), "an hour here and on call"),
        ),
    ],
)
def test_a_check_says_its_figures(
    check: Check, lines: list[tuple[Any, ...]], figures: tuple[int, int] | None, why: str
) -> None:
    seen = [(each.found, each.usual) for each in found(Roster(shifts(*lines)), check)]
    assert seen == ([figures] if figures else []), why


@pytest.mark.parametrize(
    ("basis", "check", "days", "figures"),
    [
        (Basis.week, Check.week_hours, range(3, 8), (40 * 60, 38 * 60)),
        (Basis.fortnight, Check.fortnight_hours, range(1, 12), (80 * 60, 76 * 60)),
        (Basis.four_weeks, Check.four_week_hours, range(1, 25), (160 * 60, 152 * 60)),
    ],
)
def test_hours_are_counted_over_what_somebody_is_employed_for(
    basis: Basis, check: Check, days: range, figures: tuple[int, int]
) -> None:
    # Weekdays from a start of a pay period, Monday 29 June; 8 hours each.
    first = date(2026, 6, 29) if basis is not Basis.week else date(2026, 8, 3)
    span = {Basis.week: 5, Basis.fortnight: 12, Basis.four_weeks: 26}[basis]
    lines = [((first + n * DAY).isoformat(), "09:00-17:00") for n in range(span) if n % 7 < 5]
    roster = Roster(shifts(*lines), terms={ALEX: Terms(basis=basis)})
    assert [(each.found, each.usual) for each in found(roster, check)] == [figures], days


def test_a_shift_over_the_end_of_a_fortnight_counts_on_either_side() -> None:
    roster = Roster(shifts(("2026-08-09", "20:00-04:00")), terms={ALEX: Terms(basis=Basis.week)})
    seen = found(roster, Check.week_hours, own={Check.week_hours: Own(usual=0)})
    assert [each.found for each in seen] == [240, 240]


def test_days_off_are_days_with_neither_work_nor_sleep_here() -> None:
    lines = [(f"2026-08-{n:02}", "09:00-13:00") for n in range(3, 9)]
    roster = Roster(shifts(*lines), terms={ALEX: Terms(basis=Basis.week)})
    assert [(each.found, each.usual) for each in found(roster, Check.week_days_off)] == [(1, 2)]


def test_before_june_the_sleep_is_the_break() -> None:
    lines = [("2026-05-05", *FULL_NIGHT), ("2026-05-06", "17:00-21:00")]
    before, after = found(Roster(shifts(*lines)), Check.rest), found(Roster(shifts(("2026-08-04", *FULL_NIGHT))))
    assert [each.found for each in before] == [420]
    assert not [each for each in after if each.check is Check.rest]


@pytest.mark.parametrize(("day", "is_new"), [("2026-05-31", False), ("2026-06-01", True)])
def test_the_new_figures_count_from_the_first_full_pay_period(day: str, is_new: bool) -> None:
    assert bool(found(Roster(shifts((day, *FULL_NIGHT))), Check.night_hours)) is is_new


# --- days that come in parts ---

PARTS = [("2026-08-04", "07:00-09:00"), ("2026-08-04", "12:00-14:00"), ("2026-08-04", "17:30-20:00")]


def test_a_day_in_parts_is_measured_from_first_to_last() -> None:
    seen = found(Roster(shifts(*PARTS), terms={ALEX: HOME}), Check.broken_span, Check.broken_breaks, Check.rest)
    assert [(each.check, each.found, each.usual) for each in seen] == [
        (Check.broken_breaks, 2, 1),
        (Check.broken_span, 780, 720),
    ]


def test_where_work_does_not_come_in_parts_each_gap_is_a_break() -> None:
    assert [each.found for each in found(Roster(shifts(*PARTS)), Check.rest, Check.broken_span)] == [180, 210]


def test_two_breaks_are_fine_by_agreement() -> None:
    agreement = agreed(AgreementKind.two_breaks, "2026-08-01", "2026-08-01")
    [one] = found(Roster(shifts(*PARTS), {ALEX: HOME}, (agreement,)), Check.broken_breaks)
    assert one.settled_by == 7


def test_in_parts_two_hours_are_enough() -> None:
    assert not found(Roster(shifts(*PARTS), terms={ALEX: HOME}), Check.engagement)


# --- agreements ---

SHORT = [("2026-08-04", *FULL_NIGHT), ("2026-08-05", "18:30-21:30")]


@pytest.mark.parametrize(
    ("agreement", "is_settled", "why"),
    [
        (agreed(AgreementKind.short_break, "2026-08-01", "2026-08-01"), True, "made before, from then on"),
        (agreed(AgreementKind.short_break, "2026-08-05", "2026-08-05", "2026-08-05"), True, "on the day, for the day"),
        (agreed(AgreementKind.short_break, "2026-08-06", "2026-08-01"), False, "made only afterwards"),
        (agreed(AgreementKind.short_break, "2026-07-01", "2026-07-01", "2026-08-04"), False, "over by then"),
        (agreed(AgreementKind.short_break, "2026-08-01", "2026-08-06"), False, "begins later"),
        (agreed(AgreementKind.long_shift, "2026-08-01", "2026-08-01"), False, "about something else"),
        (agreed(AgreementKind.short_break, "2026-08-01", "2026-08-01", who=SAM), False, "somebody else’s"),
    ],
)
def test_an_agreement_settles_what_it_is_about(agreement: Agreement, is_settled: bool, why: str) -> None:
    [one] = found(Roster(shifts(*SHORT), agreements=(agreement,)), Check.rest)
    assert (one.settled_by == 7, one.is_open) == (is_settled, not is_settled), why


def test_a_short_break_is_only_for_nights_with_sleep() -> None:
    agreement = agreed(AgreementKind.short_break, "2026-08-01", "2026-08-01")
    days = shifts(("2026-08-04", "14:00-22:00"), ("2026-08-05", "06:30-14:30"))
    [one] = found(Roster(days, agreements=(agreement,)), Check.rest)
    assert (one.settled_by, one.could_settle) == (None, None)


def test_an_agreement_goes_only_so_far() -> None:
    agreement = agreed(AgreementKind.long_shift, "2026-08-01", "2026-08-01")
    of_ten, of_eleven = shifts(("2026-08-04", "08:00-18:00"), ("2026-08-06", "08:00-19:00"))
    seen = found(Roster((of_ten, of_eleven), agreements=(agreement,)), Check.shift_length)
    assert [each.settled_by for each in seen] == [7, None]


# --- called in the night, notice, leave ---


def test_a_call_after_waking_moves_the_break() -> None:
    night, later = shifts(("2026-08-04", "18:00-06:00", NIGHT), ("2026-08-05", "16:00-20:00"))
    call = Called(1, Span(wall("2026-08-05 05:30"), wall("2026-08-05 06:40")))
    seen = found(Roster((night, later), called=(call,)), Check.rest, Check.disturbed_sleep)
    assert [(each.check, each.found, each.usual) for each in seen] == [
        (Check.disturbed_sleep, 70, 60),
        (Check.rest, 560, 600),
    ]


@pytest.mark.parametrize(
    ("times", "least", "why"),
    [
        ("14:00-14:10", 15, "by day"),
        ("22:00-22:10", 30, "from 10pm"),
        ("05:59-06:05", 30, "until 6am"),
        ("08:30-08:40", 60, "not on call by then"),
    ],
)
def test_work_on_call_counts_as_at_least_so_much(times: str, least: int, why: str) -> None:
    start, end = times.split("-")
    on_call = shifts(("2026-08-04", "08:00-07:00", ON_CALL))
    day = "2026-08-05" if start in ("05:59", "08:30") else "2026-08-04"
    call = Called(1, Span(wall(f"{day} {start}"), wall(f"{day} {end}")))
    seen = found(Roster(on_call, called=(call,)), Check.work_on_call, Check.engagement, Check.shift_length)
    assert [(each.check, each.usual) for each in seen] == [(Check.work_on_call, least)], why


def test_work_on_call_is_work_for_the_break_that_follows() -> None:
    on_call, later = shifts(("2026-08-04", "17:00-07:00", ON_CALL), ("2026-08-05", "09:00-17:00"))
    call = Called(1, Span(wall("2026-08-05 02:00"), wall("2026-08-05 02:30")))
    assert [each.found for each in found(Roster((on_call, later), called=(call,)), Check.rest)] == [390]


def changed(changed_at: str, yes_at: str | None) -> Worked:
    at = wall(yes_at) if yes_at else None
    return worked(1, planned("2026-08-10", "09:00-17:00"), changed_at=wall(changed_at), yes_at=at)


@pytest.mark.parametrize(
    ("changed_at", "yes_at", "days", "why"),
    [
        ("2026-08-07 12:00", None, [2], "not three whole days before"),
        ("2026-08-03 09:00", None, [], "a week before"),
        ("2026-08-07 12:00", "2026-08-07 18:00", [], "their yes to the change"),
        ("2026-08-07 12:00", "2026-08-01 18:00", [2], "a yes to how it was before"),
    ],
)
def test_a_late_change_waits_for_a_yes(changed_at: str, yes_at: str | None, days: list[int], why: str) -> None:
    assert [each.found for each in found(Roster((changed(changed_at, yes_at),)), Check.change_notice)] == days, why


def test_a_roster_is_out_two_weeks_ahead() -> None:
    late = published_ahead(date(2026, 8, 17), wall("2026-08-08 10:00"), book(), ZONE)
    assert [(each.found, each.usual) for each in late] == [(9, 14)]
    assert published_ahead(date(2026, 8, 17), wall("2026-08-03 23:00"), book(), ZONE) == []


@pytest.mark.parametrize(("is_leave", "check"), [(True, Check.leave), (False, Check.availability)])
def test_a_shift_in_somebodys_leave_is_found(is_leave: bool, check: Check) -> None:
    away = NotThere(ALEX, Span(wall("2026-08-04 00:00"), wall("2026-08-05 00:00")), is_leave)
    seen = found(Roster(shifts(("2026-08-04", "20:00-04:00")), not_there=(away,)), Check.leave, Check.availability)
    assert [(each.check, each.found) for each in seen] == [(check, 240)]


# --- the house's own way ---


def test_a_house_has_its_own_figures() -> None:
    own = {Check.rest: Own(usual=480, severity=Severity.note)}
    lines = [("2026-08-04", "14:00-22:00"), ("2026-08-05", "05:00-08:00")]
    [one] = found(Roster(shifts(*lines)), Check.rest, own=own)
    assert (one.found, one.usual, one.severity) == (420, 480, Severity.note)


def test_a_house_can_leave_a_check_out_but_never_being_in_two_places() -> None:
    lines = [("2026-08-04", "09:00-18:00"), ("2026-08-04", "17:00-20:00")]
    own = {check: Own(is_off=True) for check in Check}
    assert [each.check for each in found(Roster(shifts(*lines)), *Check, own=own)] == [Check.twice_at_once]


def test_the_pack_for_anywhere_counts_sleep_as_work() -> None:
    lines = [(f"2026-08-0{n}", "14:00-10:00", NIGHT) for n in (3, 5, 7)]
    roster = Roster(shifts(*lines), terms={ALEX: Terms(basis=Basis.week)})
    seen = found(roster, Check.week_hours, code="GENERIC")
    assert [(each.found, each.usual) for each in seen] == [(60 * 60, 48 * 60)]


@pytest.mark.parametrize(
    ("start", "days", "first", "why"),
    [
        ("2026-06-01", 14, "2026-06-01", "one begins on the day itself"),
        ("2026-05-25", 14, "2026-06-08", "the next one a week later"),
        ("2026-07-01", 14, "2026-06-03", "counted back from a later one"),
        ("2025-06-04", 7, "2026-06-03", "a year before, by the week"),
    ],
)
def test_a_pay_period_is_full_when_it_begins_on_the_day_or_after(start: str, days: int, first: str, why: str) -> None:
    pay = PayPeriod(date.fromisoformat(start), days)
    assert pay.first_full_on_or_after(CHANGE_DAY) == date.fromisoformat(first), why
