"""Gather what every room offers: calendar entries, and what waits for an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from house.checkins import waiting as checkins_waiting
from house.chores import entries as chore_entries
from house.chores import waiting as chores_waiting
from house.diary import entries as diary_entries
from house.gatherings import entries as gathering_entries
from house.meetings import action_entries
from house.meetings import entries as meeting_entries
from house.meetings import waiting as meetings_waiting
from house.meetings.action_entries import OpenAction
from house.people import waiting as people_waiting
from house.rosters import entries as shift_entries
from house.rosters import waiting as rosters_waiting
from house.rosters.here import Here
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import Span, day_span

# A room that has times offers entries, and everything here follows: Today and the week. The kitchen screen is nobody's,
# so it asks in a way of its own (kitchen_reading.py).
ENTRIES: tuple[Callable[[Viewer, Span], list[Entry]], ...] = (
    meeting_entries.entries,
    diary_entries.entries,
    chore_entries.entries,
)
# Today asks the roster, actions, gatherings and people more in one question each: who is here too, what waits, what is
# new. The week asks for days.
BY_DAY = (shift_entries.entries, *ENTRIES, action_entries.entries, gathering_entries.entries)
WITH_WHO_IS_HERE = (*BY_DAY, shift_entries.here_entries)
WAITING: tuple[Callable[[Viewer, datetime], list[Waiting]], ...] = (
    rosters_waiting.waiting,
    checkins_waiting.waiting,
    meetings_waiting.waiting,
    chores_waiting.waiting,
)


@dataclass(frozen=True, slots=True)
class OneDay:
    """What a day brings to one viewer: who is here, what asks for an answer, what is on, what is open besides."""

    here: Here
    waiting: list[Waiting]
    entries: list[Entry]
    open: list[OpenAction]
    news: str


def today(viewer: Viewer, now: datetime) -> OneDay:
    """What today brings: first what waits for a short while only, then the longest waiting.

    Today says in its own way who else is here.
    """
    window = day_span(now.astimezone(viewer.zone).date(), viewer.zone)
    of_actions = action_entries.on_today(viewer, now)
    asked_by_gatherings, gatherings = gathering_entries.on_today(viewer, now, window)
    asked_by_people, news = people_waiting.on_today(viewer, now)
    asked = [*of_actions.waiting, *asked_by_gatherings, *asked_by_people]
    asked += [ask for offered in WAITING for ask in offered(viewer, now)]
    shifts, here = shift_entries.on_today(viewer, now, window)
    entries = [*of_actions.entries, *shifts, *gatherings]
    entries += [entry for offered in ENTRIES for entry in offered(viewer, window)]
    return OneDay(here, sorted(asked, key=lambda ask: (not ask.is_short, ask.since)), entries, of_actions.open, news)


def entries_and_who_is_here(viewer: Viewer, window: Span) -> list[Entry]:
    """The same, with everyone who is here."""
    return [entry for offered in WITH_WHO_IS_HERE for entry in offered(viewer, window)]
