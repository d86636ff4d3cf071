"""Roles of a meeting in words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house.meetings.rotation import Part

NAMES: dict[Part, Any] = {
    Part.host: lazy_gettext("Host"),
    Part.notes: lazy_gettext("Note-taker"),
    Part.time: lazy_gettext("Time-minder"),
    Part.vibe: lazy_gettext("Vibe-minder"),
    Part.welcome: lazy_gettext("Welcomer"),
}
HINTS: dict[Part, Any] = {
    Part.host: lazy_gettext("Leads from one thing to the next. Takes part like everyone else."),
    Part.notes: lazy_gettext("Writes down what was agreed, and what people offered to do."),
    Part.time: lazy_gettext("Says when the time for something is nearly up."),
    Part.vibe: lazy_gettext("Looks out for how people are, and asks for a break."),
    Part.welcome: lazy_gettext("Gets the room ready, and says hello to whoever comes."),
}


def asked_words(part: Part, when: str) -> str:
    """What somebody is asked: "Would you host the house meeting? Thursday, 7pm to 8pm"."""
    words = {
        Part.host: _("Would you host the house meeting? %(when)s", when=when),
        Part.notes: _("Would you take notes at the house meeting? %(when)s", when=when),
        Part.time: _("Would you mind the time at the house meeting? %(when)s", when=when),
        Part.vibe: _("Would you mind the vibe at the house meeting? %(when)s", when=when),
        Part.welcome: _("Would you welcome people to the house meeting? %(when)s", when=when),
    }
    return str(words[part])


def mine_words(part: Part) -> str:
    """What stands in somebody's own calendar."""
    words = {
        Part.host: _("You host the house meeting"),
        Part.notes: _("You take notes at the house meeting"),
        Part.time: _("You mind the time at the house meeting"),
        Part.vibe: _("You mind the vibe at the house meeting"),
        Part.welcome: _("You welcome people to the house meeting"),
    }
    return str(words[part])
