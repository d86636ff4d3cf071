"""PURE. Takes a calendar file apart (RFC 5545 §3.1): its entries and the few properties that the house asks of them.

Whoever sends it may mean no good, so one pass over it is all it costs, whatever it holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from house.feeds.troubles import BadCalendar, Trouble

MOST_BYTES = 1_000_000
MOST_LINES = 60_000
MOST_EVENTS = 400
MOST_DEPTH = 6  # parts inside one another
MOST_LINE = 4000  # letters of a line, with what was folded
MOST_PROPERTIES = 100  # of those asked for, in one entry
WANTED = frozenset(
    {"UID", "SUMMARY", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
)
NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^":;]*)')


@dataclass(frozen=True, slots=True)
class Property:
    """One line of an entry."""

    parameters: Mapping[str, str]
    value: str


@dataclass(slots=True)
class RawEvent:
    """One entry of a file, as it was written; `is_too_much` if more stands in it than the house reads."""

    number: int  # in the file, the first being 1
    properties: dict[str, list[Property]] = field(default_factory=dict)
    is_too_much: bool = False

    def value(self, name: str) -> str:
        """What it says of something; "" if nothing."""
        said = self.properties.get(name)
        return said[0].value if said else ""


def read_events(content: bytes) -> list[RawEvent]:
    """The entries of a calendar file, in order. Raises `BadCalendar`."""
    if len(content) > MOST_BYTES:
        raise BadCalendar(Trouble.too_large)
    events = list(_events(_unfolded(_text(content))))
    if not events:
        raise BadCalendar(Trouble.no_entries)
    return events


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCalendar(Trouble.other_letters) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise BadCalendar(Trouble.too_many_lines)
    return text


def _unfolded(text: str) -> Iterator[str]:
    """Whole lines; of one that is too long, as much as shows that."""
    pieces, length = list[str](), 0
    for line in text.split("\n"):
        if line[:1] not in (" ", "\t"):
            yield "".join(pieces)[: MOST_LINE + 1]
            pieces, length = [line], len(line)
        elif length <= MOST_LINE:
            pieces.append(line[1:])
            length += len(line) - 1
    yield "".join(pieces)[: MOST_LINE + 1]


def _events(lines: Iterator[str]) -> Iterator[RawEvent]:
    parts, event, number = list[str](), None, 0
    for line in lines:
        name, value = _named(line)
        if name == "BEGIN":
            _enter(parts, value)
            if parts == ["VCALENDAR", "VEVENT"]:
                number += 1
                event = _counted(number)
        elif name == "END":
            _leave(parts, value)
            if event and len(parts) == 1:
                yield event
                event = None
        elif event and len(parts) == 2 and name in WANTED:
            _take(event, name, line)
    if parts:
        raise BadCalendar(Trouble.half_of_one)


def _named(line: str) -> tuple[str, str]:
    found = NAME.match(line)
    name = found[0].upper() if found else ""
    return name, line[len(name) + 1 :].strip().upper() if name in ("BEGIN", "END") else ""


def _enter(parts: list[str], kind: str) -> None:
    if not parts and kind != "VCALENDAR":
        raise BadCalendar(Trouble.no_calendar)
    if len(parts) >= MOST_DEPTH:
        raise BadCalendar(Trouble.too_deep)
    parts.append(kind)


def _leave(parts: list[str], kind: str) -> None:
    if not parts or parts.pop() != kind:
        raise BadCalendar(Trouble.muddled)


def _counted(number: int) -> RawEvent:
    if number > MOST_EVENTS:
        raise BadCalendar(Trouble.too_many_entries)
    return RawEvent(number)


def _take(event: RawEvent, name: str, line: str) -> None:
    said = event.properties.setdefault(name, [])
    if len(line) > MOST_LINE or len(said) >= MOST_PROPERTIES:
        event.is_too_much = True
    elif (found := _property(line, len(name))) is not None:
        said.append(found)


def _property(line: str, at: int) -> Property | None:
    """What stands behind a name; None if it is no line of a calendar."""
    parameters = dict[str, str]()
    while found := PARAMETER.match(line, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    return Property(parameters, line[at + 1 :].strip()) if line[at : at + 1] == ":" else None


def plain_text(value: str) -> str:
    r"""A TEXT value as people read it: `\,` is a comma again (RFC 5545 §3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda found: " " if found[1] in "nN" else found[1], value)
