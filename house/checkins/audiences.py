"""Whom a check-in can be shared with, and who that is at this moment, in plain words before anything is saved."""

from datetime import datetime

from flask_babel import gettext as _

from house.rosters.here import on_shift, who_is_here
from house.trust.models import Audience
from house.viewer import Viewer

OFFERED = (Audience.only_me, Audience.on_shift)  # the first is where a new check-in starts


def audience_hints(viewer: Viewer, now: datetime) -> dict[str, str]:
    """For each audience on offer, what choosing it means right now."""
    return {
        Audience.only_me: _("Nobody else can open it."),
        Audience.on_shift: f"{_who_reads_now(viewer, now)} {_('You see who has read it.')}",
    }


def _who_reads_now(viewer: Viewer, now: datetime) -> str:
    on = on_shift(viewer.house_id, now)
    others = [name for person_id, name in on if person_id != viewer.person_id]
    if others:
        return _("Now that’s %(names)s. Later it’s whoever comes next.", names=_(" and ").join(others))
    if on:
        return _("Now that’s only you. Later it’s whoever comes next.")
    return _nobody_now(viewer, now)


def _nobody_now(viewer: Viewer, now: datetime) -> str:
    coming = who_is_here(viewer.house_id, viewer.zone, now).next_words
    if coming:
        return _("Nobody right now. %(next)s.", next=coming)
    return _("Nobody right now, and nobody is planned yet.")
