"""Today as somebody in a hurry would write it by hand: Core rows, one resident, no sign-in, no guard, no rooms.

It says what Today says, by the same templates, so that the difference is what the house adds: `bench.goals.pages`
holds the two to each other, byte by byte, before it measures. `python -m bench.reference PORT`.
"""

import os
import sys
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, render_template

from bench import reference_rows as rows
from bench.bare import serve
from house import create_app, language
from house.config import CHECKOUT, from_environment
from house.db import engine_options
from house.nav import Place, help_outside
from house.rosters.models import ShiftStatus
from house.rosters.plan import LONGEST, SegmentKind
from house.rosters.reach import Way, ways
from house.web import static_url
from house.when.words import clock_words, day_words, range_words, soon_words, until_words

A_WEEK, A_MONTH, DAY = timedelta(days=7), timedelta(days=31), timedelta(days=1)
FEW = 5
PLACES = (("/", "today", "Today"), ("/week", "week", "Week"), ("/chores", "chores", "Chores"))
MORE_PLACES = (("/check-ins", "checkin", "Check in"), ("/house", "house", "House"))


class Stay(NamedTuple):
    """Somebody's time here, or on call, without a break; `row` is of its latest segment."""

    starts: datetime
    ends: datetime
    on_call: bool
    sleep: tuple[tuple[datetime, datetime], ...]
    row: Any


def stays_of(segments: list[Any]) -> list[Stay]:
    """Segments joined where one goes over into the next."""
    joined: list[Stay] = []
    for row in sorted(segments, key=lambda row: (row.kind is SegmentKind.on_call, row.worker_id, row.starts_at)):
        on_call = row.kind is SegmentKind.on_call
        sleep = ((row.starts_at, row.ends_at),) if row.kind is SegmentKind.sleepover else ()
        last = joined[-1] if joined else None
        is_same = last and (last.row.worker_id, last.on_call) == (row.worker_id, on_call)
        if last and is_same and row.starts_at <= last.ends:
            joined[-1] = Stay(last.starts, max(last.ends, row.ends_at), on_call, last.sleep + sleep, row)
        else:
            joined.append(Stay(row.starts_at, row.ends_at, on_call, sleep, row))
    return sorted(joined, key=lambda stay: (stay.starts, stay.ends))


def who_is_here(segments: list[Any], phone: str, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """What the top of the page says."""
    stays = stays_of(segments)
    on_now = [stay for stay in stays if stay.starts <= now < stay.ends]
    here = [stay for stay in on_now if not stay.on_call]
    there = {stay.row.worker_id for stay in here}
    on_call = [stay for stay in on_now if stay.on_call and stay.row.worker_id not in there]
    coming = [stay for stay in stays if stay.starts > now and not stay.on_call]
    names = " and ".join(stay.row.called_name for stay in coming if stay.starts == coming[0].starts)
    call = ways(phone, "Call the house phone: {number}")[-1] if phone else None
    reach = [someone(stay, zone, now) for stay in on_call]
    nobody = f"No one is rostered {until_words(coming[0].starts, now, zone)}." if coming else ""
    return {
        "on_now": [someone(stay, zone, now) for stay in here],
        "on_call": reach,
        "nobody_words": nobody or "No one is rostered in the next 7 days.",
        "next_words": f"Next: {names}, {soon_words(coming[0].starts, now, zone)}" if coming else "",
        "house_phone": call,
        "instead_words": f"On call: {' and '.join(each['name'] for each in reach)}." if reach else "",
        "instead_reach": [*(way for each in reach for way in each["reach"]), *([call] if call else [])],
    }


def someone(stay: Stay, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """What the page says of somebody."""
    is_sure = stay.row.status is ShiftStatus.confirmed
    state = "On call" if stay.on_call else "Here" if is_sure else "Planned to be here"
    until, mood = until_words(stay.ends, now, zone), "on_call" if stay.on_call else "here"
    sleep = next((each for each in stay.sleep if each[1] > now), None)
    if sleep:
        is_all = sleep[1] == stay.ends
        state = f"Here overnight, asleep {range_words(*sleep, zone)}" + ("" if is_all else ".")
        until = "" if is_all else f"Here {until}"
        mood = "asleep" if sleep[0] <= now else "here"
    reach: tuple[Way, ...] = ways(opened("worker_profile", stay.row.profile_id, "reach_by", stay.row.reach_by_sealed))
    calls = tuple(way if not way.url else Way(f"Call {way.words}", way.url) for way in reach)
    name, pronouns = stay.row.called_name, stay.row.pronouns
    return {
        "name": name,
        "pronouns": pronouns,
        "state_words": state,
        "until_words": until,
        "reach": calls,
        "mood": mood,
    }


def my_day(turns: list[Any], meetings: list[Any], zone: ZoneInfo, now: datetime) -> list[dict[str, str]]:
    """What the rest of the page says."""
    today = now.astimezone(zone).date()
    mine = [
        {"title": f"Chore: {row.name}", "path": f"/chores/{row.chore_id}", "words": all_day_words(row, today)}
        for row in turns
    ]
    met = [
        {"title": row.title, "path": f"/meetings/{row.id}", "words": meeting_words(row, zone, now)} for row in meetings
    ]
    return [*mine, *met][:FEW]


def all_day_words(row: Any, today: Any) -> str:
    last = row.window_to - DAY
    return "any time today" if last == today else f"any day up to {day_words(last, today)}"


def meeting_words(row: Any, zone: ZoneInfo, now: datetime) -> str:
    if row.starts_at <= now:
        return f"now, until {clock_words(row.ends_at, zone)}"
    return soon_words(row.starts_at, now, zone)


settings = from_environment()
whole = create_app(settings)
ring = whole.extensions["key_ring"]
app = Flask("by-hand", template_folder=CHECKOUT / "templates")
app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
language.install(app)
options = engine_options(settings.database_url)
engine = sa.create_engine(options.pop("url"), **options)


def opened(table: str, row_id: int, name: str, sealed: bytes | None) -> str:
    return ring.open(sealed, f"{table}|{row_id}|{name}") if sealed else ""


with engine.connect() as connection:
    reader = connection.execute(rows.READER, {"name": os.environ["BENCH_READER"]}).one()
with whole.test_request_context("/"):
    around = {
        **help_outside(reader),
        "nav": [Place(path, label, icon, path == "/") for path, icon, label in (*PLACES, *MORE_PLACES)],
        "me": {"url": "/me", "name": reader.called_name},
        "site_name": "House",
        "house_name": reader.house_name,
        "viewer": reader,
    }
    files = {name: static_url(name) for name in ("house.css", "icon.svg")}
app.jinja_env.globals["static_url"] = files.__getitem__


@app.get("/hello")
def hello() -> str:
    """That it is up."""
    return "hello"


@app.get("/")
def today() -> str:
    """Who is here, and the day of one resident."""
    zone, now = ZoneInfo(reader.timezone), datetime.now(UTC)
    day = now.astimezone(zone).date()
    end = datetime.combine(day + DAY, time(), zone).astimezone(UTC)
    own = {"house_id": reader.house_id, "now": now}
    with engine.connect() as connection:
        segments = connection.execute(rows.SEGMENTS, {**own, "first": now - LONGEST, "until": now + A_WEEK}).all()
        phone = connection.execute(rows.PHONE, {"house_id": reader.house_id}).scalar()
        turns = connection.execute(
            rows.TURNS, {**own, "person_id": reader.id, "first": day - A_MONTH, "today": day}
        ).all()
        meetings = connection.execute(rows.MEETINGS, {**own, "first": now - A_WEEK, "until": end}).all()
    here = who_is_here(list(segments), opened("house", reader.house_id, "phone", phone), zone, now)
    items = my_day(list(turns), list(meetings), zone, now)
    return render_template("home/today.html", here=here, waiting=[], items=items, **around)


if __name__ == "__main__":
    serve("bench.reference:app", int(sys.argv[1]))
