"""The next two weeks of the roster, ready to be shown: a shift across midnight stands on both its days."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask_babel import format_date
from flask_babel import gettext as _

from house.rosters.access import seen_by
from house.rosters.here import Here, here_among
from house.rosters.models import Shift, ShiftStatus
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import special_words
from house.viewer import Viewer
from house.when.span import DAY, day_span, days_span, to_local
from house.when.words import range_on_day, range_words

DAYS = 14


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One shift on one day, as this viewer may see it."""

    shift_id: int
    name: str  # "" where nobody has it yet
    pronouns: str
    times: str  # "9am to 5pm", "from last night until 6am"
    more: str  # "On call", "Here overnight, asleep 10pm to 6am"
    label: str
    is_mine: bool
    is_over: bool
    waits_for_me: bool
    waits_for_them: bool  # told to coordinators only, as are the next two
    may_give: bool
    is_draft: bool


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day of the roster, or a run of days for which nobody is planned."""

    iso: str
    words: str
    lines: tuple[RosterLine, ...]


def fortnight(viewer: Viewer, now: datetime) -> tuple[Here, list[RosterDay]]:
    """Who is here now, and two weeks from today, every day of them, whether somebody is planned or not. One query."""
    today = _day_of(now, viewer)
    window = days_span(today, today + DAYS * DAY, viewer.zone)
    shifts = shifts_within(viewer.house_id, window, Shift.status != ShiftStatus.called_off, seen_by(viewer))
    days = [(day, touching(day, shifts, viewer)) for day in (today + count * DAY for count in range(DAYS))]
    # Days in a row without anybody make one run; every other day stands alone.
    runs = groupby(days, key=lambda pair: pair[0] if pair[1] else None)
    return here_among(shifts, viewer, now), [_shown(list(run), viewer, now) for _alone, run in runs]


def touching(day: date, shifts: list[SeenShift], viewer: Viewer) -> list[SeenShift]:
    """Of these shifts, those that share any time with a day."""
    shown = day_span(day, viewer.zone)
    return [shift for shift in shifts if shift.starts_at < shown.end and shown.start < shift.ends_at]


def _shown(days: list[tuple[date, list[SeenShift]]], viewer: Viewer, now: datetime) -> RosterDay:
    """One day with its shifts, or several without any."""
    today = _day_of(now, viewer)
    (first, shifts), (last, _none) = days[0], days[-1]
    words = _day_words(first, today)
    if last > first:
        words = _("%(first)s to %(last)s", first=words, last=_named(last))
    return RosterDay(first.isoformat(), words, tuple(roster_line(shift, first, viewer, now) for shift in shifts))


def _day_words(day: date, today: date) -> str:
    if day == today:
        return str(_("Today, %(day)s", day=_named(day)))
    return str(_("Tomorrow, %(day)s", day=_named(day))) if day == today + DAY else _named(day)


def _named(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM"))


def roster_line(shift: SeenShift, day: date, viewer: Viewer, now: datetime) -> RosterLine:
    """A shift as its line says it on one of its days."""
    is_mine = shift.worker_id == viewer.person_id
    # Asked once, where the shift first stands on the page, and not again on its second day.
    asks = shift.ends_at > now and day == max(_day_of(shift.starts_at, viewer), _day_of(now, viewer))
    waits = asks and shift.status is ShiftStatus.given
    return RosterLine(
        shift_id=shift.id,
        name=shift.name,
        pronouns=shift.pronouns,
        times=_times(shift, day, viewer),
        more=special_words(shift, viewer.zone),
        label=shift.label,
        is_mine=is_mine,
        is_over=shift.ends_at <= now,
        waits_for_me=waits and is_mine,
        waits_for_them=waits and not is_mine and viewer.is_coordinator and shift.worker_id is not None,
        may_give=viewer.is_coordinator and shift.status is ShiftStatus.open and asks,
        is_draft=shift.status is ShiftStatus.draft,
    )


def _times(shift: SeenShift, day: date, viewer: Viewer) -> str:
    """On its first day the whole of it, "10pm to 6am"; on the next what is left, "from last night until 6am"."""
    if _day_of(shift.starts_at, viewer) == day:
        return range_words(shift.starts_at, shift.ends_at, viewer.zone)
    return range_on_day(shift.starts_at, shift.ends_at, day, viewer.zone)


def _day_of(instant: datetime, viewer: Viewer) -> date:
    return to_local(instant, viewer.zone).date()
