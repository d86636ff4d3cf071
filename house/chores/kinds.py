"""PURE. The words that a chore's shape is made of, as they are kept."""

from enum import StrEnum


class Comes(StrEnum):
    """What brings a chore round."""

    by_calendar = "by the calendar"
    after_done = "after it was done"
    when_needed = "when it is needed"


class Way(StrEnum):
    """How its turns are shared out. Each of them is an offer, and anybody can take what nobody has."""

    by_fairness = "by fairness"
    in_order = "in order"
    one_person = "with one person"
    up_for_grabs = "up for grabs"


class WhenOver(StrEnum):
    """What becomes of a turn that is still open once its days are over."""

    up_for_grabs = "up for grabs"
    moved = "moved"
    let_go = "let go"


class Energy(StrEnum):
    """How much it takes out of somebody, whatever the time."""

    low = "low"
    middle = "middle"
    high = "high"


class PartOfDay(StrEnum):
    """When in the day it fits."""

    any_time = "any time"
    morning = "morning"
    afternoon = "afternoon"
    evening = "evening"


class Like(StrEnum):
    """How somebody feels about a chore, in the order in which they are asked."""

    like = "like"
    fine = "fine"
    rather_not = "rather not"
    can_not = "cannot"


class Mode(StrEnum):
    """How people do something at the same time."""

    same_room = "same room"
    on_a_call = "on a call"
    quiet = "quiet"


class SwapStatus(StrEnum):
    """Where a swap stands. Lapsed is none of these: it is read from the days of its turn."""

    asked = "asked"
    accepted = "accepted"
    not_this_time = "not this time"
    withdrawn = "withdrawn"
