"""With whom something private is shared, and until when, in words.

Every room with private things speaks in these. Who is on shift is known to the roster above; a room adds that.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext

from house.people.sharing import AUDIENCES, Offer, Sharing, capital
from house.trust.models import BESIDE, ON_CALL, Audience
from house.viewer import Viewer
from house.when.words import soon_words, until_words


def audience_hints(offer: Offer) -> dict[str, str]:
    """What choosing each audience means right now; a room adds who is on shift."""
    workers = [each.called_name for each in offer.readers if each.is_worker]
    house = [each.called_name for each in offer.readers if each.is_of_the_house]
    return {
        Audience.only_me: gettext("Nobody else can open it."),
        Audience.person: gettext("They alone. If they move on, it ends."),
        Audience.workers: gettext("%(now)s Later, whoever else works here too.", now=_now_words(workers)),
        Audience.house: gettext(
            "%(now)s Later, whoever else lives or works here too. A coordinator reads it only if you choose them.",
            now=_now_words(house),
        ),
    }


def _now_words(names: list[str]) -> str:
    return gettext("Now that’s %(names)s.", names=joined(names)) if names else gettext("Nobody right now.")


def joined(names: list[str]) -> str:
    """Several names in a sentence: "Alex, Ben and Sam"."""
    if len(names) < 2:
        return "".join(names)
    return str(gettext("%(names)s and %(last)s", names=", ".join(names[:-1]), last=names[-1]))


def who_words(sharing: Sharing) -> str:
    """Who it is shared with: "Alex", "Whoever is on shift"."""
    if sharing.on_call:
        return gettext("Whoever is on shift, and whoever is on call,")
    return sharing.name if sharing.audience is Audience.person else str(AUDIENCES[sharing.audience])


def shared_with_words(audience: Audience) -> str:
    """Why somebody reads it, said to them: "Shared with whoever is on shift."."""
    words = {
        Audience.person: gettext("Shared with you."),
        Audience.on_shift: gettext("Shared with whoever is on shift."),
        Audience.workers: gettext("Shared with all peer workers."),
        Audience.house: gettext("Shared with everyone in the house."),
    }
    return words.get(audience, "")


def basis_words(basis: str) -> str:
    """Why somebody else read it, said to its owner: "You shared it with whoever is on shift."."""
    words: dict[str, str] = {
        Audience.person: gettext("You shared it with them by name."),
        Audience.on_shift: gettext("You shared it with whoever is on shift."),
        Audience.workers: gettext("You shared it with all peer workers."),
        Audience.house: gettext("You shared it with everyone in the house."),
        BESIDE: gettext("You said it, and they typed it beside you."),
        ON_CALL: gettext("You shared it with whoever is on call too."),
        "wrote it": gettext("They wrote it."),
    }
    return words.get(basis, "")


def can_see_words(sharing: Sharing, now: datetime, zone: ZoneInfo) -> str:
    """Who can see it now, and until when."""
    if not sharing.is_shared:
        return gettext("Only you can see it.")
    if sharing.until is None:
        return gettext("%(who)s can read it.", who=who_words(sharing))
    until = until_words(sharing.until, now, zone)
    return gettext("%(who)s can read it %(until)s.", who=who_words(sharing), until=until)


def until_line(sharing: Sharing, now: datetime, zone: ZoneInfo) -> str:
    """Until when it is shared, as a line of its own."""
    if sharing.until is None:
        return gettext("Until you stop it")
    return capital(until_words(sharing.until, now, zone))


def kept_words(sharing: Sharing, now: datetime, zone: ZoneInfo) -> str:
    """What is said once it is kept."""
    words = [gettext("Kept."), can_see_words(sharing, now, zone)]
    return " ".join([*words, gettext("You will see when they do.")] if sharing.is_shared else words)


def closed_words(viewer: Viewer, now: datetime) -> str:
    """When earlier private things open again, for who came in by a re-entry card; otherwise nothing."""
    if viewer.private_opens_at is None or not viewer.is_closed(now):
        return ""
    return gettext(
        "Opens again %(when)s, or as soon as you show your passkey or the password from before the card.",
        when=soon_words(viewer.private_opens_at, now, viewer.zone),
    )
