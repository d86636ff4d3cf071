"""Chats in words."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from house.gatherings.chat_models import LENGTHS, Mode, Status, Wish
from house.gatherings.chat_reading import SeenChat
from house.when.span import Span, to_local
from house.when.words import clock_words, day_words, range_words

MODES: dict[str, Any] = {
    Mode.walk: _("A walk"),
    Mode.sit: _("Sitting down together"),
    Mode.side_by_side: _("Side by side, doing something"),
    Mode.phone: _("On the phone"),
    Mode.video: _("On video"),
    Mode.text: _("By text"),
}
_WITHIN: dict[str, Any] = {  # within a sentence
    Mode.walk: _("a walk"),
    Mode.sit: _("sitting down together"),
    Mode.side_by_side: _("side by side"),
    Mode.phone: _("on the phone"),
    Mode.video: _("on video"),
    Mode.text: _("by text"),
}
WISHES: dict[str, Any] = {
    Wish.now: _("Now-ish"),
    Wish.today: _("Sometime today"),
    Wish.week: _("Sometime this week"),
}
_WHENEVER: dict[str, Any] = {Wish.now: _("now-ish"), Wish.today: _("sometime today"), Wish.week: _("this week")}
MINUTES = [(str(length), _("%(number)d minutes", number=length)) for length in LENGTHS]


def what_words(chat: SeenChat) -> str:
    """What is meant: "a walk, 20 minutes"."""
    return gettext("%(mode)s, %(number)d minutes", mode=_WITHIN[chat.mode], number=chat.minutes)


def moment(instant: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A day and a time: "tomorrow, 10am"."""
    day = day_words(to_local(instant, zone).date(), to_local(now, zone).date())
    return f"{day}, {clock_words(instant, zone)}"


def span_words(span: Span, now: datetime, zone: ZoneInfo) -> str:
    """A day with a time from and to: "tomorrow, 10am to 10:20am"."""
    day = day_words(to_local(span.start, zone).date(), to_local(now, zone).date())
    return f"{day}, {range_words(span.start, span.end, zone)}"


def when_words(chat: SeenChat, now: datetime, zone: ZoneInfo) -> str:
    """When: the agreed time from and to, or the offered one, or whenever its asker wished for."""
    if chat.starts_at and chat.ends_at:
        return span_words(Span(chat.starts_at, chat.ends_at), now, zone)
    if chat.offered_at:
        return moment(chat.offered_at, now, zone)
    return str(_WHENEVER.get(chat.wish, ""))


def title(chat: SeenChat, person_id: int) -> str:
    """What it is called for one of the two."""
    name = chat.name_for(person_id)
    return gettext("Time with %(name)s", name=name) if name else gettext("A chat with any peer worker")


def state_words(chat: SeenChat, person_id: int, now: datetime) -> str:
    """Where it stands, said to one of the two, or to a peer worker whom it is asked of."""
    name = chat.name_for(person_id)
    if chat.status in (Status.asked, Status.offered) and not chat.is_live(now):
        return gettext("No time was found. You can ask again whenever you like.")
    match chat.status:
        case Status.asked:
            return _asked_words(chat, person_id, name)
        case Status.offered:
            mine = chat.offered_by_id == person_id
            return gettext("It waits for %(name)s’s yes.", name=name) if mine else _offers(chat, name)
        case Status.agreed:
            return _agreed_words(chat, person_id, name, now)
        case Status.happened:
            return gettext("You talked.")
        case Status.closed:
            return gettext("This chat is off now.")
        case _:
            return gettext("Another time. This one is over, and you can ask again.")


def _asked_words(chat: SeenChat, person_id: int, name: str) -> str:
    if chat.asker_id == person_id:
        return gettext("You asked %(name)s.", name=name) if name else gettext("You asked any peer worker.")
    if chat.is_offer:
        return gettext("%(name)s offers you a chat. You can say when it suits you, or another time.", name=name)
    if chat.other_id is None:
        return gettext(
            "%(name)s would like a chat with any peer worker. The first to offer a time is the one they talk with.",
            name=name,
        )
    return gettext("%(name)s would like a chat with you.", name=name)


def _offers(chat: SeenChat, name: str) -> str:
    if chat.offered_by_id == chat.asker_id and not chat.is_offer:
        return gettext("%(name)s would like a chat with you at that time.", name=name)
    return gettext("%(name)s offers that time.", name=name)


def _agreed_words(chat: SeenChat, person_id: int, name: str, now: datetime) -> str:
    if not chat.is_live(now):
        return gettext("Its time is over.")
    if chat.offered_by_id is None:
        return gettext("Agreed.")
    if chat.offered_by_id == person_id:
        return gettext("Agreed. You asked %(name)s for another time; this one stands until there is a yes.", name=name)
    return gettext("Agreed. %(name)s asks for another time; this one stands until you say yes.", name=name)
