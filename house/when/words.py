"""Time in plain words: "5:30pm", "in 40 minutes (5:30pm)", "until 10pm", "from last night until 6am".

Clock times are wall time in the house's zone. How long something takes or is away is elapsed time between instants,
so both stay true in a night when the clocks change. Seconds are dropped from both, so that they agree with a clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from house.when.span import DAY, MINUTE, as_utc, day_span, to_local

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
HALF_A_DAY = timedelta(hours=12)
EVENING_HOUR = 17


def clock_words(instant: datetime, zone: ZoneInfo) -> str:
    """The time of day: "10pm", "5:30pm", "midday", "midnight"."""
    local = to_local(instant, zone)
    if local.minute == 0 and local.hour % 12 == 0:
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def gap_words(delta: timedelta) -> str:
    """How long: whole minutes below 12 hours, then the nearest hour, then the nearest day; a sign is ignored."""
    minutes = abs(delta) // MINUTE
    if minutes < 12 * 60:
        return _hours_and_minutes(*divmod(minutes, 60)) or "less than a minute"
    hours = (minutes + 30) // 60
    return _counted(hours, "hour") if hours < 24 else _counted((minutes + 12 * 60) // (24 * 60), "day")


def _hours_and_minutes(hours: int, minutes: int) -> str:
    counted = (_counted(hours, "hour"), _counted(minutes, "minute"))
    return " ".join(words for words in counted if words)


def _counted(number: int, unit: str) -> str:
    if number == 0:
        return ""
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"


def hours_words(delta: timedelta) -> str:
    """How long in figures, to the minute: "8 h 30 min", "38 h", "45 min"."""
    hours, minutes = divmod(abs(delta) // MINUTE, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{minutes} min"] if minutes or not hours else parts)


def soon_words(then: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How far off, with the clock time: "in 40 minutes (5:30pm)", "tomorrow (9am)", "40 minutes ago (4:10pm)"."""
    gap = _gap(then, now)
    if not gap:
        return "now"
    off = _off_words(gap) if abs(gap) <= HALF_A_DAY else _which_day(then, now, zone)
    return f"{off} ({clock_words(then, zone)})"


def until_words(then: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Up to when, and how long that is: "until 10pm (in 2 hours 20 minutes)", "until 7am tomorrow (in 9 hours)"."""
    which_day = _which_day(then, now, zone)
    day = "" if which_day in ("today", "tonight") else f" {which_day}"
    return f"until {clock_words(then, zone)}{day} ({_off_words(_gap(then, now))})"


def _gap(then: datetime, now: datetime) -> timedelta:
    # Both to the minute that a clock shows: at 4:50:40, half past five is in 40 minutes.
    return _whole_minute(then) - _whole_minute(now)


def _whole_minute(instant: datetime) -> datetime:
    return as_utc(instant).replace(second=0, microsecond=0)


def _off_words(gap: timedelta) -> str:
    if not gap:
        return "now"
    return f"in {gap_words(gap)}" if gap > timedelta() else f"{gap_words(gap)} ago"


def _which_day(then: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day within a sentence: "tomorrow", "on Thursday"; midnight belongs to the night it is the middle of."""
    day, today = to_local(then, zone).date(), to_local(now, zone).date()
    if clock_words(then, zone) == "midnight":
        return _which_night(day - DAY, today)
    words = day_words(day, today)
    return words if abs(day - today) <= DAY else f"on {words}"


def _which_night(day: date, today: date) -> str:
    near = {-DAY: "last night", timedelta(): "tonight", DAY: "tomorrow night"}.get(day - today)
    if near:
        return near
    words = day_words(day, today)
    return f"on {words} night" if words in WEEKDAYS else f"on the night of {words}"


def day_words(day: date, today: date) -> str:
    """The day: "today", "yesterday", "Thursday" within the next six, "Thursday 6 August", "Friday 6 August 2027"."""
    near = {-DAY: "yesterday", timedelta(): "today", DAY: "tomorrow"}.get(day - today)
    if near:
        return near
    is_this_week = timedelta() < day - today < 7 * DAY
    return WEEKDAYS[day.weekday()] if is_this_week else _date_words(day, today)


def _date_words(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def short_date(day: date) -> str:
    """A day in few letters, for lists: "Thu 6 August 2026"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def hours_of_day_words(start: time, end: time) -> str:
    """From one time of day to another: "9am to 1pm", "10pm to 6am"."""
    if start == end:
        return "all day"
    first, last = (datetime.combine(date(2000, 1, 3), each, UTC) for each in (start, end))
    return range_words(first, last if last > first else last + DAY, ZoneInfo("UTC"))


def month_words(day: date) -> str:
    """The month of a day: "May 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def range_words(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    """From one clock time to another, "10pm to 6am"; with the dates if that is a day or more on the clock."""
    first, last = (to_local(instant, zone).replace(tzinfo=None) for instant in (starts, ends))
    if last - first < DAY:
        return f"{clock_words(starts, zone)} to {clock_words(ends, zone)}"
    # Midnight at the end is that of the day before it.
    first_day, last_day = first.date(), (last - timedelta.resolution).date()
    return (
        f"{clock_words(starts, zone)} {_date_words(first_day, first_day)}"
        f" to {clock_words(ends, zone)} {_date_words(last_day, first_day)}"
    )


def range_on_day(starts: datetime, ends: datetime, day: date, zone: ZoneInfo) -> str:
    """The part of it that a local day sees: "10pm to 6am the next day", "from last night until 6am", "all day".

    Raises ValueError if it does not touch that day.
    """
    shown = day_span(day, zone)
    if not (starts < shown.end and shown.start < ends):
        raise ValueError("This is on another day.")
    if ends > shown.end:
        return _range_from(starts, ends, zone) if starts >= shown.start else "all day"
    if (starts < shown.start and ends == shown.end) or (starts, ends) == (shown.start, shown.end):
        return "all day"
    return _range_up_to(starts, ends, day, zone) if starts < shown.start else range_words(starts, ends, zone)


def _range_from(starts: datetime, ends: datetime, zone: ZoneInfo) -> str:
    # It stands under the heading of any day, so never "tomorrow": that would be counted from today.
    day = _which_day(ends, starts, zone).replace("tomorrow night", "the next night").replace("tomorrow", "the next day")
    return f"{clock_words(starts, zone)} to {clock_words(ends, zone)} {day}"


def _range_up_to(starts: datetime, ends: datetime, day: date, zone: ZoneInfo) -> str:
    began = to_local(starts, zone)
    is_yesterday = began.date() == day - DAY
    evening = "last night" if began.hour >= EVENING_HOUR else "yesterday"
    since = evening if is_yesterday else _date_words(began.date(), day)
    return f"from {since} until {clock_words(ends, zone)}"


def stamp_words(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """When something was, for logs: "today 4pm", "Tue 4pm" within the last six days, "Tuesday 6 August, 4pm"."""
    day, today = to_local(instant, zone).date(), to_local(now, zone).date()
    clock = clock_words(instant, zone)
    if day == today:
        return f"today {clock}"
    is_this_week = timedelta() < today - day < 7 * DAY
    return f"{WEEKDAYS[day.weekday()][:3]} {clock}" if is_this_week else f"{_date_words(day, today)}, {clock}"


def last_moment_words(instant: datetime, zone: ZoneInfo) -> str:
    """Up to when, for paper, where "today" would soon be wrong: "6pm on Thursday 6 August"."""
    day = to_local(instant, zone).date()
    return f"{clock_words(instant, zone)} on {_date_words(day, day)}"
