"""S5, S6, S7 and S13: a calendar asked for again and again, as calendar programs do, and after one entry changed."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

from icalendar import Calendar, Event

from bench.browser import Browser
from bench.calendars import feed_of
from bench.houses import Houses
from bench.radicale import LET_IN, found_radicale, radicale_server, timed_get
from bench.rates import against_bare
from bench.results import Result
from bench.servers import Server, house_server
from bench.turns import Effort, in_turn
from house.feeds.ical import Names
from house.feeds.kept import How, Renewed, read_kept, renew
from house.feeds.serving import packed_up, unpacked
from house.when.entry import Entry

PEER_WORKERS = 1
FEW, MANY = 500, 5000
PACKED = {"Accept-Encoding": "gzip"}
AROUND, NOW = date(2026, 8, 1), datetime(2026, 8, 6, 7, tzinfo=UTC)
HOW = How("full", "none", Names("Home", "Australia/Melbourne", "bench.house.invalid", "https://home.example"), "bench")


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """A peer worker's calendar and one of 500 entries over a server; 500 and 5,000 entries in this process."""
    yield from _served(houses, effort)
    yield from _of_500(houses, effort)
    for count in (FEW, MANY):
        yield from _kept(count, effort)


def _served(houses: Houses, effort: Effort) -> Iterator[Result]:
    path = houses.decade.feed(PEER_WORKERS)
    with house_server(houses.decade) as server:
        yield from _both_ways(server, path, effort)


def _of_500(houses: Houses, effort: Effort) -> Iterator[Result]:
    house = houses.year.copied("calendars")
    path = feed_of(house, FEW)
    with house_server(house) as server:
        yield from _both_ways(server, path, effort)
        body = Browser(server.port).ask(path).body
        if python := found_radicale():
            yield from _against_radicale(server, path, body, python, effort)


def _both_ways(server: Server, path: str, effort: Effort) -> Iterator[Result]:
    whole, packed = (Browser(server.port).ask(path, headers=headers) for headers in ({}, PACKED))
    etag = {"If-None-Match": whole.headers["ETag"]}
    what = f"a calendar of {whole.body.count(b'BEGIN:VEVENT')} entries"
    unchanged = against_bare(server, path, etag, 304, None, effort)
    yield Result("S5", f"{what}, not changed (304): against Flask's hello", unchanged, "≥", 0.75)
    full = against_bare(server, path, PACKED, 200, packed.body, effort)
    yield Result("S6", f"{what}, whole, compressed: against Flask with the same bytes", full, "≥", 0.50)
    full = against_bare(server, path, {}, 200, whole.body, effort)
    yield Result("S6", f"{what}, whole, as it is: against Flask with the same bytes", full, "≥", 0.50)


def _against_radicale(server: Server, path: str, body: bytes, python: str, effort: Effort) -> Iterator[Result]:
    """The same entries in Radicale, asked for whole and, as programs do, if they changed: to it that is all one."""
    with radicale_server(python, body) as (port, collection, etag):
        for words, ours, theirs, status in (
            ("whole", {}, LET_IN, 200),
            ("not changed", {"If-None-Match": "*"}, {"If-None-Match": etag, **LET_IN}, 304),
        ):
            house = timed_get(server.port, path, ours, status)
            other = timed_get(port, collection, theirs, 200)
            ratio = in_turn(house, other, effort.rounds)
            yield Result("S13", f"a calendar of {FEW} entries, {words}: time against Radicale's", ratio, "≤", 0.02)


def _kept(count: int, effort: Effort) -> Iterator[Result]:
    entries = [_entry(number) for number in range(count)]
    before = renew(entries, None, HOW, AROUND, NOW)
    packed, whole = packed_up(before.body), _by_the_library(entries)
    ratio = in_turn(_timed(lambda: unpacked(packed)), _timed(whole.to_ical), effort.rounds)
    yield Result("S7", f"{count} entries from what is kept: against icalendar's own to_ical", ratio, "≤", 0.02)
    if count == MANY:
        yield _after_a_change(entries, before, effort)


def _after_a_change(entries: list[Entry], before: Renewed, effort: Effort) -> Result:
    """One entry of many is another one; the same bytes either way."""
    changed, parts = [*entries[:-1], replace(entries[-1], title="Moved")], before.kept.as_text()
    again = _timed(lambda: renew(changed, read_kept(parts, before.body), HOW, AROUND, NOW))
    built = _timed(lambda: _by_the_library(changed).to_ical(), 1)
    what = f"{len(entries)} entries after one changed: against icalendar building it whole"
    return Result("S7", what, in_turn(again, built, effort.rounds), "≤", 0.02)


def _entry(number: int) -> Entry:
    starts = NOW + timedelta(hours=2 * number % 8000, minutes=number % 60)
    return Entry(
        key=f"shift-{number}",
        kind="shift",
        title=f"Shift: here 9am to 5pm, day {number}",
        quiet_title="Shift",
        starts=starts,
        ends=starts + timedelta(hours=8),
        changed_at=NOW,
        note="Bring the key, and a book for the quiet hours of the night",
        path=f"/rosters/shifts/{number}",
    )


def _by_the_library(entries: list[Entry]) -> Calendar:
    """As its own documentation does it."""
    whole = Calendar()
    whole.add("prodid", "-//bench//")
    whole.add("version", "2.0")
    for entry in entries:
        event = Event()
        for name, value in (("uid", entry.key), ("summary", entry.title), ("description", entry.note)):
            event.add(name, value)
        for name, at in (("dtstart", entry.starts), ("dtend", entry.ends), ("dtstamp", entry.changed_at)):
            event.add(name, at)
        event.add("url", entry.path)
        whole.add_component(event)
    return whole


def _timed(act: Callable[[], object], turns: int = 3) -> Callable[[], float]:
    def once() -> float:
        began = time.perf_counter()
        act()
        return time.perf_counter() - began

    return lambda: median(once() for _turn in range(turns))
