"""Chats of the example: two who live here have agreed on one, one asks any peer worker, one happened."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from house.db import db
from house.demo.people import Home
from house.gatherings import chat_acts
from house.gatherings.chat_acts import Asked
from house.gatherings.chat_models import Chat, Mode, Wish
from house.when.span import DAY, to_local

TOPIC = "I’d like to show somebody the drawings."


def meet(home: Home, now: datetime) -> None:
    """A few, around now."""
    zone = ZoneInfo(home.house.timezone)
    first, second, third, fourth = home.residents[:4]
    tomorrow = to_local(now, zone).date() + DAY
    tea = _ask(home, first, second, Mode.sit, now - timedelta(hours=4))
    _agree(tea, datetime.combine(tomorrow, time(10)), zone, now - timedelta(hours=3))
    walk = _ask(home, third, fourth, Mode.walk, now - timedelta(days=2))
    _agree(walk, datetime.combine(tomorrow - 2 * DAY, time(11)), zone, now - timedelta(days=2) + timedelta(minutes=5))
    asked = Asked(None, False, Mode.side_by_side, 45, Wish.week, topic=TOPIC)
    chat_acts.ask(home.house.id, third, asked, zone, now - timedelta(hours=1))


def _ask(home: Home, by_id: int, other_id: int, mode: Mode, at: datetime) -> Chat:
    asked = Asked(other_id, False, mode, 20, Wish.week)
    return chat_acts.ask(home.house.id, by_id, asked, ZoneInfo(home.house.timezone), at)


def _agree(chat: Chat, starts: datetime, zone: ZoneInfo, at: datetime) -> None:
    assert chat.other_id  # noqa: S101  # of two who live here
    chat_acts.offer_time(chat, chat.other_id, starts, "", zone, at)
    assert chat.offered_at  # noqa: S101  # it was just offered
    chat_acts.agree(chat, chat.asker_id, chat.offered_at, at)
    db.session.flush()
