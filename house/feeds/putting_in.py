"""A calendar file that somebody puts in, line by line: what it would add, what stands already, what can't be taken."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module

import sqlalchemy as sa

from house.db import db
from house.diary.access import visible
from house.diary.acts import add_line
from house.diary.models import DiaryDay
from house.diary.plan import LONGEST_LINE, DiaryPlan, Saying
from house.diary.words import when_words
from house.feeds.ics_lines import read_events
from house.feeds.ics_times import Around, ReadEvent, Times, read_times
from house.feeds.picks import Pick, diary_picks, leave_pick
from house.feeds.put_in_words import cut_words, trouble_words
from house.feeds.troubles import Trouble, Unread
from house.forms import clean_line
from house.people.holding import hold_house
from house.rosters.agreeing import enter_time_off
from house.rosters.checking import entered_off
from house.rosters.own_pages import off_words
from house.rosters.time_off import Off
from house.viewer import Viewer
from house.when.span import DAY, days_span

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
class Kind:
    """Where what is put in goes: how its times are taken, what stands there, how a line reads, and how it is kept."""

    picks: Callable[[Times, str], Iterable[Pick]]
    there: Callable[[Viewer, Sequence[Pick]], set[Pick]]
    when: Callable[[Pick, Viewer, datetime], str]
    keep: Callable[[Pick, Viewer, datetime], object]
    shows_words: bool


def preview(content: bytes, kind: Kind, viewer: Viewer, now: datetime) -> Preview:
    """What a file would do. Raises `BadCalendar`."""
    found, left_out = list[tuple[int, Pick]](), list[Line]()
    for event in _read(content, viewer, now):
        words = clean_line(event.summary)[:LONGEST_LINE] if kind.shows_words else ""
        try:
            if event.trouble:
                raise Unread(event.trouble)
            found += [(event.number, pick) for each in event.times for pick in kind.picks(each, words)]
        except Unread as refused:
            left_out.append(Line(event.number, "", words, trouble=trouble_words(refused.trouble)))
    return _sorted(found, left_out, kind, viewer, now)


def _read(content: bytes, viewer: Viewer, now: datetime) -> list[ReadEvent]:
    today = now.astimezone(viewer.zone).date()
    # Other programs name zones in their own way; what knows them is slow to start (SPEED S10).
    names = import_module("icalendar.timezone.windows_to_olson").WINDOWS_TO_OLSON
    return read_times(read_events(content), Around(viewer.zone, today, today + AHEAD, names))


def _sorted(found: list[tuple[int, Pick]], left_out: list[Line], kind: Kind, viewer: Viewer, now: datetime) -> Preview:
    stands = {_same(pick) for pick in kind.there(viewer, [pick for _number, pick in found])}
    new, there = list[Line](), list[Line]()
    for number, pick in sorted(found, key=lambda each: (each[1].sent, each[0])):
        is_there = _same(pick) in stands
        stands.add(_same(pick))
        sent = "" if is_there else pick.sent
        line = Line(number, kind.when(pick, viewer, now), pick.words, sent, cut=cut_words(pick, viewer.zone, now))
        (there if is_there else new).append(line)
    return Preview(tuple(new[:MOST_PICKS]), tuple(there), tuple(left_out), len(new) > MOST_PICKS)


def _same(pick: Pick) -> tuple[object, ...]:
    return pick.first, pick.last, pick.begins, pick.ends, pick.words.casefold()


def keep(picks: Iterable[Pick], kind: Kind, viewer: Viewer, now: datetime) -> int:
    """Keep what was ticked and does not stand yet; how many that were."""
    hold_house(viewer.house_id)  # of two at once, the second sees what the first kept
    today = now.astimezone(viewer.zone).date()
    near = [pick for pick in picks if today <= pick.last and pick.first <= today + AHEAD][:MOST_PICKS]
    stands, kept = {_same(pick) for pick in kind.there(viewer, near)}, 0
    for pick in near:
        if _same(pick) not in stands:
            stands.add(_same(pick))
            kind.keep(pick, viewer, now)
            kept += 1
    return kept


# --- holidays, which are lines of the house diary ---


def _days(times: Times, words: str) -> Iterator[Pick]:
    if not words:
        raise Unread(Trouble.no_name)
    return diary_picks(times, words)


def _in_diary(viewer: Viewer, picks: Sequence[Pick]) -> set[Pick]:
    if not picks:
        return set()
    span = DiaryDay.day.between(min(pick.first for pick in picks), max(pick.last for pick in picks))
    query = sa.select(DiaryDay.day, DiaryDay.begins, DiaryDay.ends, DiaryDay.words).where(visible(viewer), span)
    return {Pick(row.day, row.day, row.begins, row.ends, row.words) for row in db.session.execute(query)}


def _saying(pick: Pick) -> Saying:
    return Saying(pick.words, pick.first, pick.begins, pick.ends)


def _diary_words(pick: Pick, viewer: Viewer, now: datetime) -> str:
    return when_words(_saying(pick), now.astimezone(viewer.zone).date(), viewer.zone)


def _add_to_diary(pick: Pick, viewer: Viewer, now: datetime) -> None:
    add_line(viewer.house_id, viewer.person_id, DiaryPlan(_saying(pick)), now)


HOLIDAYS = Kind(_days, _in_diary, _diary_words, _add_to_diary, shows_words=True)


# --- leave, which is when a worker can't, without a word why ---


def _off(pick: Pick, person_id: int) -> Off:
    return Off(0, person_id, pick.begins is None, pick.first, pick.last, None, pick.begins, pick.ends)


def _my_time_off(viewer: Viewer, picks: Sequence[Pick]) -> set[Pick]:
    if not picks:
        return set()
    first, last = min(pick.first for pick in picks), max(pick.last for pick in picks)
    mine = entered_off(viewer.house_id, days_span(first, last + DAY, viewer.zone), viewer.person_id)
    once = (each for each in mine if each.weekday is None and each.last_day is not None)
    return {Pick(each.first_day, each.last_day or date.max, each.from_time, each.to_time) for each in once}


def _off_words(pick: Pick, viewer: Viewer, _now: datetime) -> str:
    return off_words(_off(pick, viewer.person_id))


def _enter(pick: Pick, viewer: Viewer, now: datetime) -> None:
    enter_time_off(viewer.house_id, _off(pick, viewer.person_id), now)


LEAVE = Kind(lambda times, _words: [leave_pick(times)], _my_time_off, _off_words, _enter, shows_words=False)
