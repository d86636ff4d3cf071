"""What the choices of a check-in are called on the page."""

from typing import Any

from flask_babel import lazy_gettext as _

from house.checkins.models import About, Connection, Energy, Feeling, Need

FEELINGS: dict[str, Any] = {
    Feeling.good: _("Good"),
    Feeling.all_right: _("All right"),
    Feeling.mixed: _("Mixed"),
    Feeling.hard: _("Hard"),
    Feeling.unsaid: _("Rather not say"),
}
FACES: dict[str, str] = {
    Feeling.good: "good",
    Feeling.all_right: "all-right",
    Feeling.mixed: "mixed",
    Feeling.hard: "hard",
}

ENERGIES: dict[str, Any] = {
    Energy.low: _("Not much"),
    Energy.some: _("Some"),
    Energy.plenty: _("Plenty"),
}

CONNECTIONS: dict[str, Any] = {
    Connection.alone: _("On my own"),
    Connection.a_little: _("A little with others"),
    Connection.together: _("With others"),
}

ABOUT: dict[str, Any] = {
    About.now: _("Right now"),
    About.earlier: _("Earlier today"),
    About.yesterday: _("Yesterday"),
}

NEEDS: dict[str, Any] = {
    Need.company: _("Company"),
    Need.space: _("Space"),
    Need.chat: _("A chat"),
    Need.hand: _("A practical hand"),
    Need.hello: _("Nothing, saying hi"),
}
