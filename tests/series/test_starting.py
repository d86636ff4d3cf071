"""A series begins, ends, and is found again by its house."""

from datetime import UTC, date, datetime

import pytest

from house.db import db
from house.series import acts
from house.series.models import Series
from house.when.repeat import BadRule, weekly

wall = datetime.fromisoformat
NOW = datetime(2026, 8, 6, 7, 0, tzinfo=UTC)
FIRST = wall("2026-08-06 19:00")


def start(house_id, kind="meeting", **more):
    return acts.start_series(house_id, kind, weekly(3), FIRST, 60, NOW, **more)


def test_a_series_keeps_its_wall_time(inside, resident):
    with inside():
        series_id = start(resident.house_id).id
    with inside():
        assert db.session.get_one(Series, series_id, populate_existing=True).first_local == FIRST


def test_a_time_with_a_zone_is_refused(inside, resident):
    with inside(), pytest.raises(ValueError, match="without a zone"):
        acts.start_series(resident.house_id, "meeting", weekly(3), NOW, 60, NOW)


def test_a_rule_the_house_cannot_keep_is_refused(inside, resident):
    with inside(), pytest.raises(BadRule):
        acts.start_series(resident.house_id, "meeting", "FREQ=SECONDLY", FIRST, 60, NOW)


def test_a_house_finds_its_series_by_kind(inside, resident, outsider):
    with inside():
        meeting = start(resident.house_id)
        start(resident.house_id, "chore")
        start(outsider.house_id)
        assert acts.series_behind(resident.house_id, "meeting", date(2027, 8, 6)) == [meeting]


@pytest.mark.parametrize(
    ("ends_on", "until", "is_behind", "reason"),
    [
        (None, date(2026, 8, 7), True, "its first day is not made yet"),
        (None, date(2026, 8, 6), False, "the day up to which rows are wanted is not among them"),
        (date(2026, 8, 20), date(2026, 9, 1), True, "some days are left before it ends"),
        (date(2026, 8, 6), date(2026, 9, 1), False, "it ended before it began"),
    ],
)
def test_which_series_still_need_rows(inside, resident, ends_on, until, is_behind, reason):
    with inside():
        series = start(resident.house_id, ends_on=ends_on)
        assert (acts.series_behind(resident.house_id, "meeting", until) == [series]) is is_behind, reason
