"""What chores ask of somebody: an answer, where another asks to swap. A turn itself is offered, and never waits."""

from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from house.chores.turn_reading import live_swaps
from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """Swaps that this person is asked for. Only who lives here is asked, so nobody else costs a question."""
    if not viewer.is_resident:
        return []
    today = now.astimezone(viewer.zone).date()
    return [
        Waiting(
            words=str(_("%(name)s asks: could you take %(chore)s, %(when)s?", name=s.by, chore=s.chore, when=s.when)),
            path=url_for("chores.index"),
            label=str(_("Answer")),
            since=s.asked_at,
        )
        for s in live_swaps(viewer, today)
        if not s.is_mine
    ]
