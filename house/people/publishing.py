"""Writing outside help to disk, again at every change and at every start."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import sqlalchemy as sa
from flask import current_app

from house import once
from house.db import db, transaction
from house.people.kept_lines import lines_query
from house.people.lines import Line, in_order, lines_of_countries
from house.people.models import House, SupportLine
from house.people.published import ALL, EVERYONES, FEW, Published, copy_path, draw_page, page_path, pages_folder

FRESH = ".fresh-"  # a file that is being written


def publish_afterwards() -> None:
    """Publish what this request changes, once it is kept."""
    once.afterwards(_publish_kept)


def _publish_kept() -> None:
    with transaction(may_write=False):
        publish_lines()


def publish_lines() -> None:
    """Write the lines of all houses to files beside the database; no name of a house or a person goes with them."""
    try:
        with _alone():
            fresh = _gathered()
            _write(copy_path(), json.dumps(asdict(fresh), ensure_ascii=False, default=date.isoformat))
            _write_pages(fresh)
    except OSError as trouble:  # what was changed is kept all the same; the next start or change writes it again
        current_app.logger.error("support lines", exc_info=trouble)


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time, the asking too: whoever writes last has seen everything that was kept before."""
    pages_folder().mkdir(mode=0o700, exist_ok=True)
    with (pages_folder() / ".lock").open("a") as lock:
        os.fchmod(lock.fileno(), 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        for path in pages_folder().glob(f"{FRESH}*"):
            path.unlink()  # somebody stopped half-way through it
        yield


def _gathered() -> Published:
    kept, codes, countries = dict[int, tuple[Line, ...]](), dict[int, str](), set[str]()
    for house_id, code, country in db.session.execute(sa.select(House.id, House.help_code, House.country)):
        kept[house_id], codes[house_id] = (), code
        countries.add(country)
    for house_id, *values in db.session.execute(lines_query(SupportLine.house_id)):
        if house_id in kept:  # not one that opened between the two questions: it publishes itself
            kept[house_id] = (*kept[house_id], Line(*values))
    sets = list(dict.fromkeys(kept.values()))
    number = {lines: at for at, lines in enumerate(sets)}
    return Published(
        tuple(sorted(countries)),
        tuple(sets),
        houses={str(house_id): number[lines] for house_id, lines in kept.items()},
        codes={codes[house_id]: number[lines] for house_id, lines in kept.items()},
    )


def _write_pages(fresh: Published) -> None:
    pages = [draw_page(in_order(lines, ALL), in_order(lines, FEW), is_own=True) for lines in fresh.sets]
    for code, number in fresh.codes.items():
        _write(page_path(code), pages[number])
    public = lines_of_countries(fresh.countries)
    _write(page_path(EVERYONES), draw_page(in_order(public, ALL), in_order(public, FEW)))
    for path in pages_folder().glob("*.html"):
        if path.stem != EVERYONES and path.stem not in fresh.codes:
            path.unlink(missing_ok=True)  # of a house that is no longer here, or has another address by now


def _write(path: Path, content: str) -> None:
    """Write a file whole or not at all, also when the power goes; one that says the same already stays."""
    words = content.encode()
    if path.exists() and path.read_bytes() == words:
        return
    with NamedTemporaryFile(dir=pages_folder(), prefix=FRESH, delete=False) as fresh:
        try:
            fresh.write(words)
            fresh.flush()
            os.fsync(fresh.fileno())
            os.replace(fresh.name, path)
        except OSError:
            Path(fresh.name).unlink(missing_ok=True)
            raise
