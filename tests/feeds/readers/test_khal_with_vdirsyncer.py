"""khal with vdirsyncer, which asks for the calendar itself: every occurrence, and again nothing new."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.feeds.readers.conftest import Served
from tests.feeds.readers.reading import Seen, as_expected, needs, run

SYNC = """
[general]
status_path = "{folder}/status/"
[pair house]
a = "local"
b = "link"
collections = null
[storage local]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
[storage link]
type = "http"
url = "{url}"
"""
SHOW = """
[calendars]
[[house]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%MZ
longdatetimeformat = %Y-%m-%dT%H:%MZ
"""
LINE = "{start-long-full}|{end-long-full}|{all-day}|{cancelled}|{title}"


def test_it_sees_every_occurrence_at_its_instant(served: Served, tmp_path: Path) -> None:
    _synced(served.url, tmp_path)
    found = _listed(tmp_path)
    titled = {(each.starts, each.ends): each.title for each in found}
    # vdirsyncer gives each a UID of its own, so those of the shifts are known by their times.
    expected = [replace(each, key="", title=each.title or titled[each.starts, each.ends]) for each in served.expected]
    assert found == as_expected(expected, found)


def test_asking_again_brings_nothing_new(served: Served, tmp_path: Path) -> None:
    _synced(served.url, tmp_path)
    assert "Copying" not in _synced(served.url, tmp_path)


def test_it_reads_a_calendar_with_nothing_in_it(served: Served, tmp_path: Path) -> None:
    _synced(served.empty_url, tmp_path)
    assert _listed(tmp_path) == []


def _synced(url: str, folder: Path) -> str:
    vdirsyncer = needs("vdirsyncer", "vdirsyncer")
    config = folder / "sync.conf"
    (folder / "calendar").mkdir(exist_ok=True)
    config.write_text(SYNC.format(folder=folder, url=url))
    run(vdirsyncer, "-c", config, "discover", "house")
    return run(vdirsyncer, "-c", config, "sync")


def _listed(folder: Path) -> list[Seen]:
    khal = needs("khal", "khal")
    config = folder / "show.conf"
    config.write_text(SHOW.format(folder=folder))
    said = run(khal, "-c", config, "list", "--once", "--format", LINE, "--day-format", "", "2026-01-01", "2028-01-01")
    return sorted(_seen(*line.split("|", 4)) for line in said.splitlines() if "|" in line)


def _seen(starts: str, ends: str, is_all_day: str, cancelled: str, title: str) -> Seen:
    if is_all_day == "True":  # khal says the last day, not the one after
        after = date.fromisoformat(ends[:10]) + timedelta(days=1)
        starts, ends = starts[:10], after.isoformat()
    return Seen("", starts, ends, title, bool(cancelled.strip()))
