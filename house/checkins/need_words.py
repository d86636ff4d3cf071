"""Where something stands that somebody asked for, and what came of it, in words."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from house.checkins.need_models import Step
from house.checkins.need_reading import OwnNeed, Said
from house.checkins.need_states import State
from house.people.sharing import Sharing
from house.trust.models import Audience
from house.viewer import Viewer
from house.when.words import stamp_words


@dataclass(frozen=True, slots=True)
class OwnNeedWords:
    """Where one of my own needs stands, ready to show."""

    stands: str
    came: str  # what somebody said comes of it
    reply: str
    asks: bool  # whether it is still so
    may_close: bool
    may_ask_again: bool


def own_need_words(need: OwnNeed, sharing: Sharing, viewer: Viewer, now: datetime) -> OwnNeedWords:
    """One's own need as its owner sees it, by whom it is shared with. What rests says nothing any more."""
    is_open = need.state not in (State.closed, State.resting)
    said = need.said if is_open else None
    return OwnNeedWords(
        stands=stands_words(need.state, sharing),
        came=came_words(said, viewer, now) if said else "",
        reply=said.reply if said else "",
        asks=need.state is State.still_so,
        may_close=is_open and need.state is not State.still_so,
        may_ask_again=need.state is State.answered,
    )


def came_words(said: Said, viewer: Viewer, now: datetime) -> str:
    """Who said what comes of it, and when: "Arranged by Alex, today 6:05pm"."""
    when = stamp_words(said.at, now, viewer.zone)
    words = {
        Step.seen: _("%(name)s has seen it and says so, %(when)s", name=said.by, when=when),
        Step.arranged: _("Arranged by %(name)s, %(when)s", name=said.by, when=when),
        Step.answered: _("Answered by %(name)s, %(when)s", name=said.by, when=when),
    }
    return words[said.step]


def stands_words(state: State, sharing: Sharing) -> str:
    """Where one's own stands, where the looks and what somebody said do not say it."""
    words = {
        State.waiting: _waiting_words(sharing),
        State.still_so: _("Is this still so?"),
        State.closed: _("That’s all right now."),
    }
    return words.get(state, "")


def _waiting_words(sharing: Sharing) -> str:
    if sharing.until:
        return _("Nobody has seen it yet. It waits until the sharing ends.")
    if sharing.audience is Audience.on_shift:
        return _("Nobody has seen it yet. It waits for whoever comes next, and does not run out.")
    return _("Nobody has seen it yet. It waits as long as you share it.")
