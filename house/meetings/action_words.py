"""Actions in words: whose one is, by when, and what can be said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.meetings.action_acts import UNDO_FOR, NotNow
from house.meetings.action_models import HELD, ActionStatus
from house.meetings.action_reading import ActionLine
from house.when.span import DAY, to_local
from house.when.words import day_words


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action, ready to be shown."""

    id: int
    what: str
    who: str
    when: str
    has_day: bool
    help_wanted: bool
    waits_for_me: bool
    is_mine: bool  # and open, so that they can say what becomes of it
    can_start: bool
    is_passing: bool
    can_be_taken: bool
    can_undo: bool
    is_open: bool
    state: str


def card(line: ActionLine, now: datetime, zone: ZoneInfo) -> ActionCard:
    """An action as pages show it."""
    held, today = line.status in HELD, to_local(now, zone).date()
    is_over = line.ended_at is not None
    return ActionCard(
        id=line.id,
        what=line.what,
        who=who_words(line),
        when=_ended_words(line, today, zone) if is_over else by_words(line.by_day, today),
        has_day=line.by_day is not None,
        help_wanted=line.help_wanted and not is_over,
        waits_for_me=line.is_mine and line.status is ActionStatus.asked,
        is_mine=line.is_mine and held,
        can_start=line.is_mine and line.status is ActionStatus.offered,
        is_passing=held and line.is_passing,
        can_be_taken=line.status is ActionStatus.up_for_grabs or (held and line.is_passing and not line.is_mine),
        can_undo=line.is_mine
        and line.status in (ActionStatus.done, ActionStatus.let_go)
        and line.ended_at is not None
        and line.ended_at >= now - UNDO_FOR,
        is_open=not is_over,
        state=state_words(line.status),
    )


def who_words(line: ActionLine) -> str:
    """Whose it is: "Hana offered", "someone in the house"; what was let go is nobody's."""
    name = _("You") if line.is_mine else (line.name or _("someone in the house"))
    if line.status is ActionStatus.up_for_grabs:
        return str(_("Nobody has it now"))
    if line.status is ActionStatus.asked:
        return str(_("Written down for %(name)s, who is asked first", name=_("you") if line.is_mine else name))
    if line.status is ActionStatus.let_go and not line.is_mine:
        return ""
    if line.status in (ActionStatus.done, ActionStatus.passed_on, ActionStatus.let_go):
        return name[:1].upper() + name[1:]
    if line.is_passing:
        return str(_("%(name)s offered, and would like to pass it on", name=name))
    return str(_("%(name)s offered", name=name))


def state_words(status: ActionStatus) -> str:
    """Where it stands."""
    return str(
        {
            ActionStatus.asked: _("waiting for their word"),
            ActionStatus.offered: _("offered"),
            ActionStatus.under_way: _("under way"),
            ActionStatus.up_for_grabs: _("up for grabs"),
            ActionStatus.done: _("done"),
            ActionStatus.passed_on: _("passed on"),
            ActionStatus.let_go: _("let go"),
        }[status]
    )


def by_words(by_day: date | None, today: date) -> str:
    """By when: "by Friday", "whenever it suits", and "still open" once the day has gone."""
    if by_day is None:
        return str(_("whenever it suits"))
    if by_day < today:
        return str(_("still open"))
    return str(_("by %(day)s", day=day_words(by_day, today)))


def _ended_words(line: ActionLine, today: date, zone: ZoneInfo) -> str:
    day = to_local(line.ended_at, zone).date() if line.ended_at else today
    words = day_words(day, today)
    return words if abs(day - today) <= DAY else str(_("on %(day)s", day=words))


def why_words(reason: NotNow, is_mine: bool) -> str:
    """Why a step was not taken: somebody was quicker, or it was taken before."""
    match reason.status:
        case ActionStatus.done:
            return str(_("It is done already."))
        case ActionStatus.let_go:
            return str(_("It was let go."))
        case ActionStatus.passed_on:
            return str(_("Somebody took it over a moment ago, so it is theirs now."))
        case ActionStatus.up_for_grabs:
            return str(_("Nobody has it now. Whoever likes can take it."))
        case _ if is_mine:
            return str(_("It is yours, as you said before."))
        case ActionStatus.asked:
            return str(_("Somebody is asked about it already."))
        case _:
            return str(_("%(name)s has it.", name=reason.name))
