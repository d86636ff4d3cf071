"""A week of the roster: drawn with a lane for each name, and the same told day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from house.rosters.plan import SegmentKind, ShiftKind
from house.rosters.stays import Stretch
from house.rosters.week_grid import DAY_WIDTH, LEFT, Row, week_grid
from house.when.span import MINUTE, Span, day_span
from tests.rosters.plans import wall
from tests.support.cast import ZONE

PATH = "/rosters/week"


def days(first: date) -> list[Span]:
    return [day_span(first + timedelta(days=n), ZONE) for n in range(7)]


def drawn(first: date, start: str, end: str, kind: SegmentKind = SegmentKind.active):
    grid = week_grid(days(first), [Row("Alex", (Stretch(kind, Span(wall(start), wall(end))),))], "Somebody")
    return grid.cover.marks, grid.lanes[0].marks


def test_a_shift_across_midnight_is_one_bar_over_two_days():
    _cover, [mark] = drawn(date(2026, 8, 3), "2026-08-04 18:00", "2026-08-05 06:00")
    assert (mark.x, mark.width) == (LEFT + DAY_WIDTH * 7 // 4, DAY_WIDTH // 2)


def test_what_goes_on_from_the_week_before_begins_at_its_edge():
    _cover, [mark] = drawn(date(2026, 8, 3), "2026-08-02 20:00", "2026-08-03 06:00")
    assert (mark.x, mark.width) == (LEFT, DAY_WIDTH // 4)


def test_a_day_is_as_wide_whatever_the_clocks_do():
    _cover, [mark] = drawn(date(2026, 9, 28), "2026-10-04 00:00", "2026-10-05 00:00")
    assert (mark.x, mark.width) == (LEFT + 6 * DAY_WIDTH, DAY_WIDTH)


def test_on_call_is_no_cover_and_an_outline():
    cover, [mark] = drawn(date(2026, 8, 3), "2026-08-04 18:00", "2026-08-05 06:00", SegmentKind.on_call)
    assert (cover, mark.look) == ((), "on-call")


def test_asleep_is_told_by_its_height_too():
    _cover, [asleep] = drawn(date(2026, 8, 3), "2026-08-04 22:00", "2026-08-05 06:00", SegmentKind.sleepover)
    _cover, [awake] = drawn(date(2026, 8, 3), "2026-08-04 22:00", "2026-08-05 06:00")
    assert asleep.height * 2 == awake.height and asleep.y + asleep.height == awake.y + awake.height


week = days(date(2026, 3, 30))  # the clocks go back in it
spans = some.tuples(some.integers(-3000, 12000), some.integers(1, 2000)).map(
    lambda pair: Span(week[0].start + pair[0] * MINUTE, week[0].start + (pair[0] + pair[1]) * MINUTE)
)


@given(some.lists(some.tuples(some.sampled_from(SegmentKind), spans), max_size=6))
def test_every_bar_lies_within_the_drawing(pairs):
    grid = week_grid(week, [Row("Alex", tuple(Stretch(*pair) for pair in pairs))], "Somebody")
    for mark in (*grid.cover.marks, *grid.lanes[0].marks):
        assert mark.x >= LEFT and mark.x + mark.width <= grid.width + 2


def test_the_page_tells_each_day_in_words(visit, resident, worker, other_worker, give):
    give("2026-08-08", "09:00-17:00", worker)
    give("2026-08-08", "21:00-07:00", other_worker, ShiftKind.sleepover, "22:00-06:00")
    give("2026-08-07", "09:00-17:00", None)
    page = visit(resident).page(PATH)
    assert "Monday 3 August to Sunday 9 August" in page
    assert "Nobody is here: midnight to 9am, 5pm to 9pm." in page
    assert "Here overnight, asleep 10pm to 6am" in page and "from last night until 7am" in page
    assert page.count("Nobody yet") == 2  # in the drawing, and in its day


def test_open_shifts_at_once_have_a_lane_each(visit, resident, give):
    for times in ("09:00-17:00", "12:00-20:00", "18:00-22:00"):
        give("2026-08-07", times, None)
    assert visit(resident).page(PATH).count(">Nobody yet</text>") == 2


def test_a_draft_is_drawn_for_coordinators_alone(visit, coordinator, resident, worker):
    visit(coordinator).submit("/rosters/periods", first_day="2026-08-10", days="7", fill="nothing")
    fields = {"day": "2026-08-11", "from_time": "09:00", "to_time": "17:00", "kind": "day"}
    visit(coordinator).submit("/rosters/shifts/new", **fields, worker=str(worker.person_id))
    address = f"{PATH}?of=2026-08-10"
    assert "Alex" in visit(coordinator).page(address) and "Alex" not in visit(resident).page(address)


def test_weeks_lead_to_each_other_and_a_broken_one_is_this_one(visit, resident):
    page = visit(resident).page(f"{PATH}?of=2026-08-12")
    assert "/rosters/week?of=2026-08-03" in page and "/rosters/week?of=2026-08-17" in page
    for of in ("x", "9999-12-31", "0001-01-01", "2026-13-01"):
        assert "Monday 3 August to Sunday 9 August" in visit(resident).page(f"{PATH}?of={of}")
