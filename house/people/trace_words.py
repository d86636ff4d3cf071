"""A change in a sentence: who, and what."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.people.belonging import RoleAction
from house.people.settings import SETTINGS
from house.people.trace import ChangeLine
from house.when.words import soon_words


def change_words(change: ChangeLine, now: datetime, zone: ZoneInfo) -> str:
    """What was changed, for everybody in the house to read."""
    by = change.by or _("Whoever looks after the server")
    match change.kind:
        case "membership":
            return _membership_words(change)
        case "role":
            return _role_words(change, by, now, zone)
        case "invite" if change.action == "made":
            return _("%(by)s invited somebody as a %(role)s.", by=by, role=change.role)
        case "invite":
            return _("%(by)s took back an invite.", by=by)
        case "kitchen screen" if change.action == "made":
            return _("%(by)s put up a kitchen screen.", by=by)
        case "kitchen screen":
            return _("%(by)s switched off a kitchen screen.", by=by)
        case "setting":
            setting = SETTINGS.get(change.setting or "")
            title = setting.title if setting else change.setting
            return _("%(by)s wrote down how this house does things: %(what)s.", by=by, what=title)
        case "support line":
            return _line_words(change, by)
        case "way beyond":
            return _("%(by)s wrote anew whom to turn to beyond the coordinators.", by=by)
        case "what we do":
            return _("%(by)s wrote anew what we do and don’t do.", by=by)
        case "person":
            return _("%(by)s changed what they are called.", by=by)
        case _:
            return _("%(by)s changed the name or the phone of the house.", by=by)


def _membership_words(change: ChangeLine) -> str:
    who = {"person": change.person, "role": change.role, "by": change.by}
    if change.action == "joined" and change.invited_by:
        return _("%(person)s joined as a %(role)s, invited by %(by)s.", **{**who, "by": change.invited_by})
    if change.action == "joined":
        return _("%(person)s joined as a %(role)s.", **who)
    if change.by is None or change.by_id == change.person_id:
        return _without_writer(change, who)
    if change.action == "moved on":
        return _("%(by)s noted that %(person)s is no longer here as a %(role)s.", **who)
    if change.action == "moves on":
        return _("%(by)s noted that %(person)s is going to move on, as a %(role)s.", **who)
    return _("%(by)s noted that %(person)s stays after all, as a %(role)s.", **who)


def _without_writer(change: ChangeLine, who: Mapping[str, object]) -> str:
    if change.action == "moved on":
        return _("%(person)s is no longer here as a %(role)s.", **who)
    if change.action == "moves on":
        return _("%(person)s is going to move on, as a %(role)s.", **who)
    return _("%(person)s stays after all, as a %(role)s.", **who)


def _role_words(change: ChangeLine, by: str, now: datetime, zone: ZoneInfo) -> str:
    who = {"by": by, "person": change.person}
    is_making, is_own = change.asked is RoleAction.make, change.by_id == change.person_id
    if change.action == "agreed":
        if is_making:
            return _("%(by)s agreed that %(person)s becomes a coordinator.", **who)
        return _("%(by)s agreed that %(person)s is no longer a coordinator.", **who)
    if change.action == "withdrawn":
        return _withdrawn_words(change, who, is_making, is_own)
    if change.takes_effect_at:
        when = soon_words(change.takes_effect_at, now, zone)
        return _("%(by)s, the only coordinator, asked that %(person)s becomes one: %(when)s.", **who, when=when)
    if is_making:
        return _("%(by)s asked that %(person)s becomes a coordinator.", **who)
    if is_own:
        return _("%(by)s asked to step down as a coordinator.", **who)
    return _("%(by)s asked that %(person)s is no longer a coordinator.", **who)


def _withdrawn_words(change: ChangeLine, who: Mapping[str, object], is_making: bool, is_own: bool) -> str:
    if change.by is None:
        return _("%(person)s moved on, so nobody asks any more that they become a coordinator.", **who)
    if is_making and is_own:
        return _("%(person)s would rather not become a coordinator.", **who)
    if is_making:
        return _("%(by)s no longer asks that %(person)s becomes a coordinator.", **who)
    return _("%(by)s took back what they asked: %(person)s stays a coordinator.", **who)


def _line_words(change: ChangeLine, by: str) -> str:
    if change.action == "removed":
        return _("%(by)s took a line of outside help away.", by=by)
    if not change.line:  # it has gone since
        return _("%(by)s changed the lines of outside help.", by=by)
    if change.action == "added":
        return _("%(by)s added a line of outside help: %(label)s.", by=by, label=change.line)
    return _("%(by)s changed a line of outside help: %(label)s.", by=by, label=change.line)
