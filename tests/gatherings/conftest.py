"""What the tests of gatherings share: a worker on shift, chats that are asked for, and how they stand."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from house import clock
from house.gatherings import chat_acts
from house.gatherings.chat_acts import Asked
from house.gatherings.chat_models import Chat, Mode, Wish
from house.people.models import SignIn
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import ZONE, Somebody
from tests.support.visiting import Visit

Inside = Callable[[], AbstractContextManager[Session]]
TOPIC = "zebrawort-and-the-letter"


@pytest.fixture
def shift(inside: Inside, coordinator: Somebody, worker: Somebody) -> Callable[..., None]:
    """Somebody has a shift, said yes to: the worker, of today from 2pm to 10pm, unless said otherwise."""

    def give(
        who: Somebody = worker,
        day: date = date(2026, 8, 6),
        begins: str = "14:00",
        ends: str = "22:00",
        kind: ShiftKind = ShiftKind.day,
    ) -> None:
        given_at = datetime.combine(day, time(), ZONE)
        with inside():
            plan = ShiftPlan(kind, who.person_id, day, time.fromisoformat(begins), time.fromisoformat(ends))
            given = rosters.give_shift(who.house_id, coordinator.person_id, plan, given_at)
            rosters.confirm(given, given_at)

    return give


@pytest.fixture
def by_card(inside: Inside, visit: Callable[..., Visit]) -> Callable[[Somebody], Visit]:
    """Visit as somebody who used a re-entry card this moment."""

    def begin(somebody: Somebody) -> Visit:
        browser = visit(somebody)
        with inside() as session:
            session.get_one(SignIn, browser.sign_in_id).private_opens_at = clock.now() + timedelta(days=1)
        return browser

    return begin


@pytest.fixture
def asks(inside: Inside, resident: Somebody, worker: Somebody) -> Callable[..., int]:
    """Somebody asks for a chat; its id. The resident asks the worker for a walk, unless said otherwise."""

    def ask(by: Somebody = resident, whom: Somebody | None = worker, **more: Any) -> int:
        asked = Asked(whom.person_id if whom else None, False, Mode.walk, 20, Wish.week, topic=TOPIC)
        with inside():
            return chat_acts.ask(by.house_id, by.person_id, replace(asked, **more), ZONE, clock.now()).id

    return ask


@pytest.fixture
def stands(inside: Inside) -> Callable[[int], Chat | None]:
    """A chat as it now stands; None once it is gone."""

    def read(chat_id: int) -> Chat | None:
        with inside() as session:
            return session.scalar(sa.select(Chat).where(Chat.id == chat_id).execution_options(populate_existing=True))

    return read


@pytest.fixture
def agreed(inside: Inside, asks: Callable[..., int], stands: Any) -> Callable[..., int]:
    """A chat that is agreed for today at 6pm, unless said otherwise; its id."""

    def agree(at: str = "2026-08-06T18:00", by_other: bool = True, **more: Any) -> int:
        chat_id = asks(**more)
        with inside() as session:
            chat = session.get_one(Chat, chat_id)
            chat_acts.offer_time(chat, chat.other_id, datetime.fromisoformat(at), "", ZONE, clock.now())
            chat_acts.agree(chat, chat.asker_id, chat.offered_at, clock.now())
        return chat_id

    return agree
