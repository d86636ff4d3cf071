"""Support lines: outside help, by country to begin with, and a copy on disk that needs no database."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import sqlalchemy as sa
from flask import current_app

from house.db import db
from house.people.models import House, SupportLine

FILE = "support-lines.json"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of outside help, as it is shown."""

    label: str
    what_for: str = ""
    phone: str = ""
    sms: str = ""
    url: str = ""
    hours: str = ""
    is_24_7: bool = False
    is_emergency: bool = False

    def as_values(self) -> dict[str, Any]:
        """Its columns."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of outside help as pages draw it: numbers to tap beside numbers to read."""

    label: str
    what_for: str
    hours: str
    tel: str
    phone_words: str
    sms: str
    sms_words: str
    url: str


def shown(line: Line) -> ShownLine:
    """A line made ready for a page."""
    return ShownLine(
        line.label, line.what_for, line.hours, _digits(line.phone), line.phone, _digits(line.sms), line.sms, line.url
    )


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def _any_time(label: str, what_for: str, phone: str = "", sms: str = "", url: str = "") -> Line:
    return Line(label, what_for, phone, sms, url, "any time, day and night", is_24_7=True)


def _danger(phone: str) -> Line:
    return Line(
        "Emergency", "If someone is in danger right now", phone, hours="any time", is_24_7=True, is_emergency=True
    )


# Where a house starts from; its coordinator checks each number and dates it (FIELD 1.3, crisis information).
COUNTRIES: dict[str, tuple[str, tuple[Line, ...]]] = {
    "AU": (
        "Australia",
        (
            _danger("000"),
            _any_time(
                "Lifeline",
                "To talk with someone outside the house",
                "13 11 14",
                "0477 13 11 14",
                "https://www.lifeline.org.au",
            ),
            _any_time("Suicide Call Back Service", "Thoughts of suicide, your own or somebody’s", "1300 659 467"),
            _any_time("Beyond Blue", "Worry, low mood, or not knowing where to start", "1300 22 4636"),
            _any_time("13YARN", "Aboriginal and Torres Strait Islander people, by the same", "13 92 76"),
            _any_time("1800RESPECT", "Violence at home, or from a partner", "1800 737 732"),
            Line("QLife", "LGBTIQ+ people, by peers", "1800 184 527", hours="3pm to midnight"),
        ),
    ),
    "GB": (
        "United Kingdom",
        (
            _danger("999"),
            _any_time(
                "Samaritans", "To talk with someone outside the house", "116 123", url="https://www.samaritans.org"
            ),
            _any_time("Shout", "To text with someone", sms="85258"),
            _any_time("NHS 111", "Choose the mental health option", "111"),
        ),
    ),
    "IE": (
        "Ireland",
        (
            _danger("112"),
            _any_time("Samaritans", "To talk with someone outside the house", "116 123"),
            _any_time("Text About It", "To text with someone", sms="50808"),
        ),
    ),
    "NZ": (
        "New Zealand",
        (
            _danger("111"),
            _any_time("1737", "To call or text a counsellor", "1737", "1737"),
            _any_time("Lifeline", "To talk with someone outside the house", "0800 543 354", "4357"),
            _any_time("Samaritans", "To talk with someone outside the house", "0800 726 666"),
        ),
    ),
    "US": (
        "United States",
        (
            _danger("911"),
            _any_time("988 Lifeline", "To call or text with someone outside the house", "988", "988"),
            _any_time("Crisis Text Line", "Text HOME", sms="741741"),
        ),
    ),
    "CA": (
        "Canada",
        (
            _danger("911"),
            _any_time("9-8-8", "Thoughts of suicide: call or text", "988", "988"),
            _any_time("Hope for Wellness", "First Nations, Inuit and Métis people", "1-855-242-3310"),
        ),
    ),
    "ZZ": (
        "Somewhere else",
        (
            _danger("112"),
            _any_time("Find A Helpline", "Helplines of every country", url="https://findahelpline.com"),
            _any_time(
                "Befrienders Worldwide", "Where people listen, country by country", url="https://befrienders.org"
            ),
        ),
    ),
}


def template_lines(country: str) -> tuple[Line, ...]:
    """The lines a house of this country starts from."""
    return COUNTRIES.get(country, COUNTRIES["ZZ"])[1]


def country_name(country: str) -> str:
    """What a country is called in the list."""
    return COUNTRIES.get(country, COUNTRIES["ZZ"])[0]


# --- the copy on disk: shown with no sign-in, no script and no database ---


@dataclass(frozen=True, slots=True)
class LineSet:
    """The lines of one or more houses that keep the same ones."""

    country: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """What the file holds: sets of lines, and which house keeps which."""

    sets: tuple[LineSet, ...] = ()
    houses: dict[str, int] = field(default_factory=dict)


_read: dict[Path, tuple[int, Published]] = {}


def publish_lines() -> None:
    """Write the lines of all houses to a file beside the database; no name of a house goes with them."""
    houses = {str(house_id): each for house_id, each in _kept_by_houses().items()}
    sets = list(dict.fromkeys(houses.values()))
    numbers = {house_id: sets.index(each) for house_id, each in houses.items()}
    try:
        _write({"sets": [asdict(each) for each in sets], "houses": numbers})
    except OSError as trouble:  # what was changed is kept all the same; the next start or change writes it again
        current_app.logger.error("support lines", exc_info=trouble)


def _kept_by_houses() -> dict[int, LineSet]:
    columns = [getattr(SupportLine, name) for name in Line.__dataclass_fields__]
    query = sa.select(House.id, House.country, *columns).join(SupportLine, SupportLine.house_id == House.id)
    kept: dict[int, LineSet] = {}
    for house_id, country, *values in db.session.execute(
        query.order_by(House.id, SupportLine.position, SupportLine.id)
    ):
        before = kept.get(house_id, LineSet(country, ()))
        kept[house_id] = LineSet(country, (*before.lines, Line(*values)))
    return kept


def _write(content: dict[str, Any]) -> None:
    # Whole or not at all, also when two write at once or the power goes.
    path = public_path()
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name, delete=False) as fresh:
        try:
            json.dump(content, fresh, ensure_ascii=False)
            fresh.flush()
            os.fsync(fresh.fileno())
            os.replace(fresh.name, path)
        except OSError:
            Path(fresh.name).unlink(missing_ok=True)
            raise


def published() -> Published:
    """What the file holds; nothing while there is none, or where it cannot be read."""
    path = public_path()
    try:
        changed = path.stat().st_mtime_ns
        if path not in _read or _read[path][0] != changed:
            _read[path] = (changed, _parsed(json.loads(path.read_text())))
        return _read[path][1]
    except (OSError, ValueError, TypeError, KeyError):
        return Published()


def _parsed(content: dict[str, Any]) -> Published:
    sets = (LineSet(each["country"], tuple(Line(**line) for line in each["lines"])) for each in content["sets"])
    return Published(tuple(sets), content["houses"])


@dataclass(frozen=True, slots=True)
class Support:
    """What pages say about outside help."""

    emergency: ShownLine | None
    lines: tuple[ShownLine, ...]


def support(house_id: int | None = None, most: int = 2) -> Support:
    """The emergency number and the first other lines: of one house, or for whoever comes by."""
    file = published()
    number = file.houses.get(str(house_id))
    lines = list(file.sets[number].lines if number is not None else _everyones(file))
    dangers = [line for line in lines if line.is_emergency]
    emergency = dangers[0] if len({line.phone for line in dangers}) == 1 else None
    others = [line for line in lines if not (emergency and line.is_emergency)]
    return Support(shown(emergency) if emergency else None, tuple(map(shown, others[:most])))


def _everyones(file: Published) -> Iterable[Line]:
    """Each line once. Where houses of several countries share a computer, a number for danger names its country."""
    lines = [(each.country, line) for each in file.sets for line in each.lines]
    dangers = [(country, line) for country, line in lines if line.is_emergency]
    if len({line.phone for _country, line in dangers}) > 1:
        named = (replace(line, label=f"{line.label}, {country_name(country)}") for country, line in dangers)
        return dict.fromkeys([*named, *(line for _country, line in lines if not line.is_emergency)])
    return dict.fromkeys(line for _country, line in lines) or template_lines("ZZ")


def public_path() -> Path:
    """Where the copy stands: beside the database."""
    folder: Path = current_app.config["SETTINGS"].instance
    return folder / FILE
