"""The house diary of the example: bins that come round, a plumber, a visitor, one line without a name."""

from datetime import date, datetime, time, timedelta

from house.demo.people import Home
from house.diary.acts import add_line
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.when.span import week_start


def comes_round(home: Home, began: datetime, first: date) -> None:
    """What stood in the diary since the house began."""
    monday = week_start(first)
    bins = DiaryPlan(Saying("Bin night", monday, time(19)), Repeat.weekly)
    recycling = DiaryPlan(Saying("The yellow bin goes out too", monday, time(19)), Repeat.second_weeks)
    add_line(home.house.id, home.residents[0], bins, began)
    add_line(home.house.id, None, recycling, began)


def lately(home: Home, today: date, now: datetime) -> None:
    """What people added these days."""
    saturday = week_start(today) + timedelta(days=5)
    visit = Saying("Visitors for dinner, say hello", saturday, time(17), time(21))
    plumber = Saying("The plumber looks at the upstairs tap", today + timedelta(days=3), time(9), time(11))
    meter = Saying("Somebody reads the power meter", today + timedelta(days=8))
    add_line(home.house.id, home.residents[1], DiaryPlan(visit), now)
    add_line(home.house.id, home.coordinators[0], DiaryPlan(plumber), now)
    add_line(home.house.id, None, DiaryPlan(meter), now)
