"""What belongs to each part of a meeting: who is there, what is open, what was asked, what comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from house.db import db
from house.meetings import action_reading, ask_reading, reading, thoughts, words
from house.meetings.access import comes_after
from house.meetings.action_words import card as action_card
from house.meetings.ask_words import card as ask_card
from house.meetings.attendance import who_comes
from house.meetings.deciding import Proposal
from house.meetings.deciding_access import visible as visible_proposals
from house.meetings.deciding_words import stage_words
from house.meetings.models import Meeting
from house.meetings.rotation import Part
from house.meetings.running_models import ProposalItem
from house.meetings.script import Kind, Name, Step
from house.meetings.taking_part import Answer
from house.meetings.who_does import who_does_what
from house.viewer import Viewer

FEW = 5


@dataclass(frozen=True, slots=True)
class At:
    """Where a meeting is, and who looks."""

    meeting: Meeting
    step: Step
    line: reading.ItemLine | None
    viewer: Viewer
    now: datetime


def belongings(at: At) -> dict[str, Any]:
    """What the part that a meeting is at shows, by the names the template uses."""
    if at.line:
        return _item(at, at.line)
    show = _OF_PART.get(at.step.name)
    return show(at) if show else {}


def _arrive(at: At) -> dict[str, Any]:
    there = [each.name for each in who_comes(at.meeting) if each.answer is Answer.there]
    hosts = [each.name for each in who_does_what(at.meeting) if each.part is Part.host and each.is_accepted]
    return {"is_arriving": True, "there": ", ".join(there), "host": hosts[0] if hosts else ""}


def _actions(at: At) -> dict[str, Any]:
    lines = action_reading.every_open(at.viewer, FEW + 1)
    more = (url_for("meetings.open_actions"), _("All that is open"))
    return {
        "actions": [action_card(each, at.now, at.viewer.zone) for each in lines[:FEW]],
        "links": [more] if len(lines) > FEW else [],
        "nothing": "" if lines else _("Nothing is open from last time."),
    }


def _home(_at: At) -> dict[str, Any]:
    return {"links": [(url_for("home.week"), _("The week"))]}


def _chores(_at: At) -> dict[str, Any]:
    return {"links": [(url_for("chores.index"), _("The chores"))]}


def _asks(at: At) -> dict[str, Any]:
    lines = [*ask_reading.answered_asks(at.viewer, FEW), *ask_reading.waiting_asks(at.viewer, FEW)]
    return {
        "asks": [ask_card(each, at.now, at.viewer.zone) for each in lines[:FEW]],
        "links": [(url_for("meetings.asks"), _("All asks"))] if len(lines) > FEW else [],
        "nothing": "" if lines else _("Nothing is asked right now."),
        "may_raise": at.viewer.is_resident,
    }


def _next(at: At) -> dict[str, Any]:
    following = next_after(at.meeting)
    if following is None:
        return {"nothing": _("No other meeting is planned yet.")}
    hosts = [each for each in who_does_what(following) if each.part is Part.host]
    name = (hosts[0].name if hosts[0].is_accepted else _("%(name)s is asked", name=hosts[0].name)) if hosts else ""
    return {
        "next_meeting": following,
        "next_when": words.on_day(following.starts_at, following.ends_at, at.now, at.viewer.zone),
        "next_host": name,
        "may_host_next": at.viewer.is_resident and not (hosts and hosts[0].is_accepted),
    }


def next_after(meeting: Meeting) -> Meeting | None:
    """The meeting that comes after one, if one is planned."""
    query = sa.select(Meeting).where(*comes_after(meeting))
    return db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(1)).first()


def _free(at: At) -> dict[str, Any]:
    offered = action_reading.of_meeting(at.viewer, at.meeting.id)
    count = ngettext("%(num)d thing was offered today.", "%(num)d things were offered today.", len(offered))
    return {
        "is_last": True,
        "offered": count if offered else _("Nobody has offered anything today. That is fine too."),
        "actions": [action_card(each, at.now, at.viewer.zone) for each in offered[:FEW]],
    }


def _item(at: At, line: reading.ItemLine) -> dict[str, Any]:
    return {
        "card": words.item_card(line, at.viewer.zone),
        "thoughts": [each for each in thoughts.thoughts(at.viewer, at.meeting) if each.item_id == line.id],
        "proposals": _proposals(line.id, at.viewer),
        "is_unfinished": line.finished_at is None,
        "is_to_decide": line.kind is Kind.decide,
    }


def _proposals(item_id: int, viewer: Viewer) -> list[tuple[int, str, str]]:
    query = (
        sa.select(Proposal.id, Proposal.title, Proposal.stage)
        .join(ProposalItem, ProposalItem.proposal_id == Proposal.id)
        .where(ProposalItem.item_id == item_id, visible_proposals(viewer))
        .order_by(Proposal.id)
    )
    return [(row.id, row.title, stage_words(row.stage)) for row in db.session.execute(query)]


_OF_PART: dict[str, Callable[[At], dict[str, Any]]] = {
    Name.arrive: _arrive,
    Name.actions: _actions,
    Name.home: _home,
    Name.chores: _chores,
    Name.asks: _asks,
    Name.next: _next,
    Name.free: _free,
}
