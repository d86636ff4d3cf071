"""Daily life of the example: meetings, chores and check-ins, with the untidiness of real life."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.checkins import acts as checkin_acts
from house.checkins.models import KIND as CHECK_IN
from house.checkins.models import CheckIn
from house.checkins.words import CheckInWords, seal_words
from house.chores import acts as chore_acts
from house.chores.models import Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.plan import ChorePlan
from house.db import db
from house.demo import chores, diary, words
from house.demo.chats import meet
from house.demo.gatherings import gather
from house.demo.noted import write_notes
from house.demo.people import Home
from house.meetings import acts as meeting_acts
from house.meetings.models import AgendaItem, Meeting
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.trust.acts import note_looks_at
from house.trust.models import Audience

LATELY = timedelta(days=28)  # from here on, through the acts
AHEAD = timedelta(weeks=8)


def fill(home: Home, years: int, today: date, now: datetime, chance: Random) -> None:
    """Everything that happens in the first house."""
    zone = ZoneInfo(home.house.timezone)
    began = now - max(LATELY, timedelta(days=364 * years))
    _begin(home, words.CHORES, MeetingPlan(weekday=3, at=time(19), place="Front room"), began, today)
    _old_turns(home, today, zone, chance)
    _lately(home, today, now, zone, chance)
    _something_today(home, today, now)
    chores.fill(home, now)
    _agendas(home, now)
    diary.lately(home, today, now)
    gather(home, now)
    _check_ins(home, began, now, chance)
    write_notes(home, now)
    meet(home, now)


def fill_small(home: Home, today: date, now: datetime) -> None:
    """A little of everything, for a small house."""
    _begin(home, words.CHORES[:2], MeetingPlan(weekday=1, at=time(18, 30), place="Front room"), now - LATELY, today)
    checkin_acts.check_in(home.house.id, home.residents[0], CheckInWords("good", "", ""), Audience.only_me, now)


def _begin(home: Home, plans: tuple[ChorePlan, ...], meeting: MeetingPlan, began: datetime, today: date) -> None:
    """The house agrees on its chores and its meeting, and the rows since then stand."""
    zone = ZoneInfo(home.house.timezone)
    for plan in plans:
        chore_acts.add_chore(home.house.id, home.residents[0], plan, began.astimezone(zone).date(), began)
    plan_weekly(home.house.id, home.coordinators[0], meeting, began)
    diary.comes_round(home, began, began.astimezone(zone).date())
    facts.rows_needed.send(home.house.id, until=today + AHEAD, now=began)
    home.house.rows_until = today + AHEAD
    db.session.flush()


# --- turns ---


def _old_turns(home: Home, today: date, zone: ZoneInfo, chance: Random) -> None:
    """Turns long past, in bulk: each was done by somebody who lived here then."""
    query = sa.select(Turn.id, Turn.window_from).join(Chore, Chore.id == Turn.chore_id)
    old = db.session.execute(
        query.where(Chore.house_id == home.house.id, Turn.window_to <= today - LATELY).order_by(
            Turn.window_from, Turn.id
        )
    ).all()
    if not old:
        return
    done = []
    for number, (turn_id, day) in enumerate(old):
        person_id = home.residents[number % min(len(home.residents), 2 + number * 10 // len(old))]
        done.append((turn_id, person_id, _at(day, 10 + chance.randrange(10), zone)))
    db.session.execute(
        sa.update(Turn), [{"id": turn_id, "status": Status.done, "done_at": at} for turn_id, _who, at in done]
    )
    own = [{"house_id": home.house.id, "turn_id": turn_id, "person_id": who} for turn_id, who, _at_ in done]
    taken = [{**each, "slot": 1, "taken_at": at} for each, (_id, _who, at) in zip(own, done, strict=True)]
    db.session.execute(sa.insert(TurnHolder), taken)
    db.session.execute(sa.insert(TurnDoer), own)


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _lately(home: Home, today: date, now: datetime, zone: ZoneInfo, chance: Random) -> None:
    """The last weeks and the days ahead, as people tap: taken, done, let go, or still up for grabs."""
    query = (
        sa.select(Turn)
        .join(Chore, Chore.id == Turn.chore_id)
        .where(
            Chore.house_id == home.house.id,
            Turn.window_to > today - LATELY,
            Turn.window_from <= today + timedelta(days=1),
        )
    )
    takers = cycle(home.residents)
    for turn in db.session.scalars(query.order_by(Turn.window_from, Turn.id)).all():
        if chance.random() < 0.2:
            continue  # nobody has it yet, and that is fine
        _one_turn(turn, next(takers), min(now, _at(turn.window_from, 9, zone)), today, now, chance)


def _something_today(home: Home, today: date, now: datetime) -> None:
    """The first resident has one turn at hand, so that their day shows something."""
    open_now = sa.select(Turn).where(
        Turn.house_id == home.house.id,
        Turn.status == Status.up_for_grabs,
        Turn.window_from <= today,
        Turn.window_to > today,
    )
    turn = db.session.scalars(open_now.order_by(Turn.window_to.desc(), Turn.id).limit(1)).first()
    if turn:
        chore_acts.take(turn, home.residents[0], now)


def _one_turn(turn: Turn, person_id: int, at: datetime, today: date, now: datetime, chance: Random) -> None:
    chore_acts.take(turn, person_id, at)
    if chance.random() < 0.1:
        chore_acts.let_go(turn, person_id, min(now, at + timedelta(hours=3)))
    elif turn.window_from < today - timedelta(days=1) or chance.random() < 0.3:
        chore_acts.mark_done(turn, person_id, min(now, at + timedelta(hours=5)))


# --- meetings ---


def _agendas(home: Home, now: datetime) -> None:
    """Agendas, a few things each: of the past in bulk, of the next ones as people add them."""
    meetings = db.session.scalars(
        sa.select(Meeting).where(Meeting.house_id == home.house.id).order_by(Meeting.starts_at)
    ).all()
    past = [meeting for meeting in meetings if meeting.starts_at <= now]
    coming = [meeting for meeting in meetings if meeting.starts_at > now]
    said = cycle(words.ITEMS)
    people = cycle(home.residents)
    rows = [_item(meeting, position, next(said), next(people)) for meeting in past for position in (1, 2, 3)]
    if rows:
        db.session.execute(sa.insert(AgendaItem), rows)
    for meeting, count in zip(coming, (4, 1), strict=False):
        for _number in range(count):
            title, kind, minutes, note, is_signed = next(said)
            by_id = next(people) if is_signed else None
            meeting_acts.add_item(meeting, by_id, meeting_acts.ItemWords(title, kind, minutes, note), now)
    meeting_acts.call_off(coming[5], home.coordinators[0], "The front room is being painted.", now)


def _item(meeting: Meeting, position: int, item: words.Item, person_id: int) -> dict[str, object]:
    title, kind, minutes, note, is_signed = item
    return {
        "house_id": meeting.house_id,
        "meeting_id": meeting.id,
        "raised_by_id": person_id if is_signed else None,
        "title": title,
        "kind": kind,
        "minutes_hint": minutes,
        "content_note": note,
        "position": position,
        "added_at": meeting.starts_at - timedelta(days=4),
        "finished_at": meeting.ends_at,
    }


# --- check-ins ---


def _check_ins(home: Home, began: datetime, now: datetime, chance: Random) -> None:
    """Most days of most people stay theirs alone; lately a few are shared, and one was read."""
    for owner_id in home.residents[:-1]:  # the newest has no account
        for at in _days_of(began, now - LATELY, chance):
            db.session.add(_old_check_in(home.house.id, owner_id, at, chance))
        for at in _days_of(now - LATELY, now - timedelta(days=2), chance):
            checkin_acts.check_in(home.house.id, owner_id, _words(chance), Audience.only_me, at)
    for number, hours in enumerate((20, 5, 2)):
        at = now - timedelta(hours=hours)
        kept = checkin_acts.check_in(home.house.id, home.residents[number], _words(chance), Audience.on_shift, at)
        if number == 0:
            read_at = at + timedelta(minutes=25)
            note_looks_at(
                home.house.id, home.workers[0], CHECK_IN, [(kept.id, kept.owner_id, "whoever is on shift")], read_at
            )
    db.session.flush()


def _days_of(first: datetime, last: datetime, chance: Random) -> Iterator[datetime]:
    at = first + timedelta(hours=chance.randrange(24))
    while at < last:
        yield at
        at += timedelta(days=1 + chance.randrange(4), hours=chance.randrange(6))


def _old_check_in(house_id: int, owner_id: int, at: datetime, chance: Random) -> CheckIn:
    kept = CheckIn(house_id=house_id, owner_id=owner_id, at=at, written_at=at, changed_at=at)
    seal_words(kept, _words(chance))
    return kept


def _words(chance: Random) -> CheckInWords:
    feeling, need, note = (chance.choice(each) for each in (words.FEELINGS, words.NEEDS, words.NOTES))
    return CheckInWords(feeling or "good", need, note)
