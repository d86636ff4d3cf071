"""A day in words: what is now, next and later, and each day of a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.meetings.action_entries import OpenAction
from house.when.entry import Entry, on_day
from house.when.words import clock_words, day_words, range_on_day, short_date, soon_words

FEW = 5  # things at a time: many of us have ADHD
FOR_EVERYONE = ("meeting", "diary", "circle")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a day, ready to be shown."""

    title: str
    words: str  # when, in words
    path: str
    kind: str
    is_mine: bool
    is_called_off: bool
    kind_words: str = ""  # what it is, where its title need not say so


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week, ready to be shown."""

    iso: str
    words: str
    date: str  # for paper, which nobody reads today alone
    is_today: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, and what may happen on any of them."""

    days: tuple[Day, ...]
    any_day: tuple[Item, ...]


def my_day(entries: Iterable[Entry], now: datetime, zone: ZoneInfo, whenever: Iterable[OpenAction] = ()) -> list[Item]:
    """What is now, next and later today for one person: at most five things, none of them counted.

    `whenever`: what they offered that is of no day, or of another one; it takes the room that is left.
    """
    today = now.astimezone(zone).date()
    coming = [entry for entry in on_day(entries, today, zone) if _is_ahead(entry, now) and _concerns(entry)]
    items = [_item(entry, _soon(entry, now, zone)) for entry in _few(coming)]
    besides = [Item(each.title, each.words, each.path, "action", True, False) for each in whenever]
    return [*items, *besides][:FEW]


def _few(entries: list[Entry]) -> list[Entry]:
    """As many as fit. The diary and others' circles give way to what is one's own and to meetings; the order stays."""
    kept = {entry.key for entry in sorted(entries, key=_gives_way)[:FEW]}
    return [entry for entry in entries if entry.key in kept]


def _gives_way(entry: Entry) -> bool:
    return not entry.is_mine and entry.kind in ("diary", "circle")


def _concerns(entry: Entry) -> bool:
    return not entry.is_called_off and (entry.is_mine or entry.kind in FOR_EVERYONE)


def _is_ahead(entry: Entry, now: datetime) -> bool:
    return entry.is_all_day or (isinstance(entry.ends, datetime) and entry.ends > now)


def _soon(entry: Entry, now: datetime, zone: ZoneInfo) -> str:
    if not isinstance(entry.starts, datetime) or not isinstance(entry.ends, datetime):
        return _all_day_words(entry, now.astimezone(zone).date())
    if entry.starts <= now:
        return _("now, until %(time)s", time=clock_words(entry.ends, zone))
    return soon_words(entry.starts, now, zone)


def _all_day_words(entry: Entry, today: date) -> str:
    last = _last_day(entry)
    if entry.kind == "diary":
        return _("all day")
    return _("any time today") if last == today else _("any day up to %(day)s", day=day_words(last, today))


def _last_day(entry: Entry) -> date:
    return entry.ends - timedelta(days=1)


def week(entries: Iterable[Entry], first: date, now: datetime, zone: ZoneInfo) -> Week:
    """Seven days from `first`, each with its things in order."""
    entries = list(entries)
    fixed = [entry for entry in entries if not _is_flexible(entry)]
    today = now.astimezone(zone).date()
    days = tuple(_day(fixed, first + timedelta(days=n), today, zone) for n in range(7))
    loose = sorted((entry for entry in entries if _is_flexible(entry)), key=lambda entry: entry.sort_key(zone))
    return Week(days, tuple(_item(entry, _all_day_words(entry, today)) for entry in loose))


def _is_flexible(entry: Entry) -> bool:
    """Whether any day of several will do."""
    return entry.is_all_day and _last_day(entry) != entry.starts


def _day(entries: list[Entry], day: date, today: date, zone: ZoneInfo) -> Day:
    items = tuple(_item(entry, _on_day_words(entry, day, zone)) for entry in on_day(entries, day, zone))
    words = day_words(day, today)
    return Day(day.isoformat(), words[:1].upper() + words[1:], short_date(day), day == today, items)


def _on_day_words(entry: Entry, day: date, zone: ZoneInfo) -> str:
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        return range_on_day(entry.starts, entry.ends, day, zone)
    return _("all day") if entry.kind == "diary" else _("any time")


def _item(entry: Entry, words: str) -> Item:
    what = _kind_words(entry.kind)
    return Item(entry.title, words, entry.path, entry.kind, entry.is_mine, entry.is_called_off, what)


def _kind_words(kind: str) -> str:
    words = {
        "meeting": _("Meeting"),
        "meeting role": _("Meeting"),
        "circle": _("Circle"),
        "diary": _("Diary"),
        "action": _("To do"),
    }
    return str(words.get(kind, ""))
