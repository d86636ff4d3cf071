"""What somebody asks for as a card on a page, for whoever may answer."""

from dataclasses import dataclass
from datetime import datetime

from house.checkins.cards import Said, said, when_words
from house.checkins.need_reading import Need
from house.checkins.need_words import came_words
from house.people.sharing_words import shared_with_words
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class NeedCard:
    """Somebody who asks for something, ready to show to whoever may answer."""

    id: int
    owner: str
    when: str
    said: Said
    wants_known: bool
    shared_with: str
    came: str  # what somebody said comes of it
    reply: str
    is_new: bool
    stood: str


def need_card(need: Need, viewer: Viewer, now: datetime) -> NeedCard:
    """One need as its readers see it."""
    return NeedCard(
        id=need.id,
        owner=need.owner,
        when=when_words(need.at, need.is_of_the_day, viewer, now),
        said=said(need.words),
        wants_known=need.is_asked,
        shared_with=shared_with_words(need.audience),
        came=came_words(need.said, viewer, now) if need.said else "",
        reply=need.said.reply if need.said else "",
        is_new=need.is_new,
        stood=need.stood,
    )
