"""Programs that others made show every occurrence at its right instant, and read a calendar with nothing in it."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from tests.feeds.readers.conftest import Served
from tests.feeds.readers.reading import PROGRAMS, SYSTEM_PYTHON, Seen, as_expected, needs, occurrences, read_by, run

FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def with_icalendar(file: Path) -> list[Seen]:
    """icalendar, which takes its zones from the world's list."""
    return _as_seen(Calendar.from_ical(file.read_bytes()).events)


def with_recurring_ical_events(file: Path) -> list[Seen]:
    """What Home Assistant and others list a calendar with."""
    calendar = Calendar.from_ical(file.read_bytes())
    # It turns UTC into this zone and forgets which of the two 2:30am of an autumn night was meant.
    calendar.pop("X-WR-TIMEZONE")
    return _as_seen(recurring_ical_events.of(calendar).between(FROM, TO))


def _as_seen(events: Iterable[Event]) -> list[Seen]:
    return occurrences(
        {
            "uid": event["UID"],
            "starts": _said(event["DTSTART"].dt),
            "ends": _said(event["DTEND"].dt),
            "title": str(event["SUMMARY"]),
            "status": event["STATUS"],
        }
        for event in events
    )


def _said(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
    return moment.isoformat()


def with_vobject(file: Path) -> list[Seen]:
    """vobject: it takes a zone from the file's own VTIMEZONE."""
    needs(SYSTEM_PYTHON, "Debian’s Python")
    if not _has_vobject():
        pytest.skip("vobject is not installed here, so it reads nothing.")
    return read_by(SYSTEM_PYTHON, PROGRAMS / "with_vobject.py", file)


def _has_vobject() -> bool:
    look = "import importlib.util as u, json; print(json.dumps(u.find_spec('vobject') is not None))"
    return bool(json.loads(run(SYSTEM_PYTHON, "-c", look)))


def with_libical(file: Path) -> list[Seen]:
    """libical, which Evolution and GNOME Calendar read with: its own rules are kept too, without an error."""
    needs(SYSTEM_PYTHON, "Debian’s Python")
    if not list(Path("/usr/lib").glob("**/libical.so.3")):
        pytest.skip("libical is not installed here, so it reads nothing.")
    return read_by(SYSTEM_PYTHON, PROGRAMS / "with_libical.py", file)


def with_ical_js(file: Path) -> list[Seen]:
    """ical.js, which Thunderbird and Nextcloud read with: it takes a zone from the file's own VTIMEZONE."""
    node = needs("node", "Node")
    if not (PROGRAMS / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is not installed here, so it reads nothing.")
    return read_by(node, PROGRAMS / "with_ical_js.mjs", file)


READERS = [with_icalendar, with_recurring_ical_events, with_vobject, with_libical, with_ical_js]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_it_sees_every_occurrence_at_its_instant(
    reader: Callable[[Path], list[Seen]], served: Served, fetched: Callable[[str], Path]
) -> None:
    found = reader(fetched(served.url))
    assert found == as_expected(served.expected, found)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
def test_it_reads_a_calendar_with_nothing_in_it(
    reader: Callable[[Path], list[Seen]], served: Served, fetched: Callable[[str], Path]
) -> None:
    assert reader(fetched(served.empty_url)) == []
