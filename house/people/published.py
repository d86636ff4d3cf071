"""Outside help as it stands on disk: whole pages, and a copy of the lines. Reading it needs nothing else to work."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app

from house.people.lines import Line, Support, in_order, lines_of_countries
from house.web import plain_page

FILE = "support-lines.json"
FOLDER = "outside-help"
EVERYONES = "index"
FEW, ALL = 2, 50  # lines in a footer, and on a page of their own
_CODE = re.compile(r"[A-Za-z0-9_-]{16,40}")  # no dot and no slash: a code is a file's name and nothing more


@dataclass(frozen=True, slots=True)
class Published:
    """What the copy holds: the countries of the houses here, sets of lines, and which house keeps which."""

    countries: tuple[str, ...] = ()
    sets: tuple[tuple[Line, ...], ...] = ()
    houses: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)


_read: dict[Path, tuple[tuple[int, int], Published]] = {}


def published() -> Published:
    """What the copy holds; nothing while there is none, or where it cannot be read."""
    path = copy_path()
    try:
        found = path.stat()
        version = (found.st_ino, found.st_mtime_ns)
        if path not in _read or _read[path][0] != version:
            _read[path] = (version, _parsed(json.loads(path.read_bytes())))
        return _read[path][1]
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Published()


def _parsed(content: dict[str, Any]) -> Published:
    sets = tuple(tuple(map(_line, each)) for each in content["sets"])
    houses, codes = ({str(key): int(at) for key, at in content[name].items()} for name in ("houses", "codes"))
    if any(not 0 <= at < len(sets) for at in (*houses.values(), *codes.values())):
        raise ValueError("the copy names a set of lines that it does not hold")
    return Published(tuple(map(str, content["countries"])), sets, houses, codes)


def _line(values: dict[str, Any]) -> Line:
    day = values.pop("checked_on")
    return Line(**values, checked_on=date.fromisoformat(day) if day else None)


def support(house_id: int | None = None, most: int = FEW) -> Support:
    """The emergency number and the first other lines: of one house, or for whoever comes by."""
    copy = published()
    number = copy.houses.get(str(house_id))
    return in_order(lines_of_countries(copy.countries) if number is None else copy.sets[number], most)


def everyones_page() -> str:
    """The page for whoever comes by: the file, or what is built in."""
    return _kept_page(EVERYONES) or draw_page(support(most=ALL), support())


def unknown_page() -> str:
    """The same lines, for an address that no house has."""
    return draw_page(support(most=ALL), support(), is_unknown=True)


def house_page(code: str) -> str | None:
    """A house's own page, by its unguessable code: the file, or what the copy says; None for a code of no house."""
    if not _CODE.fullmatch(code):
        return None
    if page := _kept_page(code):
        return page
    copy = published()
    number = copy.codes.get(code)
    if number is None:
        return None
    lines = copy.sets[number]
    return draw_page(in_order(lines, ALL), in_order(lines, FEW), is_own=True)


def _kept_page(name: str) -> str:
    try:
        return page_path(name).read_bytes().decode()
    except (OSError, ValueError):
        return ""


def copy_path() -> Path:
    """Where the copy stands: beside the database."""
    folder: Path = current_app.config["SETTINGS"].instance
    return folder / FILE


def pages_folder() -> Path:
    """Where the pages stand."""
    folder: Path = current_app.config["SETTINGS"].instance
    return folder / FOLDER


def page_path(name: str) -> Path:
    """The page of a house by its code, or everyone's."""
    return pages_folder() / f"{name}.html"


def draw_page(whole: Support, foot: Support, *, is_own: bool = False, is_unknown: bool = False) -> str:
    """A whole page of outside help, with nothing of any session in it."""
    # The context of a request of nobody's: addresses of our own files need one, and a file is for everybody.
    with current_app.test_request_context():
        return plain_page("people/outside_help.html", help=whole, support=foot, is_own=is_own, is_unknown=is_unknown)
