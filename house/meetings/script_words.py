"""The script of a meeting in words: what each part is called, what can be read aloud, and what the time says."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from house.meetings.script import Kind, Mark, Name, Step, mark
from house.when.words import clock_words

NAMES: dict[Name, Any] = {
    Name.arrive: lazy_gettext("Arrive"),
    Name.thanks: lazy_gettext("Thanks"),
    Name.actions: lazy_gettext("What people offered last time"),
    Name.home: lazy_gettext("Who is home, who is on"),
    Name.chores: lazy_gettext("Chores"),
    Name.asks: lazy_gettext("Asks"),
    Name.next: lazy_gettext("Next time"),
    Name.free: lazy_gettext("Free time"),
}
SAY: dict[Name, Any] = {
    Name.arrive: lazy_gettext("Say hello. Whoever likes says how they are; a pass is fine. Nobody writes this down."),
    Name.thanks: lazy_gettext("Who or what are we glad about?"),
    Name.actions: lazy_gettext("What came of these? Whoever offered says. Letting go is fine."),
    Name.home: lazy_gettext("Who is home and who is on, this week and next?"),
    Name.chores: lazy_gettext("What works, and what doesn’t? Where a chore stays open, the chore is what we change."),
    Name.asks: lazy_gettext("Is there something for the organisation? What came of what we asked?"),
    Name.next: lazy_gettext("When do we meet next, and who would like to host?"),
    Name.free: lazy_gettext("Thanks for being here. Whoever likes stays a while."),
}
SAY_TO: dict[Kind, Any] = {
    Kind.share: lazy_gettext("Listen first. Questions come after."),
    Kind.talk: lazy_gettext("Read the thoughts sent ahead. Then hear from whoever wants to speak."),
    Kind.decide: lazy_gettext(
        "Read the words aloud. Questions first, then quick reactions. Then a round: hear from everyone, a pass is fine."
    ),
}


def step_words(step: Step) -> str:
    """What a part is called: its own name, or the thing on the agenda."""
    return step.item.title if step.item else str(NAMES[Name(step.name)])


def say_words(step: Step) -> str:
    """What can be read aloud at a part."""
    return str(SAY_TO[step.item.kind] if step.item else SAY[Name(step.name)])


def minutes_words(step: Step) -> str:
    """How long a part is meant to take."""
    if not step.minutes:
        return str(_("as long as you like"))
    return str(ngettext("about %(num)d minute", "about %(num)d minutes", step.minutes))


def time_words(step: Step, since: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A gentle mark: since when this part goes on, and how long it is meant to."""
    at, meant = clock_words(since, zone), minutes_words(step)
    if not step.minutes:
        return str(_("Since %(time)s.", time=at))
    if mark(step, since, now) is Mark.meant:
        return str(_("Since %(time)s. It is meant to take %(minutes)s.", time=at, minutes=meant))
    by_now = ngettext("%(num)d minute", "%(num)d minutes", int((now - since).total_seconds()) // 60)
    return str(
        _(
            "Since %(time)s, %(by_now)s by now; %(minutes)s were meant. Go on when you are ready, or stay if it helps.",
            time=at,
            by_now=by_now,
            minutes=meant,
        )
    )


def end_words(ends: datetime, now: datetime, zone: ZoneInfo) -> str:
    """When the meeting is meant to end."""
    at = clock_words(ends, zone)
    if now < ends:
        return str(_("The meeting is meant to go until %(time)s.", time=at))
    return str(_("It was meant to go until %(time)s. You can end here, or agree how much longer.", time=at))
