"""Make a screen for the kitchen, and switch it off."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house.db import db, small_transaction
from house.home.models import KitchenScreen
from house.tokens import hash_token, new_token
from house.trust.acts import note_change

PURPOSE, KIND = "kitchen screen", "kitchen screen"
MOST = 5  # living screens of one house
SHOWN_EVERY = timedelta(hours=1)  # how closely it is kept when a screen was last on


class TooMany(Exception):
    """There are 5 already."""


def make(house_id: int, by_id: int, label: str, now: datetime) -> str:
    """A new screen; its secret, to be shown once. Raises `TooMany`."""
    living = sa.select(sa.func.count()).where(KitchenScreen.house_id == house_id, KitchenScreen.ended_at.is_(None))
    if (db.session.scalar(living) or 0) >= MOST:
        raise TooMany
    token = new_token()
    screen = KitchenScreen(house_id=house_id, label=label, token_hash=hash_token(token, PURPOSE), made_at=now)
    db.session.add(screen)
    db.session.flush()
    note_change(house_id, by_id, KIND, screen.id, "made", now)
    return token


def switch_off(screen: KitchenScreen, by_id: int, now: datetime) -> None:
    """End a screen: whoever opens its address is told so, and nothing of the house."""
    screen.ended_at = now
    note_change(screen.house_id, by_id, KIND, screen.id, "switched off", now)


def note_shown(screen_id: int, last: datetime | None, now: datetime) -> None:
    """Keep that it was shown, so that the house can tell a screen that hangs there from a forgotten address."""
    if last is None or now - last >= SHOWN_EVERY:
        with small_transaction() as session:
            one = sa.update(KitchenScreen).where(KitchenScreen.id == screen_id, KitchenScreen.ended_at.is_(None))
            session.execute(one.values(last_shown_at=now))
