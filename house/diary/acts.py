"""What happens to the house diary: a line is added, changed, or taken off, on one day or from a day on."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.diary.ahead import begin, stand
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import DiaryPlan, Saying
from house.people.holding import hold_house
from house.series.acts import end_series
from house.series.models import Series
from house.trust.acts import note_change


class ChangedMeanwhile(Exception):
    """Somebody changed it since it was read."""


def add_line(house_id: int, by_id: int | None, plan: DiaryPlan, now: datetime) -> list[DiaryDay]:
    """Write a line into the diary; the days it stands on. Raises `NeverComesRound`.

    `by_id` None: it is unsigned, and nobody is stored with it, in the trace neither.
    """
    zone = _held_zone(house_id)
    series, days = begin(house_id, plan, plan.rule, zone, now)
    line = DiaryLine(house_id=house_id, added_by_id=by_id, added_at=now)
    _write(line, plan, series)
    db.session.add(line)
    db.session.flush()
    note_change(house_id, by_id, "diary line", line.id, "added", now)
    return stand(line, days, zone, now)


def _held_zone(house_id: int) -> ZoneInfo:
    # Locked first, so that of two who change the diary at once the second sees what the first did.
    return ZoneInfo(hold_house(house_id).timezone)


def _write(line: DiaryLine, plan: DiaryPlan, series: Series | None) -> None:
    line.words, line.begins, line.ends = plan.first.words, plan.first.begins, plan.first.ends
    line.repeat, line.series_id = plan.repeat, series.id if series else None


def mark(day: DiaryDay, line_version: int) -> str:
    """A mark of what stands now: another one means that somebody changed the day, or all of its line."""
    return f"{day.sequence}.{line_version}"


def change_day(day: DiaryDay, by_id: int, what: Saying, seen: str, now: datetime) -> None:
    """Change one day alone. `seen`: the mark of what was read. Raises `ChangedMeanwhile`."""
    zone = _held_zone(day.house_id)
    line = _held_line(day, seen)
    if day.saying == what:
        return  # it goes on changing with its line
    day.say(what, zone)
    day.is_by_hand = True
    day.moved(now)
    _note(line, by_id, "one day changed", now)


def _held_line(day: DiaryDay, seen: str) -> DiaryLine:
    db.session.refresh(day, with_for_update=True)
    line = db.session.get_one(DiaryLine, day.line_id, with_for_update=True, populate_existing=True)
    if mark(day, line.version) != seen:
        raise ChangedMeanwhile
    return line


def _note(line: DiaryLine, by_id: int, action: str, now: datetime) -> None:
    db.session.flush()
    # Whoever added a line without a name may be the one who changes it: so nobody is stored with that either.
    note_change(line.house_id, by_id if line.added_by_id else None, "diary line", line.id, action, now)


def change_from_here(day: DiaryDay, by_id: int, plan: DiaryPlan, seen: str, now: datetime) -> list[DiaryDay]:
    """Change a day and all that follow; those it stands on now. Raises `ChangedMeanwhile` and `NeverComesRound`.

    Days before stay as they are, and so do days that were changed or taken off by themselves. A day that fits the new
    plan too keeps its row, and the first one keeps that of `day`: so calendars see them move, not vanish.
    """
    zone = _held_zone(day.house_id)
    line = _held_line(day, seen)
    rule = _rule(line, day, plan)
    series, days = begin(line.house_id, plan, rule, zone, now)
    _end(line, day.original_day)
    _write(line, plan, series)
    line.version += 1
    rows = _stand_anew(line, day, days, zone, now)
    _note(line, by_id, "changed", now)
    return rows


def _rule(line: DiaryLine, day: DiaryDay, plan: DiaryPlan) -> str:
    """The rule of the plan; where neither day nor repeat was changed, the one it has: 30 April may stand for a 31st."""
    is_same = line.series_id and plan.repeat is line.repeat and plan.first.day == day.day == day.original_day
    return db.session.get_one(Series, line.series_id).rule if is_same else plan.rule


def _end(line: DiaryLine, on: date) -> None:
    if line.series_id:
        end_series(db.session.get_one(Series, line.series_id), on)


def _stand_anew(line: DiaryLine, day: DiaryDay, days: list[date], zone: ZoneInfo, now: datetime) -> list[DiaryDay]:
    """Let a line stand on new days, in its rows from `day` on as far as they go."""
    here = day.original_day
    rows = {each.original_day: each for each in _rows(line, min(here, days[0])) if each is not day}
    leaving = {on for on, each in rows.items() if on >= here and not each.is_by_hand and each.taken_off_at is None}
    free = [on for on in days if on not in rows or on in leaving]
    kept = {on: rows[on] for on in free[1:] if on in leaving}
    for on in leaving - set(kept):
        db.session.delete(rows[on])
    db.session.flush()
    if free:
        kept[free[0]], day.original_day = day, free[0]
    else:
        db.session.delete(day)  # others of its line, changed by hand, stand on every day there is
    for on, each in kept.items():
        _say_as_planned(each, line, on, zone, now)
    db.session.flush()
    return sorted([*kept.values(), *stand(line, [on for on in free if on not in kept], zone, now)], key=_when)


def _rows(line: DiaryLine, begin: date) -> list[DiaryDay]:
    query = sa.select(DiaryDay).where(DiaryDay.line_id == line.id, DiaryDay.original_day >= begin)
    return list(db.session.scalars(query.order_by(DiaryDay.original_day).with_for_update()))


def _say_as_planned(row: DiaryDay, line: DiaryLine, on: date, zone: ZoneInfo, now: datetime) -> None:
    row.say(line.saying(on), zone)
    row.is_by_hand = False
    row.moved(now)


def _when(row: DiaryDay) -> datetime:
    return row.starts_at


def take_off(day: DiaryDay, by_id: int, seen: str, now: datetime) -> None:
    """Take one day off; its words are gone. Raises `ChangedMeanwhile`."""
    _held_zone(day.house_id)
    line = _held_line(day, seen)
    _empty([day], now)
    _forget_if_empty(line)
    _note(line, by_id, "one day taken off", now)


def take_off_from_here(day: DiaryDay, by_id: int, seen: str, now: datetime) -> None:
    """Take a day and all that follow off, those changed by hand too; days before stay. Raises `ChangedMeanwhile`."""
    _held_zone(day.house_id)
    line = _held_line(day, seen)
    _end(line, day.original_day)
    _empty(_rows(line, day.original_day), now)
    line.version += 1
    _forget_if_empty(line)
    _note(line, by_id, "taken off", now)


def _empty(rows: list[DiaryDay], now: datetime) -> None:
    for row in rows:
        row.words, row.taken_off_at = "", row.taken_off_at or now
        row.moved(now)
    db.session.flush()


def _forget_if_empty(line: DiaryLine) -> None:
    """The words of a line that stands on no day any more, and comes round no more, are gone too."""
    stands = sa.select(DiaryDay.id).where(DiaryDay.line_id == line.id, DiaryDay.taken_off_at.is_(None))
    if db.session.scalar(stands.limit(1)) is None and not _comes_round(line):
        line.words = ""


def _comes_round(line: DiaryLine) -> bool:
    if line.series_id is None:
        return False
    series = db.session.get_one(Series, line.series_id)
    return series.ends_on is None or series.ends_on > series.made_until
