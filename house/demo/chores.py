"""Chores of the example beyond their turns: drafts, likes, a swap, thanks, something together."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.chores import drafts, joining, liking, swapping, thanking
from house.chores.joining import Invitation
from house.chores.kinds import Like, Mode
from house.chores.models import Chore, Status, Turn, TurnDoer, TurnHolder
from house.chores.thanking import ThanksWords
from house.db import db
from house.demo.people import Home
from house.when.span import to_instant, to_local


def fill(home: Home, now: datetime) -> None:
    """What people said of the chores lately."""
    _draft(home, now)
    _likes(home, now)
    _swap(home, now)
    _thanks(home, now)
    _together(home, now)


def _draft(home: Home, now: datetime) -> None:
    steps = _chore(home, "Front steps")
    plan = replace(drafts.plan_of(steps), minutes=15, supplies="The broom behind the door.")
    drafts.make_draft(steps, home.residents[2], plan, "The leaves take longer in winter.", now)


def _likes(home: Home, now: datetime) -> None:
    bathroom, plants = _chore(home, "Bathroom upstairs").id, _chore(home, "Water the plants").id
    liking.say(home.house.id, home.residents[1], {plants: Like.like, bathroom: Like.rather_not}, now)
    liking.say(home.house.id, home.residents[4], {bathroom: Like.can_not}, now)


def _chore(home: Home, name: str) -> Chore:
    return db.session.scalars(sa.select(Chore).where(Chore.house_id == home.house.id, Chore.name == name)).one()


def _swap(home: Home, now: datetime) -> None:
    """Somebody asks the first resident to take what they have."""
    today = to_local(now, ZoneInfo(home.house.timezone)).date()
    query = sa.select(Turn, TurnHolder.person_id).join(TurnHolder, TurnHolder.turn_id == Turn.id)
    ahead = (Turn.house_id == home.house.id, Turn.status == Status.taken, Turn.window_to > today)
    others = query.where(*ahead, TurnHolder.person_id != home.residents[0]).order_by(Turn.window_from.desc(), Turn.id)
    found = db.session.execute(others.limit(1)).first()
    if found:
        swapping.ask(found[0], found[1], home.residents[0], None, now - timedelta(hours=2))


def _thanks(home: Home, now: datetime) -> None:
    query = sa.select(Turn, TurnDoer.person_id).join(TurnDoer, TurnDoer.turn_id == Turn.id)
    lately = query.where(Turn.house_id == home.house.id, TurnDoer.person_id != home.residents[0])
    turn, doer = db.session.execute(lately.order_by(Turn.done_at.desc(), Turn.id).limit(1)).one()
    words = ThanksWords(doer, "It was lovely to come home to.", is_signed=True, for_all=True)
    thanking.thank(turn, home.residents[0], words, now - timedelta(hours=1))


def _together(home: Home, now: datetime) -> None:
    zone = ZoneInfo(home.house.timezone)
    four = to_instant(datetime.combine(to_local(now, zone).date() + timedelta(days=1), time(16)), zone)
    words = Invitation("The big pile of washing up", Mode.same_room, four, timedelta(minutes=40), False)
    together = joining.invite(home.house.id, home.residents[1], words, now)
    joining.join(together, home.residents[3], now)
