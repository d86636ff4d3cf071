"""Asks in words: how long ago, until when an answer is hoped for, and what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from house.meetings.action_models import UNANSWERED, AskStatus
from house.meetings.ask_reading import AnswerLine, AskLine, AskStory
from house.when.span import to_local
from house.when.words import MONTHS, day_words


@dataclass(frozen=True, slots=True)
class AskCard:
    """One ask, ready to be shown."""

    id: int
    to_whom: str
    text: str
    state: str
    hoped: str  # since when, and until when an answer is or was hoped for


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an ask: what, by whom and when, and the words of an answer."""

    what: str
    text: str = ""


def card(line: AskLine, now: datetime, zone: ZoneInfo) -> AskCard:
    """An ask as lists show it."""
    today = to_local(now, zone).date()
    asked = to_local(line.raised_at, zone).date()
    if line.status in UNANSWERED:
        hoped = hoped_words(asked, line.reply_by, today)
    else:
        hoped = str(_("Asked %(ago)s.", ago=ago_words(asked, today)))
    return AskCard(line.id, line.to_whom, line.text, state_words(line.status), hoped)


def hoped_words(asked: date, reply_by: date, today: date) -> str:
    """ "Asked 3 weeks ago. An answer was hoped for by 3 May." No blame in it, and no count."""
    values = {"ago": ago_words(asked, today), "day": short_day(reply_by, today)}
    if reply_by < today:
        return str(_("Asked %(ago)s. An answer was hoped for by %(day)s.", **values))
    return str(_("Asked %(ago)s. An answer is hoped for by %(day)s.", **values))


def ago_words(day: date, today: date) -> str:
    """How long ago: "today", "yesterday", "5 days ago", "3 weeks ago", "4 months ago"."""
    days = (today - day).days
    if days < 2:
        return day_words(day, today)
    if days < 14:
        return str(ngettext("%(num)d day ago", "%(num)d days ago", days))
    if days < 9 * 7:
        return str(ngettext("%(num)d week ago", "%(num)d weeks ago", days // 7))
    if days < 2 * 365:
        return str(ngettext("%(num)d month ago", "%(num)d months ago", days // 30))
    return str(ngettext("%(num)d year ago", "%(num)d years ago", days // 365))


def short_day(day: date, today: date) -> str:
    """A day without its weekday: "3 May", "3 May 2027"."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def state_words(status: AskStatus) -> str:
    """Where it stands."""
    return str(
        {
            AskStatus.raised: _("asked"),
            AskStatus.seen: _("read"),
            AskStatus.answered: _("answered"),
            AskStatus.closed: _("closed by the house"),
            AskStatus.further: _("raised further"),
        }[status]
    )


def what_happened(story: AskStory, answers: list[AnswerLine], now: datetime, zone: ZoneInfo) -> list[Step]:
    """All that happened to an ask, in order."""
    today = to_local(now, zone).date()

    def on(instant: datetime) -> str:
        return short_day(to_local(instant, zone).date(), today)

    happened = [
        (answer.at, _("%(name)s answered on %(day)s", name=answer.by, day=on(answer.at)), answer.text)
        for answer in answers
    ]
    if story.seen_at:
        happened.append(
            (story.seen_at, _("%(name)s read it on %(day)s", name=story.seen_by, day=on(story.seen_at)), "")
        )
    if story.further_at:
        said = {"name": story.further_by, "whom": story.further_to, "day": on(story.further_at)}
        happened.append((story.further_at, _("%(name)s raised it further on %(day)s, with %(whom)s", **said), ""))
    if story.line.closed_at:
        said = {"name": story.closed_by, "day": on(story.line.closed_at)}
        happened.append((story.line.closed_at, _("%(name)s closed it for the house on %(day)s", **said), ""))
    in_order = sorted(happened, key=lambda each: (each[0], bool(each[2])))
    return [Step(str(words), text) for _at, words, text in in_order]


def closed_words(status: AskStatus) -> str:
    """Why a step was not taken: where the ask is by now."""
    return str(
        {
            AskStatus.raised: _("It is asked, and nobody has read it yet."),
            AskStatus.seen: _("Somebody has read it already."),
            AskStatus.answered: _("It has an answer already."),
            AskStatus.closed: _("The house has closed it."),
            AskStatus.further: _("It was raised further already."),
        }[status]
    )
