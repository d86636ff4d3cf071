"""What the choices of a check-in are called on the page."""

from typing import Any

from flask_babel import lazy_gettext as _

from house.checkins.models import Feeling, Need
from house.trust.models import Audience

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

NEEDS: dict[str, Any] = {
    Need.company: _("Company"),
    Need.space: _("Space"),
    Need.chat: _("A chat"),
    Need.hand: _("A practical hand"),
    Need.hello: _("Nothing, saying hi"),
}

AUDIENCES: dict[str, Any] = {
    Audience.only_me: _("Only me"),
    Audience.person: _("Someone I choose"),
    Audience.on_shift: _("Whoever is on shift"),
    Audience.workers: _("All peer workers"),
    Audience.house: _("Everyone in the house"),
}
CAN_SEE: dict[str, Any] = {
    Audience.only_me: _("Only you can see it."),
    Audience.person: _("Someone you chose can read it."),
    Audience.on_shift: _("Whoever is on shift can read it."),
    Audience.workers: _("All peer workers can read it."),
    Audience.house: _("Everyone in the house can read it."),
}
