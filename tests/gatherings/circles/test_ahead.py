"""The times a circle meets in the year ahead stand as rows."""

from datetime import date, timedelta

from house import facts
from tests.support.cast import NOW

NEXT_YEAR = date(2027, 8, 5)


def test_rows_stand_44_weeks_further_than_the_house_asks_and_once(inside, circle, workshop, times, resident):
    for _again in range(2):
        with inside():
            facts.rows_needed.send(resident.house_id, until=NEXT_YEAR, now=NOW)
    starts = [time.starts_local for time in times(circle)]
    assert starts == [starts[0] + timedelta(weeks=week) for week in range(len(starts))]
    assert NEXT_YEAR + timedelta(weeks=43) <= starts[-1].date() < NEXT_YEAR + timedelta(weeks=44)
    assert {time.capacity for time in times(circle)} == {2}
    assert len(times(workshop)) == 1
