"""A going in words: "Friday, 4pm"."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.viewer import Role
from house.when.span import to_local
from house.when.words import clock_words, day_words


def moment_words(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment, ahead or past: "today, 4pm", "Friday, 4pm", "Thursday 6 August, 5pm"."""
    day = day_words(to_local(at, zone).date(), to_local(now, zone).date())
    return f"{day}, {clock_words(at, zone)}"


def role_words(role: Role) -> str:
    """What somebody is here, within a sentence."""
    words = {Role.resident: _("a resident"), Role.peer_worker: _("a peer worker")}
    return str(words.get(role, _("a coordinator")))
