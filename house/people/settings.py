"""What a house does its own way: each setting with what it starts as, what it may be, and what it does.

Every one of them rests on a decision of the house, which is kept beside its value.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from flask_babel import lazy_gettext as _

from house.db import db
from house.people.belonging import HouseSetting
from house.people.kinds_of_setting import Hours, HoursKind, Kind, Number, OneOf
from house.people.models import House
from house.trust.acts import note_change

Value = TypeVar("Value")
KIND = "setting"


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One thing a house can do its own way."""

    name: str
    title: Any
    what: Any  # what it does, in a sentence or two
    start: Value  # until the house decides otherwise
    kind: Kind[Value]
    is_used: bool = False  # whether anything in the house follows it yet


SETTLING_IN_DAYS = Setting(
    "settling_in_days",
    _("Settling in"),
    _("How many days somebody new has no share of the chores. As many days again, they have half a share."),
    7,
    Number(0, 60, _("%(number)d day"), _("%(number)d days")),
)
QUIET_HOURS = Setting(
    "quiet_hours_house",
    _("Quiet hours"),
    _("When the house is kept quiet."),
    Hours(time(22), time(7)),
    HoursKind(),
)
DECISION_WINDOW_DAYS = Setting(
    "decision_window_days",
    _("Time to think about a decision"),
    _("How many days somebody who was not there can still speak up, before a decision holds."),
    7,
    Number(1, 60, _("%(number)d day"), _("%(number)d days")),
)
QUORUM = Setting(
    "quorum_rule",
    _("Enough people for a decision"),
    _("How many residents are there, of those at home. With fewer, the meeting is a talk, and decisions wait."),
    "none",
    OneOf(
        (
            ("none", _("However many come")),
            ("half", _("Half of the residents at home")),
            ("two thirds", _("Two thirds of the residents at home")),
        )
    ),
)
WORKER_IN_CONSENT_ROUND = Setting(
    "worker_in_consent_round",
    _("Peer workers when the house decides"),
    _("Whether what a peer worker says counts when residents go round and decide."),
    "voice only",
    OneOf((("voice only", _("They have a voice, and residents decide")), ("counts", _("They decide with residents")))),
)
NUDGE_HOURS = Setting(
    "nudges_allowed_hours",
    _("Hours for reminders"),
    _("Reminders come only between these times. Each person can make them fewer."),
    Hours(time(9), time(20)),
    HoursKind(),
)
MIN_GROUP_FOR_COUNTS = Setting(
    "min_group_for_counts",
    _("Smallest group to count"),
    _("Numbers about people are shown only for a group of at least this many. It is never below 5."),
    5,
    Number(5, 50, _("%(number)d person"), _("%(number)d people")),
)
SETTINGS: dict[str, Setting[Any]] = {
    each.name: each
    for each in (
        SETTLING_IN_DAYS,
        QUIET_HOURS,
        DECISION_WINDOW_DAYS,
        QUORUM,
        WORKER_IN_CONSENT_ROUND,
        NUDGE_HOURS,
        MIN_GROUP_FOR_COUNTS,
    )
}


class ChangedMeanwhile(Exception):
    """Somebody else changed the setting since its page was opened."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Everything one house has settled; what it has not is as it starts."""

    kept: dict[str, str]

    def __getitem__(self, setting: Setting[Value]) -> Value:
        text = self.kept.get(setting.name)
        return setting.start if text is None else setting.kind.read(text)


def settled(house_id: int) -> Settled:
    """All settings of a house, in one query."""
    query = sa.select(HouseSetting.name, HouseSetting.value).where(HouseSetting.house_id == house_id)
    return Settled({name: value for name, value in db.session.execute(query)})


def setting(house_id: int, which: Setting[Value]) -> Value:
    """One setting of a house, or what it starts as: `setting(house_id, SETTLING_IN_DAYS) + 1`."""
    return settled(house_id)[which]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a setting is to be, as somebody sent it."""

    value: str
    rests_on: str
    seen: str  # the version their page showed, as `version` writes it


def change(house_id: int, which: Setting[Any], wish: Wish, by_id: int, now: datetime) -> None:
    """Settle something on a decision of the house. Raises `ChangedMeanwhile`."""
    db.session.get_one(House, house_id, with_for_update=True)  # of two at once, the second sees what the first kept
    kept = find_kept(house_id, which)
    if version(kept) != wish.seen:
        raise ChangedMeanwhile
    # Always a later instant than the one before, whatever the clock says: it is the version.
    changed_at = max(now, kept.changed_at + timedelta.resolution) if kept else now
    kept = kept or HouseSetting(house_id=house_id, name=which.name)
    kept.value, kept.rests_on, kept.changed_by_id, kept.changed_at = wish.value, wish.rests_on, by_id, changed_at
    db.session.add(kept)
    db.session.flush()
    note_change(house_id, by_id, KIND, kept.id, "changed", now)


def find_kept(house_id: int, which: Setting[Any]) -> HouseSetting | None:
    """What the house settled, if it did."""
    query = sa.select(HouseSetting).where(HouseSetting.house_id == house_id, HouseSetting.name == which.name)
    # As it is now, also where this request has read it before.
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def version(kept: HouseSetting | None) -> str:
    """Which version of a setting this is; a page carries it along, so that two changes at once are noticed."""
    return kept.changed_at.isoformat() if kept else "start"
