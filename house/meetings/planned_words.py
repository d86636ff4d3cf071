"""Plans in words: how often the house meets, from where a meeting was moved, and what the clocks do to it."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.meetings.going import ByHand, GoingPlan, LeftOut
from house.meetings.models import Meeting
from house.when.repeat import describe
from house.when.span import is_twice, to_instant, to_local
from house.when.words import clock_words, day_words


def plan_words(plan: GoingPlan, today: date, zone: ZoneInfo) -> str:
    """A plan in a few sentences: "Every second Thursday at 7pm. The veranda. From Friday 4 September."."""
    repeat, time = describe(plan.rule), clock_words(to_instant(plan.first_local, zone), zone)
    said = [_("%(every)s at %(time)s", every=f"{repeat[0].upper()}{repeat[1:]}", time=time)]
    said += [plan.place] if plan.place else []
    if plan.title != _("House meeting"):
        said.insert(0, plan.title)
    if plan.first_local.date() > today:
        said.append(_("From %(day)s", day=day_words(plan.first_local.date(), today)))
    if plan.until:
        said.append(_("Until %(day)s", day=day_words(plan.until, today)))
    return ". ".join(said)


def moved_words(moved_from: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """Where a meeting stood before it was moved: "moved from Thursday 13 August, 7pm"; nothing if it was not."""
    if moved_from is None:
        return ""
    day = day_words(moved_from.date(), to_local(now, zone).date())
    return _("Moved from %(day)s, %(time)s", day=day, time=clock_words(to_instant(moved_from, zone), zone))


def clocks_words(meeting: Meeting, zone: ZoneInfo) -> str:
    """What a change of the clocks does to a meeting; nothing on any other day."""
    time = clock_words(meeting.starts_at, zone)
    if meeting.skipped_local:
        usual = _bare_clock_words(meeting.skipped_local)
        return _("The clocks leave out %(usual)s that day. So it starts at %(time)s.", usual=usual, time=time)
    if is_twice(meeting.starts_local, zone):
        return _("The clocks go back that day, and %(time)s comes twice. It starts the first time.", time=time)
    return ""


def _bare_clock_words(local: datetime) -> str:
    # Said in a zone that leaves nothing out: a time that the clocks skip has no instant of its own.
    utc = ZoneInfo("UTC")
    return clock_words(local.replace(tzinfo=utc), utc)


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day left out of the plan, or a meeting that stays as it is, ready to be shown."""

    id: int
    words: str


def left_out_card(day: LeftOut, today: date) -> DayCard:
    """A day on which the plan has no meeting."""
    return DayCard(day.id, _capital(day_words(day.day, today)))


def by_hand_card(meeting: ByHand, today: date, zone: ZoneInfo) -> DayCard:
    """A meeting that a change of the plan leaves as it is, and why."""
    local = to_local(meeting.starts_at, zone)
    why = _("called off") if meeting.is_called_off else _("changed by hand")
    day = _capital(day_words(local.date(), today))
    return DayCard(meeting.id, f"{day}, {clock_words(meeting.starts_at, zone)} ({why})")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
