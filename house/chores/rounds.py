"""PURE. Rounds and windows: in which days a turn fits, and how long it stays on the page."""

from datetime import date

from house.when.span import DAY, week_start

WEEK = 7 * DAY
LONGEST_WINDOW = 31 * DAY
STAYS_OPEN = 2 * WEEK  # how long a turn that was not done stays on the page after its window


def round_of(day: date) -> tuple[date, date]:
    """The round a day is in, half-open: its week, from Monday."""
    monday = week_start(day)
    return monday, monday + WEEK


def is_still_open(window_to: date, today: date) -> bool:
    """Whether a turn that is not done has seen its window end."""
    return window_to <= today


def has_begun(window_from: date, today: date) -> bool:
    """Whether a turn's window has come."""
    return window_from <= today
