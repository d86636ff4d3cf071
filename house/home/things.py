"""Everything that is one person's own, gathered from every room: a page to take along, and the same for machines."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from flask import current_app

from house.checkins import mine as checkins_mine
from house.checkins import note_mine
from house.chores import mine as chores_mine
from house.diary import mine as diary_mine
from house.feeds import mine as feeds_mine
from house.gatherings import chat_mine, circle_mine
from house.meetings import deciding_mine
from house.meetings import mine as meetings_mine
from house.mine import Section, Value
from house.people import mine as people_mine
from house.rosters import mine as rosters_mine
from house.when.span import to_local
from house.when.words import MONTHS, clock_words

# A room that keeps something of people offers it, and it is in the file from then on.
MINE: tuple[Callable[[int, int, datetime, datetime], list[Section]], ...] = (
    checkins_mine.mine,
    note_mine.mine,
    people_mine.mine,
    chores_mine.mine,
    meetings_mine.mine,
    deciding_mine.mine,
    diary_mine.mine,
    rosters_mine.mine,
    chat_mine.mine,
    circle_mine.mine,
    feeds_mine.mine,
)
FILE_NAME = "my-things.zip"  # neutral: it lies among other files, on phones that others see
IN_MEMORY = 16 * 1024 * 1024  # packed; what is longer than that goes on in a file that has no name
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Taking:
    """Whose things of which house, and from when on what was private is open."""

    person_id: int
    called_name: str
    house_id: int
    house_name: str
    zone: ZoneInfo
    private_from: datetime
    now: datetime

    def sections(self) -> list[Section]:
        """Every kind of thing there is; their rows are asked for as they are written."""
        asked = (self.person_id, self.house_id, self.private_from, self.now)
        return [section for offered in MINE for section in offered(*asked)]


def packed(taking: Taking) -> IO[bytes]:
    """A zip of the page and of the file for machines, at its beginning. Only its packed bytes are held, never the rows.

    It is finished before any of it is sent, so that a slow line keeps no transaction open.
    """
    spool: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # it is closed with the answer
    with ZipFile(spool, "w", ZIP_DEFLATED) as bundle:
        for name, parts in (("my-things.html", _page(taking)), ("my-things.json", _json(taking))):
            with bundle.open(name, "w", force_zip64=True) as file:
                for part in parts:
                    file.write(part.encode("utf-8", "replace"))
        if picture := people_mine.photo(taking.person_id, taking.house_id, taking.private_from):
            bundle.writestr(people_mine.PHOTO_FILE, picture)
    spool.seek(0)
    return spool


def chunks(spool: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file, a stretch at a time; it is closed at the end."""
    with spool:
        while chunk := spool.read(_CHUNK):
            yield chunk


# --- for people ---


def _page(taking: Taking) -> Iterator[str]:
    template = current_app.jinja_env.get_template("home/_things_file.html")
    return template.generate(
        taking=taking,
        made=_words(taking.now, taking.zone),
        sections=((section, _shown(section, taking.zone)) for section in taking.sections()),
    )


def _shown(section: Section, zone: ZoneInfo) -> Iterator[list[tuple[str, list[str]]]]:
    """Each thing as labels and lines of words; what is empty is left out."""
    labels = [field.label for field in section.fields]
    for row in section.rows():
        pairs = zip(labels, (_words(value, zone) for value in row), strict=True)
        yield [(label, words.split("\n")) for label, words in pairs if words]


def _words(value: Value, zone: ZoneInfo) -> str:
    match value:
        case None:
            return ""
        case datetime():
            local = to_local(value, zone)
            return f"{_day(local.date())}, {clock_words(value, zone)}"
        case date():
            return _day(value)
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# --- for machines ---


def _json(taking: Taking) -> Iterator[str]:
    """One object, written a row at a time. `keys` says what each key of a section means."""
    head = {"what": "my things", "version": 1, "house": taking.house_name, "time_zone": str(taking.zone)}
    yield _dumped({**head, "made": _plain(taking.now, taking.zone)})[:-1] + ', "sections": ['
    for number, section in enumerate(taking.sections()):
        keys = {field.key: field.label for field in section.fields}
        said = {"key": section.key, "title": section.title, "about": section.about, "keys": keys}
        yield (",\n" if number else "\n") + _dumped(said)[:-1] + ', "things": ['
        for place, row in enumerate(section.rows()):
            thing = {key: _plain(value, taking.zone) for key, value in zip(keys, row, strict=True)}
            yield (",\n" if place else "\n") + _dumped(thing)
        yield "]}"
    yield "]}\n"


def _dumped(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _plain(value: Value, zone: ZoneInfo) -> Any:
    """Instants in ISO 8601 with their offset in the house's zone, days as YYYY-MM-DD."""
    match value:
        case datetime():
            return to_local(value, zone).isoformat()
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return list(value)
        case _:
            return value
