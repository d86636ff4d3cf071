"""Holidays out of a calendar file, which become lines of the house diary."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.diary.access import visible
from house.diary.acts import add_line
from house.diary.models import DiaryDay
from house.diary.plan import DiaryPlan, Saying
from house.diary.words import when_words
from house.feeds.ics_times import Times
from house.feeds.picks import Pick, diary_picks
from house.feeds.putting_in import Destination
from house.feeds.troubles import Trouble, Unread
from house.viewer import Viewer


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


HOLIDAYS = Destination(_days, _in_diary, _diary_words, _add_to_diary, shows_words=True)
