"""What happens to a chat: asked, a time offered, agreed, and how it ends.

None of these acts writes a `Change`: it would tell that two people meet, and count it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.gatherings.chat_access import has_begun, is_live
from house.gatherings.chat_free import also_offered, insist_fits, insist_is_free, lasts
from house.gatherings.chat_models import KIND, Chat, Mode, Status, Wish
from house.gatherings.chat_open import stays_open, wait_again
from house.people.holding import ask_again, hold_house
from house.people.models import House
from house.trust.acts import end_shares, share
from house.trust.models import Audience
from house.when.span import Span, to_instant

MOST_OF_ONE, MOST = 3, 10  # that one person asks and nobody has agreed to yet
ALWAYS = datetime.min.replace(tzinfo=UTC)


class Over(Exception):
    """It has ended, or its time ran out: nothing can come of it any more."""


class SomebodyWas(Exception):
    """Another peer worker offered a time first."""


class TooMany(Exception):
    """Enough of what they asked waits for an answer already."""


class AnotherTimeStands(Exception):
    """What they said yes to is not what is offered now."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, as they send it."""

    other_id: int | None  # none: any peer worker
    is_offer: bool
    mode: Mode
    minutes: int
    wish: Wish
    slot: datetime | None = None  # the wall time they would like, where it is a slot in a shift
    topic: str = ""
    link: str = ""


def ask(house_id: int, asker_id: int, asked: Asked, zone: ZoneInfo, now: datetime, opened: datetime = ALWAYS) -> Chat:
    """Ask somebody for a chat, or any peer worker. With a slot in their shift, that time is offered at once.

    Raises `TooMany` and `HasAnother`; what was asked before `opened` does not count, because it would tell of it.
    """
    house = hold_house(house_id)
    _insist_few(house_id, asker_id, asked.other_id, now, opened)
    if asked.slot:
        insist_is_free(house_id, asker_id, lasts(to_instant(asked.slot, zone), asked.minutes), opened)
    chat = Chat(
        house_id=house_id,
        asker_id=asker_id,
        other_id=asked.other_id,
        for_anyone=asked.other_id is None,
        is_offer=asked.is_offer,
        mode=asked.mode,
        minutes=asked.minutes,
        wish=asked.wish,
        status=Status.asked,
        made_at=now,
        until=stays_open(asked.wish, zone, now),
        changed_at=now,
    )
    chat.topic, chat.link = asked.topic, asked.link
    db.session.add(chat)
    db.session.flush()
    _let_them_read(chat, now)
    if asked.slot:
        _offer(chat, asker_id, asked.slot, zone, now)
    ask_again(house, chat.until)
    return chat


def _insist_few(house_id: int, asker_id: int, other_id: int | None, now: datetime, opened: datetime) -> None:
    waits = sa.select(Chat.other_id).where(
        *(Chat.house_id == house_id, Chat.asker_id == asker_id, Chat.made_at >= opened),
        *(Chat.status.in_((Status.asked, Status.offered)), Chat.until > now),
    )
    asked = list(db.session.scalars(waits))
    if len(asked) >= MOST or asked.count(other_id) >= MOST_OF_ONE:
        raise TooMany


def _let_them_read(chat: Chat, now: datetime) -> None:
    if chat.topic_sealed and chat.other_id is not None:
        share(chat.house_id, chat.asker_id, KIND, chat.id, Audience.person, now, chat.other_id)


def offer_time(
    chat: Chat, by_id: int, local: datetime, link: str, zone: ZoneInfo, now: datetime, opened: datetime = ALWAYS
) -> None:
    """Say when it would suit, in house wall time. Whoever offers to somebody that asked anyone is the one.

    Of chats from before `opened` they hear nothing. Raises `Over`, `SomebodyWas`, `OutsideShift` and `HasAnother`.
    """
    house = hold_house(chat.house_id)
    if by_id != chat.asker_id and chat.other_id not in (None, by_id):
        raise SomebodyWas  # first of all: whoever is not one of the two does not learn how it stands
    if not is_live(chat, now):
        raise Over
    insist_fits(chat, by_id, to_instant(local, zone), now, opened)
    if chat.other_id is None and by_id != chat.asker_id:
        chat.other_id = by_id
        _let_them_read(chat, now)
    if link:
        chat.link = link
    _offer(chat, by_id, local, zone, now)
    ask_again(house, chat.until)


def _offer(chat: Chat, by_id: int, local: datetime, zone: ZoneInfo, now: datetime) -> None:
    chat.offered_local, chat.offered_at, chat.offered_by_id = local, to_instant(local, zone), by_id
    if chat.status is not Status.agreed:
        chat.status = Status.offered
    chat.until = max(filter(None, (chat.ends_at, chat.offered_at)))
    chat.tells_id = None
    chat.changed_at = now
    db.session.flush()


def agree(chat: Chat, by_id: int, to: datetime, now: datetime, opened: datetime = ALWAYS) -> None:
    """Say yes to the time the other offered. Raises `Over`, `AnotherTimeStands`, `OutsideShift` and `HasAnother`."""
    house = hold_house(chat.house_id)  # of two yeses of one person at once the second meets what the first did
    if not is_live(chat, now):
        raise Over
    if chat.offered_at != to or chat.offered_by_id == by_id or to <= now:
        raise AnotherTimeStands
    insist_fits(chat, by_id, to, now, opened)
    span = lasts(to, chat.minutes)
    chat.starts_local, chat.starts_at, chat.ends_at = chat.offered_local, span.start, span.end
    chat.status, chat.until = Status.agreed, span.end
    chat.forget_offer()
    chat.tells_id = the_other(chat, by_id)
    chat.moved(now)
    ask_again(house, chat.until)
    _take_back_offers(house, chat, span, now)


def _take_back_offers(house: House, chat: Chat, span: Span, now: datetime) -> None:
    """Of a time that is agreed now, neither of the two offers any part to others as well; nobody is told why."""
    for each in also_offered(chat, span, now):
        if each.status is Status.agreed:
            _keep_as_agreed(each, now)
        else:
            wait_again(each, ZoneInfo(house.timezone), now)
        ask_again(house, each.until)
    db.session.flush()


def _keep_as_agreed(chat: Chat, now: datetime) -> None:
    chat.forget_offer()
    chat.until = chat.ends_at or now


def keep_time(chat: Chat, by_id: int, now: datetime) -> None:
    """The time that is agreed stays; the new one that the other asked for is off. Raises `Over`."""
    house = hold_house(chat.house_id)
    if not is_live(chat, now) or chat.status is not Status.agreed:
        raise Over
    _keep_as_agreed(chat, now)
    chat.tells_id = the_other(chat, by_id)
    ask_again(house, chat.until)
    db.session.flush()


def another_time(chat: Chat, by_id: int, zone: ZoneInfo, now: datetime) -> None:
    """Not this time: said by either, without a reason, and from which side is kept nowhere. Raises `Over`.

    What was asked of anyone and is not agreed yet goes back to any other peer worker.
    """
    house = hold_house(chat.house_id)
    if not is_live(chat, now):
        raise Over
    if chat.for_anyone and by_id != chat.asker_id and chat.status is not Status.agreed:
        _hand_back(chat, zone, now)
        ask_again(house, chat.until)
    else:
        end(chat, Status.another_time, the_other(chat, by_id), now)


def _hand_back(chat: Chat, zone: ZoneInfo, now: datetime) -> None:
    end_shares(KIND, chat.id, now)
    chat.link = ""  # it may be that of who hands it back
    chat.other_id, chat.tells_id = None, None
    wait_again(chat, zone, now)
    db.session.flush()


def let_go(chat: Chat, now: datetime) -> None:
    """Who asked does not need it any more. Raises `Over`."""
    if not is_live(chat, now):
        raise Over
    has_answered = chat.status is not Status.asked and chat.offered_by_id != chat.asker_id
    end(chat, Status.let_go, chat.other_id if has_answered else None, now)


def say_it_happened(chat: Chat, now: datetime) -> None:
    """They talked. Said twice, once counts; it is counted nowhere. Raises `Over`."""
    if chat.status is Status.happened:
        return
    if not has_begun(chat.status, chat.starts_at, now):
        raise Over
    end(chat, Status.happened, None, now)


def end(chat: Chat, status: Status, tells_id: int | None, now: datetime) -> None:
    """It is over: nobody reads what was written with it from here on, and that is gone too."""
    chat.status, chat.tells_id, chat.until = status, tells_id, now
    chat.forget_offer()
    forget_words(chat, now)
    chat.link = ""
    chat.moved(now)
    db.session.flush()


def forget_words(chat: Chat, now: datetime) -> None:
    """What was written with it is gone at once; that somebody read it stays with its looks."""
    chat.topic = ""
    end_shares(KIND, chat.id, now)
    db.session.flush()


def see(chat: Chat, by_id: int) -> None:
    """They have seen how it stands."""
    if chat.tells_id == by_id:
        chat.tells_id = None
        db.session.flush()


def the_other(chat: Chat, person_id: int) -> int | None:
    """The other one of the two; nobody while no peer worker has taken it."""
    return chat.other_id if person_id == chat.asker_id else chat.asker_id
