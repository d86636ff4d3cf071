"""Turns entries into the bytes of a calendar (RFC 5545, RFC 7986, FEEDS A–D): equal input, equal bytes."""

import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vDuration, vText

from house.feeds.zones import timezone_block, writable_zone
from house.when.entry import BUSY, Entry
from house.when.span import DAY, to_instant

Detail = Literal["full", "quiet", "busy"]
Reminder = Literal["none", "10 minutes", "1 hour", "the evening before"]

MADE_BY = "-//the house//calendar link//EN"
READ_AGAIN = timedelta(hours=4)
LONGEST_SUMMARY = 255
TAKE_NO_TIME = ("turn", "diary", "here", "open shift", "gap")
AHEAD = {"10 minutes": timedelta(minutes=10), "1 hour": timedelta(hours=1)}
EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Names:
    """What a calendar is called and where it comes from; `host` is kept for UIDs for life, wherever the house moves.

    `secret` is its owner's, so that where only “Busy” is said a UID does not tell what it is.
    """

    calendar: str
    zone: str
    host: str
    base_url: str
    secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse a host that cannot stand in a UID at once, before it empties a whole calendar entry by entry."""
        _plain(self.host)


def alone(entry: Entry, detail: Detail, names: Names, around: date) -> bytes:
    """Build a whole calendar of one entry; raises ValueError, TypeError or OverflowError if it cannot be said."""
    names = sayable(names, around)
    return assembled([fragment(entry, detail, names)], names, around)


def sayable(names: Names, around: date) -> Names:
    """Give the names with a zone that a VTIMEZONE can say, else UTC: kept fragments are made with these."""
    return replace(names, zone=writable_zone(names.zone, around))


def assembled(fragments: Iterable[bytes], names: Names, around: date) -> bytes:
    """Join kept fragments of `sayable` names, in the order given, into one VCALENDAR (rules B1–B9, C1)."""
    zone = writable_zone(names.zone, around)
    block = timezone_block(zone, around) or b""
    return b"".join((_head(names, zone), block, *fragments, b"END:VCALENDAR\r\n"))


def _head(names: Names, zone: str) -> bytes:
    head = Calendar()
    title = Text(_clipped(_line(names.calendar)) or "Calendar")
    head.add("version", "2.0")
    head.add("prodid", MADE_BY)
    head.add("calscale", "GREGORIAN")
    head.add("name", title)
    head.add("x-wr-calname", title)
    head.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", vDuration(READ_AGAIN))
    head.add("x-wr-timezone", Text(zone))
    return _octets(head).removesuffix(b"END:VCALENDAR\r\n")


def tombstone(names: Names, day: date, words: str) -> bytes:
    """Say on one fixed day that the link is dead: an empty calendar or a 404 would leave old copies (FEEDS §0.8)."""
    since = datetime.combine(day, time(), tzinfo=ZoneInfo(names.zone))  # The house's midnight: UTC's is still to come.
    note = Entry("link-switched-off", "meeting", words, words, day, day + timedelta(days=1), since)
    return alone(note, "quiet", names, day)


def strong_etag(body: bytes) -> str:
    """Give the quoted strong validator of these very bytes (RFC 9110 §8.8.3, rule H3)."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def fragment(entry: Entry, detail: Detail, names: Names, reminder: Reminder = "none") -> bytes:
    """Write one entry as a VEVENT (RFC 5545 §3.6.1, rules D1–D7, D12); raises ValueError or TypeError if it cannot."""
    event = Event()
    for name, value in _properties(entry, detail, names):
        event.add(name, value)
    if ahead := _rings_ahead(entry, reminder, ZoneInfo(names.zone)):
        event.add_component(_alarm(ahead, _summary(entry, detail)))
    return _octets(event)


def _rings_ahead(entry: Entry, reminder: Reminder, zone: ZoneInfo) -> timedelta | None:
    """How long before its start it rings; minutes before midnight are no help with what is all day."""
    if entry.is_called_off or reminder == "none":
        return None
    if not isinstance(entry.starts, datetime):
        return timedelta(hours=24 - EVENING.hour) if reminder not in AHEAD else None
    eve = datetime.combine(entry.starts.astimezone(zone).date() - DAY, EVENING)
    return AHEAD.get(reminder) or entry.starts.replace(microsecond=0) - to_instant(eve, zone)


def _alarm(ahead: timedelta, words: str) -> Alarm:
    """A reminder that its reader shows; Home Assistant wants words in it (rule D11)."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Text(words))
    alarm.add("trigger", -ahead)
    return alarm


def _properties(entry: Entry, detail: Detail, names: Names) -> Iterator[tuple[str, object]]:
    starts, ends = _times(entry, names.zone)
    yield "uid", Text(f"{_uid(entry, detail, names)}@{names.host}")
    yield "dtstamp", entry.changed_at
    yield "last-modified", entry.changed_at
    yield "sequence", _counted(entry.sequence)
    yield "dtstart", starts
    yield "dtend", ends
    yield "summary", Text(_summary(entry, detail))
    yield "status", "CANCELLED" if entry.is_called_off else "CONFIRMED"
    yield "transp", "OPAQUE" if _takes_time(entry) else "TRANSPARENT"
    yield "class", "PRIVATE"
    yield from _words(entry, detail, names)


def _uid(entry: Entry, detail: Detail, names: Names) -> str:
    uid = _plain(entry.uid or entry.key)
    if detail != "busy":
        return uid
    if not names.secret:
        raise ValueError("Without a secret a UID could be guessed.")
    return hmac.new(names.secret.encode(), uid.encode(), "sha256").hexdigest()[:32]


def _takes_time(entry: Entry) -> bool:
    return not (entry.is_all_day or entry.is_called_off or entry.kind in TAKE_NO_TIME)


def _words(entry: Entry, detail: Detail, names: Names) -> Iterator[tuple[str, object]]:
    """Give place and note in full detail only, and the link too in the note: Google does not show URL.

    Where nothing is said but that somebody is busy, a link would say more.
    """
    link = _link(names.base_url, entry.path) if entry.path else ""
    if link and (detail == "full" or _summary(entry, detail) != BUSY):
        yield "url", link
    if detail == "full" and (place := _line(entry.place)):
        yield "location", Text(place)
    if detail == "full" and (note := "\n\n".join(filter(None, (_paragraphs(entry.note), link)))):
        yield "description", Text(note)


def _link(base_url: str, path: str) -> str:
    return base_url.rstrip("/") + "/" + quote(path.lstrip("/"), safe="/?&=#%:@!$'()*+,;~")


def _summary(entry: Entry, detail: Detail) -> str:
    """Fall back to something said to more people, never to fewer (rule D4)."""
    said = {"full": (entry.title, entry.quiet_title), "quiet": (entry.quiet_title,), "busy": ()}[detail]
    return next((line for text in said if _can_be_seen(line := _clipped(_line(text)))), BUSY)


def _can_be_seen(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)


def _times(entry: Entry, zone: str) -> tuple[date, date]:
    """Say instants on the house's clock, or both in UTC where it reads the same twice (RFC 5545 §3.3.5, rule D12)."""
    starts, ends = _to_the_second(entry.starts), _to_the_second(entry.ends)
    if not starts < ends:
        raise ValueError(f"{entry.key} is over within a second")
    if zone == "UTC" or not isinstance(starts, datetime) or not isinstance(ends, datetime):
        return starts, ends
    local = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    return (starts, ends) if any(_is_doubled(moment) for moment in local) else local


def _is_doubled(local: datetime) -> bool:
    """Is this wall time read twice that night? TZID means the first one, but Thunderbird takes it for the second."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _to_the_second(moment: date) -> date:
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment


def _plain(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
        raise ValueError(f"{name!r} cannot stand in a UID")
    return name


def _counted(sequence: int) -> int:
    if sequence < 0:
        raise ValueError("a sequence counts up from 0")
    return sequence


class Text(vText):
    r"""A TEXT value escaped once (RFC 5545 §3.3.11, rule A7): vText makes a line break of the `\N` in C:\New."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        r"""Escape `\`, `;` and `,`, and write a line break as `\n`."""
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def _line(text: str) -> str:
    return _paragraphs(text).replace("\n", " ")


def _paragraphs(text: str) -> str:
    """Keep words and line breaks; controls, lone surrogates and runs of blanks go (rule A5: no line looks blank)."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    return re.sub(" ?\n ?", "\n", re.sub("[ \t]+", " ", text)).strip()


def _clipped(text: str) -> str:
    """Cut to 255 characters (rule D4) without parting a letter from its accent or an emoji from its parts."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    cut = LONGEST_SUMMARY - 1
    while cut > LONGEST_SUMMARY // 2 and (_leans(text[cut]) or text[cut - 1] == "\u200d"):
        cut -= 1
    return text[:cut].rstrip() + "…"


def _leans(char: str) -> bool:
    return bool(unicodedata.combining(char)) or char in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _octets(component: Calendar | Event) -> bytes:
    return b"".join(_folded(line.encode()) for line in component.content_lines() if line)


def _folded(line: bytes) -> bytes:
    r"""Fold at 75 octets between whole characters and never inside `\\` (rules A3, A4, A8): the library parts those."""
    pieces, width = [], 75
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        cut -= (cut - len(line[:cut].rstrip(b"\\"))) % 2
        pieces.append(line[:cut])
        line, width = line[cut:], 74
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
