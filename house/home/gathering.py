"""Gather what every room offers: calendar entries, and what waits for an answer."""

from collections.abc import Callable
from datetime import datetime

from house.checkins import waiting as checkins_waiting
from house.chores import entries as chore_entries
from house.diary import entries as diary_entries
from house.meetings import entries as meeting_entries
from house.meetings import waiting as meetings_waiting
from house.people import waiting as people_waiting
from house.rosters import entries as shift_entries
from house.rosters import waiting as rosters_waiting
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import Span

# A room that has times offers entries, and everything here follows: Today, the week, later the kitchen screen.
ENTRIES: tuple[Callable[[Viewer, Span], list[Entry]], ...] = (
    shift_entries.entries,
    meeting_entries.entries,
    diary_entries.entries,
    chore_entries.entries,
)
WITH_WHO_IS_HERE = (*ENTRIES, shift_entries.here_entries)
WAITING: tuple[Callable[[Viewer, datetime], list[Waiting]], ...] = (
    rosters_waiting.waiting,
    checkins_waiting.waiting,
    meetings_waiting.waiting,
    people_waiting.waiting,
)


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """What is on in the window, as this viewer may see it; Today says in its own way who else is here."""
    return [entry for offered in ENTRIES for entry in offered(viewer, window)]


def entries_and_who_is_here(viewer: Viewer, window: Span) -> list[Entry]:
    """The same, with everyone who is here."""
    return [entry for offered in WITH_WHO_IS_HERE for entry in offered(viewer, window)]


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """Everything that asks something of this viewer, the longest waiting first."""
    return sorted((ask for offered in WAITING for ask in offered(viewer, now)), key=lambda ask: ask.since)
