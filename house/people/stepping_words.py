"""Stepping back in words, for whoever does: "You are resting until Friday." The day is the one they are back on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from house.people.belonging import PresenceKind
from house.people.presence import Step
from house.people.presence_reading import OwnPresence, Time, own_presence
from house.viewer import Viewer
from house.when.words import day_words


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One time of stepping back, ready to be shown to its owner."""

    id: int
    words: str
    back: str  # what the button says that ends it


@dataclass(frozen=True, slots=True)
class MyStep:
    """What somebody's own pages say of it: the one time that counts today, or else that they are settling in."""

    line: TimeLine | None
    settling: str


def my_step(viewer: Viewer, now: datetime) -> MyStep | None:
    """For residents, what Today and their own page say; None for everybody else. One query."""
    own = own_presence(viewer, now) if viewer.is_resident else None
    if own is None:
        return None
    line = next((running_line(each, own.today) for each in own.running), None)
    return MyStep(line, "" if line else settling_words(own))


def settling_words(own: OwnPresence) -> str:
    """How the chores come to somebody new, in one line; "" once they have settled in."""
    none_until = own.started_on + timedelta(days=own.settling_in)
    half_until = none_until + timedelta(days=own.settling_in)
    if own.today >= half_until:
        return ""
    half = day_words(half_until, own.today)
    if own.today >= none_until:
        return _("You are settling in. You have half a share of the chores until %(day)s.", day=half)
    return _(
        "You are settling in. Chores are up to you until %(day)s, then half a share until %(half)s.",
        day=day_words(none_until, own.today),
        half=half,
    )


def running_line(each: Time, today: date) -> TimeLine:
    """A time that holds today."""
    is_lighter = each.kind is PresenceKind.lighter
    return TimeLine(each.id, running_words(each, today), _("Back to my full share") if is_lighter else _("I’m back"))


def running_words(each: Time, today: date) -> str:
    """ "You are away until Friday." """
    if each.kind is PresenceKind.not_today:
        return _("You are taking today off.")
    if each.end is None:
        return {
            PresenceKind.away: _("You are away until you say."),
            PresenceKind.resting: _("You are resting until you say."),
        }.get(each.kind) or _("You have %(share)s until you say.", share=share_words(each.quarters))
    day = day_words(each.end, today)
    return {
        PresenceKind.away: _("You are away until %(day)s.", day=day),
        PresenceKind.resting: _("You are resting until %(day)s.", day=day),
    }.get(each.kind) or _("You have %(share)s until %(day)s.", share=share_words(each.quarters), day=day)


def noted_words(step: Step, today: date) -> str:
    """What is said once it is noted. Today says by itself what holds from now on."""
    if step.first > today:
        return coming_words(step, today)
    if step.kind is PresenceKind.lighter:
        return _("Noted. Turns you have taken stay yours.")
    return _("Noted. Turns you can’t do in that time are up for grabs.")


def coming_line(each: Time, today: date) -> TimeLine:
    """A time that begins later."""
    return TimeLine(each.id, coming_words(each, today), _("Take it back"))


def coming_words(each: Time | Step, today: date) -> str:
    """ "Away from Monday until Friday." """
    what = {PresenceKind.away: _("Away"), PresenceKind.resting: _("Resting")}.get(each.kind)
    what = what or _("With %(share)s", share=share_words(each.quarters))
    first = day_words(each.first, today)
    if each.end is None:
        return _("%(what)s from %(first)s, until you say.", what=what, first=first)
    return _("%(what)s from %(first)s until %(end)s.", what=what, first=first, end=day_words(each.end, today))


def share_words(quarters: int) -> str:
    """A lighter share, within a sentence."""
    words = {1: _("a quarter of a share"), 2: _("half a share"), 3: _("three quarters of a share")}
    return words.get(quarters) or _("no share")
