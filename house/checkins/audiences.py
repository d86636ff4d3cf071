"""Who can read a check-in at this moment, in plain words before anything is saved."""

from datetime import datetime

from flask_babel import gettext as _

from house.people import sharing_words
from house.people.sharing import Offer
from house.people.sharing_words import joined
from house.rosters.here import who_is_next, who_is_on
from house.trust.models import ON_CALL, Audience
from house.viewer import Viewer


def audience_hints(viewer: Viewer, offer: Offer, now: datetime) -> dict[str, str]:
    """For each audience on offer, what choosing it means right now.

    Who came in by a card is named nobody: with whom they would rather not be tells, and is closed to them.
    """
    if viewer.is_closed(now):
        return {
            **sharing_words.audience_hints(offer),
            Audience.on_shift: _("Whoever is on shift, now and later. You see who has read it."),
            ON_CALL: _("Whoever is on call too."),
        }
    on, on_call = who_is_on(viewer, now)
    readers = {each.person_id for each in offer.readers if each.is_worker}
    who = _who_reads_now(viewer, on, readers, now)
    return {
        **sharing_words.audience_hints(offer),
        Audience.on_shift: f"{who} {_('You see who has read it.')}",
        ON_CALL: _who_is_on_call([name for person_id, name in on_call if person_id in readers]),
    }


def _who_is_on_call(names: list[str]) -> str:
    return _("On call now: %(names)s.", names=joined(names)) if names else _("Nobody is on call right now.")


def _who_reads_now(viewer: Viewer, on: list[tuple[int, str]], readers: set[int], now: datetime) -> str:
    others = [name for person_id, name in on if person_id in readers]  # somebody without an account reads nothing
    if others:
        return _("Now that’s %(names)s. Later it’s whoever comes next.", names=joined(others))
    if any(person_id == viewer.person_id for person_id, _name in on):
        return _("Now that’s only you. Later it’s whoever comes next.")
    return _nobody_now(viewer, now)


def _nobody_now(viewer: Viewer, now: datetime) -> str:
    coming = who_is_next(viewer, now)
    if coming:
        return _("Nobody right now. %(next)s.", next=coming)
    return _("Nobody right now, and nobody is planned yet.")
