"""What people of the example offered to do, and what the house asked."""

from datetime import date, datetime, timedelta
from itertools import cycle

import sqlalchemy as sa

from house.db import db
from house.demo.people import Home
from house.meetings import action_acts, ask_acts
from house.meetings.action_acts import ActionWords
from house.meetings.action_models import Action, ActionStatus, Ask, AskStatus
from house.meetings.ask_acts import AskWords, WayWords
from house.meetings.models import Meeting

DONE = (
    "Ring about the hot water",
    "Bring seeds for the garden",
    "Print the bus times for the fridge",
    "Ask the neighbours about the fence",
    "Find the spare key to the shed",
)
WAY = WayWords(
    "Tenants’ advice service",
    text="They listen, and say what can be done. It is free. They don’t belong to the organisation.",
    web="https://example.org/advice",
)


def fill(home: Home, years: int, today: date, now: datetime) -> None:
    """Offers of every state and a few asks; of years, one of each a month besides."""
    _long_ago(home, years, now)
    _offers(home, today, now)
    _asks(home, today, now)


def _long_ago(home: Home, years: int, now: datetime) -> None:
    rows = [
        (now - timedelta(days=30 * month), what, person_id)
        for month, what, person_id in zip(range(2, years * 12), cycle(DONE), cycle(home.residents), strict=False)
    ]
    if not rows:
        return
    own = {"house_id": home.house.id, "help_wanted": False, "sequence": 1}
    done = [
        {**own, "what": what, "person_id": who, "written_by_id": who, "status": ActionStatus.done, "written_at": at}
        | {"changed_at": at, "ended_at": at + timedelta(days=3)}
        for at, what, who in rows
    ]
    db.session.execute(sa.insert(Action), done)
    closed = [
        {"house_id": home.house.id, "to_whom": "The organisation", "text": f"{what}?", "raised_at": at}
        | {"reply_by": (at + timedelta(days=14)).date(), "status": AskStatus.closed, "further_to": ""}
        | {"raised_by_id": who, "closed_by_id": who, "closed_at": at + timedelta(days=20)}
        for at, what, who in rows
    ]
    db.session.execute(sa.insert(Ask), closed)


def _offers(home: Home, today: date, now: datetime) -> None:
    first, second, third = home.residents[:3]
    house_id, worker = home.house.id, home.workers[0]
    meeting = sa.select(Meeting.id).where(Meeting.house_id == house_id, Meeting.ends_at <= now)
    last_id = db.session.scalar(meeting.order_by(Meeting.ends_at.desc()).limit(1))
    week_ago = now - timedelta(days=6)

    def offer(by_id: int, what: str, days: int | None, help_wanted: bool = False, for_id: int | None = None) -> Action:
        by_day = None if days is None else today + timedelta(days=days)
        return action_acts.offer(house_id, by_id, ActionWords(what, by_day, help_wanted, last_id), week_ago, for_id)

    offer(first, "Price three kettles", 4)
    offer(first, "Oil the gate", None)
    plants = offer(second, "Look after the seedlings", None, help_wanted=True)
    offer(second, "Write the shopping list for the soup", 2)
    action_acts.start(offer(third, "Sew the curtain in the hall", -2), third, now)
    offer(worker, "Find out about the bus passes", 9)
    offer(second, "Bring the drill back", None, for_id=first)
    action_acts.pass_on(plants, second, now)
    action_acts.not_me(offer(second, "Ask about a second bike rack", None, for_id=third), third, now)
    done = offer(first, "Put the new bulbs in", None)
    action_acts.mark_done(done, first, now - timedelta(days=1))


def _asks(home: Home, today: date, now: datetime) -> None:
    house_id, cleo = home.house.id, home.coordinators[0]
    ask_acts.write_way(house_id, home.residents[0], WAY, 0, now - timedelta(days=40))
    door = AskWords("Can the back door light be mended?", "The landlord", today - timedelta(days=7))
    ask_acts.mark_seen(ask_acts.raise_ask(house_id, None, door, now - timedelta(days=21)), cleo, now)
    desk = AskWords("May we paint the hall ourselves?", "The organisation", today + timedelta(days=10))
    ask_acts.raise_ask(house_id, home.residents[1], desk, now - timedelta(days=2))
    bins = AskWords("Could we have a second recycling bin?", "The organisation", today - timedelta(days=3))
    asked = ask_acts.raise_ask(house_id, home.residents[0], bins, now - timedelta(days=17))
    answer = "Yes. The council brings one on the first of the month. It stands by the gate."
    ask_acts.answer(asked, cleo, answer, now - timedelta(days=5))
