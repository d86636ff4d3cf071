"""A house with every odd hour there is, its calendar served over HTTP, and what each reader must find in it."""

import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.serving import make_server

from house import clock
from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.db import db, transaction
from house.diary.acts import add_line
from house.diary.plan import DiaryPlan, Saying
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.meetings.acts import call_off
from house.meetings.models import Meeting
from house.meetings.moving import change_one
from house.meetings.plan import MeetingPlan, OneMeeting
from house.meetings.planning import plan_weekly
from house.rosters.acts import give_shift
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.feeds.readers.reading import Seen
from tests.support.cast import NOW, ZONE, Cast
from tests.support.databases import fresh_app

# In Melbourne the clocks go forward on 4 October 2026 at 16:00 UTC of the day before, and back on 4 April 2027 so too.
EMOJI = "👩🏽‍🔧🎉" * 40  # 200 characters, in parts that no fold may cut
LONG = ("A long talk; with commas, backslashes \\ and “quotes” " * 4)[:200].strip()
RIGHT_TO_LEFT = "שלום עולם, مرحبا بالعالم"
ODD_MEETINGS = (
    (LONG, "2026-09-01T09:00Z", "2026-09-01T10:00Z"),
    (EMOJI, "2026-09-02T09:00Z", "2026-09-02T10:00Z"),
    (RIGHT_TO_LEFT, "2026-09-03T05:00Z", "2026-09-03T06:00Z"),
    ("Around the hour that spring leaves out", "2026-10-03T15:59Z", "2026-10-03T16:01Z"),
    ("As the clocks have gone forward", "2026-10-03T16:00Z", "2026-10-03T17:00Z"),
    ("2:30am for the first time", "2027-04-03T15:30Z", "2027-04-03T15:45Z"),
    ("2:30am for the second time", "2027-04-03T16:30Z", "2027-04-03T16:45Z"),
    ("Into the doubled hour", "2027-04-03T14:00Z", "2027-04-03T16:30Z"),
    ("Out of the doubled hour", "2027-04-03T15:45Z", "2027-04-03T17:30Z"),
)
SHIFTS = (
    (ShiftKind.day, date(2026, 8, 7), time(9), time(17), "2026-08-06T23:00Z", "2026-08-07T07:00Z"),
    (ShiftKind.active_night, date(2026, 8, 8), time(22), time(6), "2026-08-08T12:00Z", "2026-08-08T20:00Z"),
    (ShiftKind.sleepover, date(2026, 10, 3), time(21), time(7), "2026-10-03T11:00Z", "2026-10-03T20:00Z"),
    (ShiftKind.active_night, date(2027, 4, 3), time(22), time(6), "2027-04-03T11:00Z", "2027-04-03T20:00Z"),
)
MOVED_TO = ("2026-08-22T01:30Z", "2026-08-22T03:00Z")  # a Saturday, 11:30am


@dataclass(frozen=True)
class Served:
    """Where the calendars are served, and what stands in the full one."""

    url: str
    empty_url: str
    expected: frozenset[Seen]
    folder: Path


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The calendars of a worker who has a year of everything, and of somebody whose house plans nothing."""
    folder = tmp_path_factory.mktemp("readers")
    app, cast = fresh_app(folder)
    with pytest.MonkeyPatch.context() as patch, app.app_context():
        patch.setattr(clock, "now", lambda: NOW)
        with transaction():
            expected = frozenset(_live_a_year(cast))
            token = make_feed(cast.house_id, cast.worker.person_id, "my phone", Detail.full, NOW)
            other = make_feed(cast.other_house_id, cast.outsider.person_id, "my phone", Detail.full, NOW)
        with _open(app) as address:
            yield Served(f"{address}/cal/{token}/house.ics", f"{address}/cal/{other}/house.ics", expected, folder)
        db.engine.dispose()


class _open:  # it stands where a function of contextlib would
    def __init__(self, app: Flask) -> None:
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self.thread.start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(scope="session")
def fetched(served: Served) -> Callable[[str], Path]:
    """A calendar's bytes in a file, fetched once as a calendar program would."""
    kept: dict[str, Path] = {}

    def fetch(url: str) -> Path:
        if url not in kept:
            kept[url] = served.folder / f"calendar{len(kept)}.ics"
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # it is our own
                kept[url].write_bytes(answer.read())
        return kept[url]

    return fetch


# --- what is planned, and the instants that were reckoned without the house's own code ---


def _live_a_year(cast: Cast) -> Iterator[Seen]:
    yield from _meetings(cast)
    yield from _odd_meetings(cast)
    yield from _shifts(cast)
    yield from _turns(cast)
    yield from _diary(cast)


def _meetings(cast: Cast) -> Iterator[Seen]:
    """Every Thursday at seven for a year; the second one is moved to a Saturday, the third is called off."""
    cleo = cast.coordinator.person_id
    plan_weekly(cast.house_id, cleo, MeetingPlan(3, time(19)), NOW)
    rows = db.session.scalars(sa.select(Meeting).order_by(Meeting.starts_at)).all()
    to = OneMeeting(datetime(2026, 8, 22, 11, 30), 90, "", "House meeting")  # noqa: DTZ001  # wall time
    change_one(rows[1], cleo, to, rows[1].sequence, NOW)
    call_off(rows[2], cleo, "Painting.", NOW)
    end = datetime(2027, 8, 1, tzinfo=ZONE)
    for week, row in enumerate(rows):
        starts = datetime(2026, 8, 6, 19, tzinfo=ZONE) + timedelta(weeks=week)
        seen = _seen(f"meeting-{row.id}", starts, starts.astimezone(UTC) + timedelta(hours=1), "House meeting")
        if week == 1:
            seen = replace(seen, starts=MOVED_TO[0], ends=MOVED_TO[1])
        if starts < end:
            yield replace(seen, is_off=week == 2)


def _odd_meetings(cast: Cast) -> Iterator[Seen]:
    """Put in by hand: no form would take some of these."""
    for title, starts, ends in ODD_MEETINGS:
        instants = [datetime.fromisoformat(moment) for moment in (starts, ends)]
        local = instants[0].astimezone(ZONE).replace(tzinfo=None)
        row = Meeting(house_id=cast.house_id, title=title, starts_local=local, changed_at=NOW)
        row.starts_at, row.ends_at = instants
        db.session.add(row)
        db.session.flush()
        yield Seen(f"meeting-{row.id}", starts, ends, title)


def _shifts(cast: Cast) -> Iterator[Seen]:
    for kind, day, from_time, to_time, starts, ends in SHIFTS:
        plan = ShiftPlan(kind, cast.worker.person_id, day, from_time, to_time, visible_label="Kitchen")
        shift = give_shift(cast.house_id, cast.coordinator.person_id, plan, NOW)
        yield Seen(f"shift-{shift.id}", starts, ends)


def _turns(cast: Cast) -> Iterator[Seen]:
    """One on a Sunday, one for any day of the week from Monday 3 August on."""
    for weekday, first, after in ((6, "2026-08-09", "2026-08-10"), (None, "2026-08-03", "2026-08-10")):
        plan = ChorePlan("Kitchen bins", weekday, 10)
        chore = add_chore(cast.house_id, cast.resident.person_id, plan, date(2026, 8, 6), NOW)
        turn = db.session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)).first()
        assert turn is not None
        take(turn, cast.worker.person_id, NOW)
        yield Seen(f"turn-{turn.id}", first, after, "Chore: Kitchen bins")


def _diary(cast: Cast) -> Iterator[Seen]:
    """All day on both days that have another length than the others."""
    for day, after in (("2026-10-04", "2026-10-05"), ("2027-04-04", "2027-04-05")):
        said = Saying("The clocks change", date.fromisoformat(day))
        row = add_line(cast.house_id, cast.coordinator.person_id, DiaryPlan(said), NOW)[0]
        yield Seen(f"diary-{row.id}", day, after, "The clocks change")


def _seen(key: str, starts: datetime, ends: datetime, title: str) -> Seen:
    return Seen(key, *(f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for moment in (starts, ends)), title)
