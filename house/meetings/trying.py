"""What is said beside a field when a meeting can't be as it was asked; nothing of it is kept then."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from house import clock
from house.db import db
from house.meetings import words
from house.meetings.acts import NotAhead
from house.meetings.colliding import OntoAnother
from house.meetings.leaving import NowhereToGo
from house.meetings.models import Meeting, Status
from house.meetings.moving import ChangedMeanwhile, InThePast
from house.series.plan import NeverHappens
from house.viewer import get_viewer

CANNOT = (NotAhead, ChangedMeanwhile, InThePast, OntoAnother, NeverHappens, NowhereToGo)


def tried(act: Callable[[], Any]) -> Exception | None:
    """Do it; or the reason why it can't be done, and then all it began is taken back."""
    try:
        with db.session.begin_nested():
            act()
    except CANNOT as reason:
        return reason
    return None


def why_not(reason: Exception, meeting: Meeting | None = None) -> str:
    """The reason in a sentence, with what to do next."""
    match reason:
        case OntoAnother():
            return _onto(reason)
        case InThePast():
            return _("That time has passed already. Choose a later one.")
        case NeverHappens():
            return _("No meeting falls on a day up to then. Choose a later day, or leave it empty.")
        case NowhereToGo():
            return _("There is something on an agenda, and no other meeting it can go to. Plan one first.")
        case _ if meeting and meeting.status is Status.called_off:
            return _("This meeting is called off. You can put it back on first.")
        case _:
            return _("This meeting has begun, so it stays as it is.")


def _onto(other: OntoAnother) -> str:
    when = words.on_day(other.starts_at, other.ends_at, clock.now(), get_viewer().zone)
    return _("There is another meeting then: %(when)s. Choose another time, or move that one first.", when=when)
