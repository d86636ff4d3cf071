"""What a calendar said last, entry by entry: only what its reader sees differently is written anew (FEEDS P1–P4)."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from operator import itemgetter
from typing import NamedTuple

from house.feeds.ical import Detail, Names, Reminder, assembled, fragment, sayable
from house.when.entry import Entry


@dataclass(frozen=True, slots=True)
class How:
    """How a calendar says things, and `made_by`, a mark of the program that says them."""

    detail: Detail
    reminder: Reminder
    names: Names
    made_by: str


class Part(NamedTuple):
    """One entry as this calendar said it last; there are thousands, and a tuple is quickest to make."""

    key: str
    seen: str  # a mark of all that its reader may see of it
    changed: int  # when that last changed, in seconds since 1970
    sequence: int
    octets: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """All of a calendar as it was said last."""

    parts: dict[str, Part]
    base_url: str
    made_by: str
    highest: int  # sequence of all that have left: a thing that comes back counts on from it

    def as_text(self) -> str:
        """These, to be stored: the octets themselves stand in the calendar already."""
        rows = [[each.key, each.seen, each.changed, each.sequence, len(each.octets)] for each in self.parts.values()]
        return json.dumps([self.base_url, self.made_by, self.highest, rows], separators=(",", ":"))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Python looks for nothing to throw away meanwhile: thousands of small things are made here, none in a ring."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


@_undisturbed()
def read_kept(text: str, body: bytes) -> Kept:
    """What `as_text` wrote, with its octets out of the calendar."""
    base_url, made_by, highest, rows = json.loads(text)
    at, parts = len(body) - len(LAST) - sum(row[-1] for row in rows), dict[str, Part]()
    for key, seen, changed, sequence, length in rows:
        parts[key] = Part(key, seen, changed, sequence, body[at : at + length])
        at += length
    return Kept(parts, base_url, made_by, highest)


LAST = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True)
class Renewed:
    """A calendar's bytes, what they are made of, and the keys of entries that could not be said."""

    body: bytes
    kept: Kept
    left_out: tuple[str, ...]


@_undisturbed()
def renew(entries: Iterable[Entry], kept: Kept | None, how: How, around: date, now: datetime) -> Renewed:
    """Say a calendar again in order of time: what its reader sees as before keeps its bytes and its stamps."""
    how = replace(how, names=sayable(how.names, around))
    parts, left_out = dict[str, Part](), list[str]()
    see, was, is_same = _seeing(how), kept.parts if kept else {}, _is_same(kept, how)
    timed = ((_moment(each.starts), str(each.key), each) for each in entries)
    for starts, key, entry in sorted(timed, key=itemgetter(0, 1)):
        try:
            if key in parts:
                raise ValueError("This key is said already.")
            seen, last = see(entry, starts), was.get(key)
            if is_same and last is not None and last.seen == seen:
                parts[key] = last
            else:
                parts[key] = _part(entry, seen, kept, how, now)
        except Exception:  # Whatever is wrong with one entry, the others must reach their readers.
            left_out.append(key)
    gone = (was[key].sequence + 1 for key in was.keys() - parts.keys())
    highest = max(kept.highest if kept else 0, *gone, 0)
    body = assembled((each.octets for each in parts.values()), how.names, around)
    return Renewed(body, Kept(parts, how.names.base_url, how.made_by, highest), tuple(sorted(left_out)))


def _is_same(kept: Kept | None, how: How) -> bool:
    """Whether the same program said it, by the same address: then the same things have the same bytes."""
    return kept is not None and kept.made_by == how.made_by and kept.base_url == how.names.base_url


def _seeing(how: How) -> Callable[[Entry, float], str]:
    """What marks all that a reader may see of an entry, its start reckoned already, without writing it."""
    same = (how.detail, how.reminder, how.names.zone, how.names.host, how.names.secret)
    common = blake2b(repr(same).encode(), digest_size=12)
    visible = {"full": _full, "quiet": _quiet, "busy": _busy}[how.detail]

    def see(entry: Entry, starts: float) -> str:
        mark = common.copy()
        mark.update(visible(entry, starts).encode("utf-8", "surrogatepass"))
        return mark.hexdigest()

    return see


# Written out for speed: a calendar may have thousands of entries, and all are looked at when one has changed. No text
# of the house holds the NUL between them (house.forms takes it out, and PostgreSQL cannot keep it).
def _busy(each: Entry, starts: float) -> str:
    return f"{starts}\0{_lasts(each)}\0{each.is_called_off}\0{each.kind}\0{each.uid}"


def _quiet(each: Entry, starts: float) -> str:
    return f"{starts}\0{_lasts(each)}\0{each.is_called_off}\0{each.kind}\0{each.uid}\0{each.quiet_title}\0{each.path}"


def _full(each: Entry, starts: float) -> str:
    return (
        f"{starts}\0{_lasts(each)}\0{each.is_called_off}\0{each.kind}\0{each.uid}"
        f"\0{each.quiet_title}\0{each.path}\0{each.title}\0{each.place}\0{each.note}"
    )


def _lasts(each: Entry) -> float:
    lasts: timedelta = each.ends - each.starts  # type: ignore[operator]  # both are instants, or both are days
    return lasts.total_seconds()


def _moment(moment: datetime | date) -> float:
    """A number for an instant or a day, in order of time; a day comes half a second before it begins in UTC."""
    if isinstance(moment, datetime):
        return moment.timestamp()
    return (moment.toordinal() - FIRST_DAY) * SECONDS_A_DAY - 0.5


FIRST_DAY, SECONDS_A_DAY = date(1970, 1, 1).toordinal(), 24 * 3600


def _part(entry: Entry, seen: str, kept: Kept | None, how: How, now: datetime) -> Part:
    if kept is None:
        return _written(entry, seen, min(entry.changed_at, now), entry.sequence, how)
    if (last := kept.parts.get(entry.key)) is None:
        return _written(entry, seen, now, max(entry.sequence, kept.highest), how)  # it comes into sight now
    again = _written(entry, seen, datetime.fromtimestamp(last.changed, UTC), last.sequence, how)
    # A reader who comes by another address of the house sees the same thing, though its links differ.
    if again.octets == last.octets or (last.seen == seen and kept.made_by == how.made_by):
        return again
    sequence = last.sequence if _when(again) == _when(last) else max(last.sequence + 1, entry.sequence)
    # Of two changes in one second the second must grow too.
    return _written(entry, seen, max(now, datetime.fromtimestamp(last.changed + 1, UTC)), sequence, how)


def _written(entry: Entry, seen: str, changed: datetime, sequence: int, how: How) -> Part:
    stamped = replace(entry, changed_at=changed.replace(microsecond=0), sequence=sequence)
    octets = fragment(stamped, how.detail, how.names, how.reminder)
    return Part(entry.key, seen, int(stamped.changed_at.timestamp()), sequence, octets)


def _when(part: Part) -> tuple[bytes, ...]:
    """What moves a SEQUENCE: its times and its status (RFC 5546 §2.1.4)."""
    return tuple(_moving(part.octets))


def _moving(octets: bytes) -> Iterator[bytes]:
    return (line for line in octets.split(b"\r\n") if line.startswith((b"DTSTART", b"DTEND", b"STATUS")))
