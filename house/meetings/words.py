"""Meetings in words: when one is, and what is on its agenda."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from house.meetings.access import still_goes_on
from house.meetings.models import Status
from house.meetings.planned_words import moved_words
from house.meetings.reading import ItemLine, MeetingLine
from house.meetings.script import Kind
from house.when.span import to_local
from house.when.words import MONTHS, WEEKDAYS, clock_words, day_words, gap_words, range_words, soon_words


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting, ready to be shown."""

    id: int
    title: str
    when: str
    iso: str
    place: str
    agenda: str
    is_called_off: bool
    goes_on: bool
    why: str
    called: str  # its title, where it is not the usual one
    moved: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another meeting, and how it is named: "Thursday 13 August"."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One thing on an agenda, ready to be shown."""

    id: int
    title: str
    kind: str
    details: str  # who brought it, and how long it may take
    content_note: str
    is_mine: bool
    earlier: Link | None  # the meeting it was carried over from
    later: Link | None  # the meeting it was carried over to
    is_finished: bool
    is_elsewhere: bool  # it was taken out of the meeting


def soon_card(line: MeetingLine, now: datetime, zone: ZoneInfo) -> MeetingCard:
    """A meeting with how far off it is."""
    goes_on = still_goes_on(line.status, line.ends_at, now)
    return _card(line, how_soon(line.starts_at, line.ends_at, now, zone, goes_on), now, zone)


def day_card(line: MeetingLine, now: datetime, zone: ZoneInfo) -> MeetingCard:
    """A meeting with its day and hours."""
    return _card(line, on_day(line.starts_at, line.ends_at, now, zone), now, zone)


def _card(line: MeetingLine, when: str, now: datetime, zone: ZoneInfo) -> MeetingCard:
    goes_on = still_goes_on(line.status, line.ends_at, now)
    return MeetingCard(
        id=line.id,
        title=line.title,
        when=when,
        iso=to_local(line.starts_at, zone).isoformat(),
        place=line.place,
        agenda=agenda_words(line.items, is_over=line.ends_at <= now and not goes_on),
        is_called_off=line.status is Status.called_off,
        goes_on=goes_on,
        why=line.called_off_why,
        called="" if line.title == _("House meeting") else line.title,
        moved=moved_words(line.moved_from_local, now, zone),
    )


def how_soon(starts: datetime, ends: datetime, now: datetime, zone: ZoneInfo, goes_on: bool = False) -> str:
    """How far off a meeting is: "in 40 minutes (5:30pm)", "in 2 days (Thursday 7pm)", "now, until 8pm"."""
    if goes_on and not starts <= now < ends:
        return str(_("it is going on now"))
    if starts <= now < ends:
        return str(_("now, until %(time)s", time=clock_words(ends, zone)))
    day, today = to_local(starts, zone).date(), to_local(now, zone).date()
    if (day - today).days < 2:
        return soon_words(starts, now, zone)
    off = gap_words(day - today)
    return str(_("in %(days)s (%(day)s %(time)s)", days=off, day=day_words(day, today), time=clock_words(starts, zone)))


def on_day(starts: datetime, ends: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day and the hours: "Thursday 13 August, 7pm to 8pm"."""
    day = day_words(to_local(starts, zone).date(), to_local(now, zone).date())
    return f"{day[0].upper()}{day[1:]}, {range_words(starts, ends, zone)}"


def agenda_words(items: int, is_over: bool) -> str:
    """How much is on an agenda."""
    if not items:
        return str(_("Nothing on the agenda") if is_over else _("Nothing on the agenda yet"))
    return str(ngettext("%(num)d thing on the agenda", "%(num)d things on the agenda", items))


def item_card(item: ItemLine, zone: ZoneInfo) -> ItemCard:
    """A thing on an agenda, with who brought it and where it was carried over from and to."""
    who = item.raised_by or _("someone in the house")
    details = _("From %(name)s", name=who)
    if item.minutes_hint:
        details = _("From %(name)s, about %(minutes)d minutes", name=who, minutes=item.minutes_hint)
    return ItemCard(
        item.id,
        item.title,
        kind_words(item.kind),
        str(details),
        item.content_note,
        item.is_mine,
        _link(item.earlier_id, item.earlier_at, zone),
        _link(item.later_id, item.later_at, zone),
        item.finished_at is not None,
        item.is_elsewhere,
    )


def _link(meeting_id: int | None, starts_at: datetime | None, zone: ZoneInfo) -> Link | None:
    return Link(meeting_id, date_words(starts_at, zone)) if meeting_id and starts_at else None


def date_words(instant: datetime, zone: ZoneInfo) -> str:
    """The day of a meeting by its date, for paper and for later: "Thursday 13 August"."""
    day = to_local(instant, zone).date()
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def kind_words(kind: Kind) -> str:
    """What whoever brought it would like to come of it."""
    return str({Kind.share: _("to share"), Kind.talk: _("to talk about")}.get(kind, _("to decide")))
