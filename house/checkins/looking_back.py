"""A quiet look back over my own check-ins, week by week: off until I turn it on, and only for me.

It counts nothing, compares nothing and draws nothing. A day without a check-in is not there at all.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins.blueprint import bp
from house.checkins.cards import Said, said, when_words
from house.checkins.reading import OwnWords, my_words_within
from house.checkins.ways import way_of
from house.guard import members
from house.people.sharing_words import closed_words
from house.viewer import Viewer, get_viewer
from house.when.span import DAY, days_span, to_local, week_start
from house.when.words import day_words

WEEKS = timedelta(weeks=4)
A_WEEK = timedelta(weeks=1)
EARLIEST = date(2000, 1, 3)  # a Monday


@dataclass(frozen=True, slots=True)
class LookBackLine:
    """One check-in of mine."""

    id: int
    when: str
    said: Said


@dataclass(frozen=True, slots=True)
class LookBackWeek:
    """A week in which I checked in."""

    words: str
    lines: list[LookBackLine]


@bp.get("/look-back")
@members
def look_back() -> ResponseReturnValue:
    """My own words, four weeks at a time."""
    viewer, now = get_viewer(), clock.now()
    today = to_local(now, viewer.zone).date()
    after = _after(week_start(today) + A_WEEK)
    is_on = way_of(viewer, now).looks_back
    return render_template(
        "checkins/look_back.html",
        is_on=is_on,
        weeks=_weeks(viewer, after, today, now) if is_on else [],
        before=after - WEEKS if after - WEEKS > EARLIEST else None,
        closed=closed_words(viewer, now),
    )


def _after(newest: date) -> date:
    """The Monday up to which is looked at, as the page says; the end of this week where it says none that is one."""
    try:
        asked = week_start(date.fromisoformat(request.args.get("before", "")))
    except (ValueError, OverflowError):
        return newest
    return min(max(asked, EARLIEST), newest)


def _weeks(viewer: Viewer, after: date, today: date, now: datetime) -> list[LookBackWeek]:
    own = my_words_within(viewer, days_span(after - WEEKS, after, viewer.zone), now)
    return [
        LookBackWeek(_week_words(monday, today), [_line(each, viewer, now) for each in those])
        for monday, those in groupby(own, lambda each: week_start(to_local(each.at, viewer.zone).date()))
    ]


def _week_words(monday: date, today: date) -> str:
    weeks_ago = (week_start(today) - monday).days // 7
    if weeks_ago == 0:
        return _("This week")
    if weeks_ago == 1:
        return _("Last week")
    sunday = monday + A_WEEK - DAY
    return _("%(first)s to %(last)s", first=day_words(monday, today), last=day_words(sunday, today))


def _line(own: OwnWords, viewer: Viewer, now: datetime) -> LookBackLine:
    return LookBackLine(own.id, when_words(own.at, own.is_of_the_day, viewer, now), said(own.words))
