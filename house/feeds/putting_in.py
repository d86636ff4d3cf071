"""A calendar file that somebody puts in, line by line: what it would add, what stands already, what can't be taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from house.diary.plan import LONGEST_LINE
from house.feeds.ics_lines import read_events
from house.feeds.ics_moments import Around
from house.feeds.ics_times import ReadEvent, Times, read_times
from house.feeds.picks import Pick
from house.feeds.put_in_words import cut_words, trouble_words
from house.feeds.troubles import Unread
from house.forms import clean_line
from house.people.holding import hold_house
from house.viewer import Viewer

AHEAD = timedelta(days=2 * 366)
MOST_PICKS = 200  # at once


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what was found: when, what, and what a form sends to take it; without that, why it stays out."""

    number: int  # of its entry in the file
    when: str
    words: str
    sent: str = ""
    trouble: str = ""
    cut: str = ""  # what of it a line does not hold


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do, in order of time: lines to take, lines that stand already, and entries left out."""

    new: tuple[Line, ...]
    there: tuple[Line, ...]
    left_out: tuple[Line, ...]
    has_more: bool  # than are taken at once


@dataclass(frozen=True, slots=True)
class Destination:
    """Where what is put in goes: how its times are taken, what stands there, how a line reads, and how it is kept."""

    picks: Callable[[Times, str], Iterable[Pick]]
    there: Callable[[Viewer, Sequence[Pick]], set[Pick]]
    when: Callable[[Pick, Viewer, datetime], str]
    keep: Callable[[Pick, Viewer, datetime], object]
    shows_words: bool


def preview(content: bytes, into: Destination, viewer: Viewer, now: datetime) -> Preview:
    """What a file would do. Raises `BadCalendar`."""
    found, left_out = list[tuple[int, Pick]](), list[Line]()
    for event in _read(content, viewer, now):
        words = clean_line(event.summary)[:LONGEST_LINE] if into.shows_words else ""
        try:
            if event.trouble:
                raise Unread(event.trouble)
            found += [(event.number, pick) for each in event.times for pick in into.picks(each, words)]
        except Unread as refused:
            left_out.append(Line(event.number, "", words, trouble=trouble_words(refused.trouble)))
    return _sorted(found, left_out, into, viewer, now)


def _read(content: bytes, viewer: Viewer, now: datetime) -> list[ReadEvent]:
    today = now.astimezone(viewer.zone).date()
    # Other programs name zones in their own way; what knows them is slow to start (SPEED S10).
    names = import_module("icalendar.timezone.windows_to_olson").WINDOWS_TO_OLSON
    return read_times(read_events(content), Around(viewer.zone, today, today + AHEAD, names))


def _sorted(
    found: list[tuple[int, Pick]], left_out: list[Line], into: Destination, viewer: Viewer, now: datetime
) -> Preview:
    stands = {_same(pick) for pick in into.there(viewer, [pick for _number, pick in found])}
    new, there = list[Line](), list[Line]()
    for number, pick in sorted(found, key=lambda each: (each[1].sent, each[0])):
        is_there = _same(pick) in stands
        stands.add(_same(pick))
        sent = "" if is_there else pick.sent
        line = Line(number, into.when(pick, viewer, now), pick.words, sent, cut=cut_words(pick, viewer.zone, now))
        (there if is_there else new).append(line)
    return Preview(tuple(new[:MOST_PICKS]), tuple(there), tuple(left_out), len(new) > MOST_PICKS)


def _same(pick: Pick) -> tuple[object, ...]:
    return pick.first, pick.last, pick.begins, pick.ends, pick.words.casefold()


def keep(picks: Iterable[Pick], into: Destination, viewer: Viewer, now: datetime) -> int:
    """Keep what was ticked and does not stand yet; how many that were."""
    hold_house(viewer.house_id)  # of two at once, the second sees what the first kept
    today = now.astimezone(viewer.zone).date()
    near = [pick for pick in picks if today <= pick.last and pick.first <= today + AHEAD][:MOST_PICKS]
    stands, kept = {_same(pick) for pick in into.there(viewer, near)}, 0
    for pick in near:
        if _same(pick) not in stands:
            stands.add(_same(pick))
            into.keep(pick, viewer, now)
            kept += 1
    return kept
