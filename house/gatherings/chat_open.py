"""How long what was asked stays open, and how a chat without a time waits for one again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from house.gatherings.chat_models import Chat, Status, Wish
from house.when.span import day_span, to_local

NOW_LASTS = timedelta(hours=3)
WEEK = timedelta(days=7)


def stays_open(wish: Wish, zone: ZoneInfo, now: datetime) -> datetime:
    """How long it waits for an answer: as long as an answer would still suit."""
    today = to_local(now, zone).date()
    if wish is Wish.now:
        return now + NOW_LASTS
    return day_span(today if wish is Wish.today else today + WEEK, zone).end


def wait_again(chat: Chat, zone: ZoneInfo, now: datetime) -> None:
    """It has no time and waits for one, as when it was asked; for a while at least."""
    chat.status = Status.asked
    chat.forget_offer()
    chat.until = max(stays_open(chat.wish, zone, chat.made_at), now + NOW_LASTS)
    chat.changed_at = now
