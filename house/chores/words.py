"""What a chore and its turns are called in words."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from house.chores.cadence import How, cadence_of
from house.chores.kinds import Comes, Energy, PartOfDay
from house.chores.rounds import WEEK, is_still_open, round_of
from house.when.repeat import describe
from house.when.span import DAY
from house.when.words import day_words


def window_words(window_from: date, window_to: date, today: date) -> str:
    """When a turn fits: "sometime this week", "today", "on Saturday"; "still open" once its window has ended."""
    if is_still_open(window_to, today):
        return str(_("still open"))
    if window_to - window_from == DAY:
        return _on_day(window_from, today)
    if (window_from, window_to) == round_of(window_from):
        return _in_week(window_from, today)
    return str(_("sometime before %(day)s", day=day_words(window_to, today)))


def turn_words(window_from: date, window_to: date, part: PartOfDay, today: date) -> str:
    """The same, with the part of the day where there is one: "today, in the evening"."""
    words = window_words(window_from, window_to, today)
    return words if is_still_open(window_to, today) else ", ".join(filter(None, (words, part_words(part))))


def why_words(why: str) -> str:
    """Why a turn was suggested to somebody, in a sentence to them."""
    words = {
        "lighter": _("You’ve had a lighter few weeks."),
        "lighter likes": _("You’ve had a lighter few weeks, and you said you like this one."),
        "even": _("It is about even in the house, so this went by lot."),
        "even likes": _("It is about even in the house, and you said you like this one."),
        "even longest": _("It is about even in the house, and you haven’t had this one for the longest."),
        "order": _("It goes round in the order that the house chose, and you are next."),
        "keeps": _("The house chose that this one is with you."),
        "week": _("It stays with one person all week, and this week it suits you."),
    }
    return str(words.get(why, ""))


def _on_day(day: date, today: date) -> str:
    words = day_words(day, today)
    return words if abs(day - today) <= DAY else str(_("on %(day)s", day=words))


def _in_week(monday: date, today: date) -> str:
    if monday == round_of(today)[0]:
        return str(_("sometime this week"))
    if monday == round_of(today + WEEK)[0]:
        return str(_("sometime next week"))
    return str(_("sometime in the week from %(day)s", day=day_words(monday, today)))


def cadence_words(rule: str, window_days: int, comes: Comes = Comes.by_calendar) -> str:
    """How a chore comes round: "every Saturday", "once a week, on any day", "3 days after it was last done"."""
    cadence = cadence_of(rule, comes, window_days)
    if comes is Comes.when_needed:
        return str(_("whenever it is needed"))
    if comes is Comes.after_done:
        days = ngettext("%(num)d day", "%(num)d days", cadence.every)
        return str(_("%(days)s after it was last done", days=days))
    if cadence.how is How.weeks and not cadence.weekdays:
        return _any_day_words(cadence.every)
    words = describe(rule)
    return words if window_days == 1 else str(_("%(when)s, with %(days)d days for it", when=words, days=window_days))


def _any_day_words(weeks: int) -> str:
    if weeks == 1:
        return str(_("once a week, on any day"))
    return str(_("every %(number)d weeks, on any day", number=weeks))


def minutes_words(minutes: int) -> str:
    """How long it takes: "about 10 minutes"."""
    return str(_("about %(minutes)d minutes", minutes=minutes))


def effort_words(effort: int) -> str:
    """How much it asks of a body."""
    return str({1: _("light"), 2: _("some effort")}.get(effort, _("more effort")))


def energy_words(energy: Energy) -> str:
    """How much energy it takes; "" where there is nothing to say."""
    return str({Energy.low: _("goes on a slow day too"), Energy.high: _("better on a good day")}.get(energy, ""))


def part_words(part: PartOfDay) -> str:
    """When in the day it fits; "" for any time."""
    words = {
        PartOfDay.morning: _("in the morning"),
        PartOfDay.afternoon: _("in the afternoon"),
        PartOfDay.evening: _("in the evening"),
    }
    return str(words.get(part, ""))
