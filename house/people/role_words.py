"""What is said about coordinators coming and going."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.people.belonging import RoleAction
from house.people.role_reading import AskLine
from house.people.roles import Why
from house.when.words import day_words, soon_words


def ask_words(asked: AskLine, now: datetime, zone: ZoneInfo) -> str:
    """What was asked, or what is coming."""
    if asked.takes_effect_at:
        return coming_words(asked.person, asked.takes_effect_at, now, zone)
    return asks_words(asked)


def asks_words(asked: AskLine) -> str:
    """Who asks what of a second coordinator."""
    if asked.action is RoleAction.make:
        return _("%(name)s asks that %(person)s becomes a coordinator.", name=asked.asked_by, person=asked.person)
    if asked.person_id == asked.asked_by_id:
        return _("%(name)s would like to step down as a coordinator.", name=asked.asked_by)
    return _("%(name)s asks that %(person)s is no longer a coordinator.", name=asked.asked_by, person=asked.person)


def coming_words(person: str, at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Somebody becomes a coordinator by the clock."""
    return _("%(person)s becomes a coordinator %(when)s.", person=person, when=soon_words(at, now, zone))


def more_words(asked: AskLine, now: datetime, zone: ZoneInfo) -> str:
    """How it goes on from here."""
    if asked.takes_effect_at:
        return _("%(name)s asked this. There was no second coordinator to agree.", name=asked.asked_by)
    last = day_words(asked.lapses_at.astimezone(zone).date(), now.astimezone(zone).date())
    return _("Another coordinator can agree, up to %(day)s.", day=last)


def refusal(why: Why, name: str) -> str:
    """Why it is not done, and what to do next."""
    match why:
        case Why.no_account:
            return _("%(name)s has no way to sign in yet. A coordinator needs an account first.", name=name)
        case Why.last_one:
            return _("%(name)s is the only coordinator. Make somebody else a coordinator first.", name=name)
        case Why.is_one:
            return _("%(name)s is a coordinator already.", name=name)
        case Why.is_none:
            return _("%(name)s is not a coordinator any more.", name=name)
        case Why.gone:
            return _("%(name)s has moved on meanwhile.", name=name)
        case Why.asked_already:
            return _("That is asked already. You see it here.")
        case Why.needs_another:
            return _("You asked this, so another coordinator agrees to it.")
        case Why.not_now:
            return _("You are not a coordinator any more.")
        case Why.closed:
            return _("That was answered or taken back meanwhile. Nothing has changed now.")
