"""What the page of one meeting shows: who comes, the agenda with its thoughts, who does what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from house.meetings import agenda, planned_words, reading, thoughts, words
from house.meetings.access import (
    can_be_changed,
    can_be_put_back_on,
    has_started,
    is_ahead,
    is_going_on,
    is_open,
    is_over,
    may_arrange,
    may_ask,
)
from house.meetings.attendance import Coming
from house.meetings.models import Meeting, Status
from house.meetings.record_access import may_read
from house.meetings.role_words import NAMES, asked_words
from house.meetings.rotation import Part
from house.meetings.running import can_begin
from house.meetings.running_access import may_run
from house.meetings.suggested import suggested
from house.meetings.taking_part import Answer
from house.meetings.thoughts import ThoughtLine
from house.meetings.who_does import RoleLine, who_comes_and_does_what
from house.meetings.words import ItemCard
from house.viewer import Viewer
from house.when.words import clock_words

# An agenda of half a year ago is memory: what it left open is brought anew.
CARRIES_FOR = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing on the agenda, ready to be shown: what was thought of it, and what can be done with it."""

    card: ItemCard
    thoughts: tuple[ThoughtLine, ...]
    can_finish: bool
    can_open_again: bool
    can_carry_over: bool


@dataclass(frozen=True, slots=True)
class Said:
    """People who say the same of a meeting."""

    words: str
    names: str


def page_of(meeting: Meeting, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """All of it, by the names the template uses."""
    arranges, (said, does) = may_arrange(viewer, meeting), who_comes_and_does_what(meeting)
    return {
        "meeting": meeting,
        "soon": words.how_soon(meeting.starts_at, meeting.ends_at, now, viewer.zone, is_going_on(meeting, now)),
        "when": words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone),
        "date": words.date_words(meeting.starts_at, viewer.zone),  # paper stays when "Thursday" is another one
        "is_over": is_over(meeting, now),
        "has_record": has_started(meeting, now) and may_read(viewer, meeting),
        "is_called_off": meeting.status is Status.called_off,
        "is_open": is_open(meeting, now),
        "goes_on": is_going_on(meeting, now),
        "may_begin": can_begin(meeting, now) and may_run(viewer, meeting),
        "moved": planned_words.moved_words(meeting.moved_from_local, now, viewer.zone),
        "clocks": planned_words.clocks_words(meeting, viewer.zone),
        "may_change": arranges and can_be_changed(meeting, now),
        "may_call_off": arranges and is_ahead(meeting, now),
        "may_put_back_on": arranges and can_be_put_back_on(meeting, now),
        "suggested": suggested(viewer.house_id) if is_open(meeting, now) else [],
        **_agenda(meeting, viewer, now),
        **_coming(meeting, said, viewer, now),
        **_roles(meeting, does, viewer, now),
    }


def _agenda(meeting: Meeting, viewer: Viewer, now: datetime) -> dict[str, Any]:
    lines, sent = reading.agenda(viewer, meeting), _by_item(thoughts.thoughts(viewer, meeting))
    items = [(line, _shown(line, sent.get(line.id, ()), meeting, viewer, now)) for line in lines]
    movable = [line for line in lines if agenda.can_move(line.added_at, meeting, now)]
    return {
        "items": [each for line, each in items if agenda.is_in_print(line.added_at, meeting)],
        "later": [each for line, each in items if not agenda.is_in_print(line.added_at, meeting)],
        "thoughts": sent.get(None, ()),
        "takes_thoughts": thoughts.is_open(meeting, now),
        "can_order": len(movable) > 1,
        "fixed": fixed_words(meeting, viewer, now) if lines and is_ahead(meeting, now) else "",
    }


def _by_item(sent: Iterable[ThoughtLine]) -> dict[int | None, tuple[ThoughtLine, ...]]:
    found: dict[int | None, tuple[ThoughtLine, ...]] = {}
    for each in sent:
        found[each.item_id] = (*found.get(each.item_id, ()), each)
    return found


def _shown(
    line: reading.ItemLine, sent: tuple[ThoughtLine, ...], meeting: Meeting, viewer: Viewer, now: datetime
) -> Shown:
    card = words.item_card(line, viewer.zone)
    asks = has_started(meeting, now) and now < meeting.ends_at + CARRIES_FOR and card.later is None
    return Shown(
        card,
        sent,
        can_finish=asks and not card.is_finished,
        can_open_again=asks and card.is_finished,
        can_carry_over=asks and is_over(meeting, now) and not card.is_finished,
    )


def fixed_words(meeting: Meeting, viewer: Viewer, now: datetime) -> str:
    """From when on the agenda stands in print."""
    at = agenda.fixed_at(meeting)
    when = {"day": words.date_words(at, viewer.zone), "time": clock_words(at, viewer.zone)}
    if now < at:
        return _("The order is fixed for print on %(day)s, %(time)s. You can add things after that too.", **when)
    return _("The order was fixed for print on %(day)s, %(time)s.", **when)


def _coming(meeting: Meeting, said: list[Coming], viewer: Viewer, now: datetime) -> dict[str, Any]:
    mine = next((each for each in said if each.person_id == viewer.person_id), None)
    return {
        "coming": _together(said, is_over(meeting, now)),
        "my_answer": mine.answer if mine else None,
        "written_by": mine.written_by if mine else "",
        "answers": _answers(meeting, now),
    }


def _together(said: list[Coming], was: bool) -> list[Said]:
    labels = {
        Answer.there: _("There"),
        Answer.sent_thoughts: _("Sent thoughts") if was else _("Sends thoughts"),
        Answer.away: _("Away"),
    }
    groups = ((label, [each.name for each in said if each.answer is answer]) for answer, label in labels.items())
    return [Said(str(label), ", ".join(names)) for label, names in groups if names]


def _answers(meeting: Meeting, now: datetime) -> list[tuple[Answer, str]]:
    """What can be tapped; nothing of a meeting that is called off."""
    if meeting.status is Status.called_off:
        return []
    if is_over(meeting, now):
        was = (_("I was there"), _("I sent thoughts"), _("I was away"))
        return list(zip(Answer, was, strict=True))
    return list(zip(Answer, (_("I’ll be there"), _("I’ll send thoughts"), _("I’m away")), strict=True))


def _roles(meeting: Meeting, roles: list[RoleLine], viewer: Viewer, now: datetime) -> dict[str, Any]:
    mine = [each for each in roles if each.person_id == viewer.person_id and not each.is_accepted]
    open_now = is_open(meeting, now)
    when = words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone)
    return {
        "roles": [(NAMES[each.part], each.name, each.is_accepted) for each in in_order(roles)],
        "asked": [(each.id, asked_words(each.part, when)) for each in mine if open_now],
        "is_hosted": any(each.part is Part.host and each.is_accepted for each in roles),
        "may_ask": may_ask(viewer, meeting) and open_now,
    }


def in_order(roles: Iterable[RoleLine]) -> list[RoleLine]:
    """Roles in the order of their kinds."""
    return sorted(roles, key=lambda each: list(Part).index(each.part))
