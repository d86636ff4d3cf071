"""Which starts of a series are still to become rows."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from house.db import db
from house.series import acts
from house.series.models import Series
from house.when.repeat import every_days, monthly_day, weekly

MELBOURNE = ZoneInfo("Australia/Melbourne")
wall = datetime.fromisoformat
NOW = datetime(2026, 8, 6, 7, 0, tzinfo=UTC)
EVERY_THURSDAY = weekly(3)
THURSDAY_AT_SEVEN = wall("2026-08-06 19:00")


@pytest.fixture
def begin(inside, resident):
    def begin(rule=EVERY_THURSDAY, first=THURSDAY_AT_SEVEN, ends_on=None):
        with inside():
            return acts.start_series(resident.house_id, "meeting", rule, first, 60, NOW, ends_on).id

    return begin


@pytest.fixture
def due(inside):
    """The starts that become rows up to a day, in a transaction of its own."""

    def due(series_id, until, zone=MELBOURNE):
        with inside():
            return acts.rows_due(db.session.get_one(Series, series_id), until, zone)

    return due


def test_a_year_of_thursdays_stays_at_seven_across_both_clock_changes(begin, due):
    starts = due(begin(), date(2027, 8, 5))
    assert len(starts) == 52
    assert {(start.weekday(), start.hour, start.minute) for start in starts} == {(3, 19, 0)}


def test_a_start_is_due_only_once(begin, due):
    series = begin()
    due(series, date(2026, 9, 1))
    assert due(series, date(2026, 9, 1)) == []


def test_the_day_up_to_which_rows_stand_is_made_later(begin, due):
    series = begin()
    due(series, date(2026, 8, 13))
    assert due(series, date(2026, 8, 14)) == [wall("2026-08-13 19:00")]


def test_an_earlier_day_takes_nothing_back(begin, due):
    series = begin()
    due(series, date(2026, 9, 1))
    due(series, date(2026, 8, 10))
    assert due(series, date(2026, 9, 1)) == []


def test_of_two_who_make_rows_at_once_the_second_finds_none_due(inside, begin):
    series_id = begin()
    with inside() as session:
        series = session.get_one(Series, series_id)
        session.execute(sa.text("UPDATE series SET made_until = '2026-09-01'"))  # by the other, behind its back
        assert acts.rows_due(series, date(2026, 9, 1), MELBOURNE) == []


def test_rows_stand_no_further_than_the_end_of_a_series(inside, begin, due):
    series_id = begin(ends_on=date(2026, 8, 13))
    due(series_id, date(2026, 9, 1))
    with inside():
        assert db.session.get_one(Series, series_id, populate_existing=True).made_until == date(2026, 8, 13)


def test_nothing_is_due_from_the_day_a_series_ends_on(begin, due):
    assert due(begin(ends_on=date(2026, 8, 13)), date(2026, 9, 1)) == [THURSDAY_AT_SEVEN]


def test_ending_a_series_later_than_it_ends_changes_nothing(inside, begin, due):
    series = begin(ends_on=date(2026, 8, 13))
    with inside():
        acts.end_series(db.session.get_one(Series, series), date(2027, 1, 1))
    assert len(due(series, date(2026, 12, 1))) == 1


def test_ending_a_series_stops_its_rows(inside, begin, due):
    series = begin()
    with inside():
        acts.end_series(db.session.get_one(Series, series), date(2026, 8, 20))
    assert len(due(series, date(2026, 12, 1))) == 2


def test_ten_years_of_days_are_all_given(begin, due):
    starts = due(begin(every_days(1)), date(2036, 8, 6))
    assert len(starts) == (date(2036, 8, 6) - date(2026, 8, 6)).days
    assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("zone", "first", "start", "reason"),
    [
        ("Australia/Melbourne", wall("2026-09-27 02:30"), wall("2026-10-04 03:30"), "clocks skip 2am to 3am"),
        ("Europe/London", wall("2027-03-21 01:15"), wall("2027-03-28 02:15"), "clocks skip 1am to 2am"),
        ("Africa/Cairo", wall("2027-04-23 00:00"), wall("2027-04-30 01:00"), "midnight itself is skipped"),
        ("Australia/Melbourne", wall("2027-03-28 02:30"), wall("2027-04-04 02:30"), "happens twice: it exists"),
    ],
)
def test_a_time_the_clocks_skip_moves_forward(begin, due, zone, first, start, reason):
    series = begin(weekly(first.weekday()), first)
    assert start in due(series, date(2027, 6, 1), ZoneInfo(zone)), reason


def test_a_skipped_time_leaves_its_neighbours_alone(begin, due):
    starts = due(begin(weekly(6), wall("2026-09-27 02:30")), date(2026, 10, 12))
    assert [start.hour for start in starts] == [2, 3, 2]


def test_a_repeat_that_never_fires_has_no_rows(begin, due):
    assert due(begin("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"), date(2036, 1, 1)) == []


def test_the_last_day_of_each_month_is_kept(begin, due):
    starts = due(begin(monthly_day(31), wall("2026-08-31 09:00")), date(2027, 3, 1))
    assert [start.day for start in starts] == [31, 30, 31, 30, 31, 31, 28]
