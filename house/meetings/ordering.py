"""The pages of an agenda's order, and what becomes of each thing on it."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import LARGEST_ID
from house.guard import members
from house.meetings import agenda, reading, words
from house.meetings.access import may_see, may_see_item
from house.meetings.acts import AgendaClosed, AgendaFull
from house.meetings.blueprint import bp
from house.meetings.holding import hold_item
from house.meetings.models import Meeting
from house.meetings.page import fixed_words
from house.viewer import get_viewer
from house.web import fetch


@bp.get("/<id:meeting_id>/order")
@members
def order(meeting_id: int) -> ResponseReturnValue:
    """The agenda in short, with a way up and down for each thing that may still move."""
    viewer, now = get_viewer(), clock.now()
    meeting = fetch(Meeting, meeting_id, may_see)
    lines = reading.agenda(viewer, meeting)
    return render_template(
        "meetings/order.html",
        meeting=meeting,
        when=words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone),
        parts=[_moves(part, meeting, now) for part in _parts(lines, meeting)],
        fixed=fixed_words(meeting, viewer, now),
    )


def _parts(lines: list[reading.ItemLine], meeting: Meeting) -> list[list[reading.ItemLine]]:
    printed = [line for line in lines if agenda.is_in_print(line.added_at, meeting)]
    return [part for part in (printed, [line for line in lines if line not in printed]) if part]


def _moves(part: list[reading.ItemLine], meeting: Meeting, now: datetime) -> dict[str, object]:
    """A part of the agenda: each thing with what it comes to stand before by one step up and one down (0: last)."""
    ids = [line.id for line in part]
    is_last = len(part) - 1
    return {
        "can_move": len(part) > 1 and agenda.can_move(part[0].added_at, meeting, now),
        "is_later": not agenda.is_in_print(part[0].added_at, meeting),
        "items": [
            (line, ids[n - 1] if n else None, (ids[n + 2] if n + 1 < is_last else 0) if n < is_last else None)
            for n, line in enumerate(part)
        ],
    }


@bp.post("/items/<id:item_id>/move")
@members
def move(item_id: int) -> ResponseReturnValue:
    """Put a thing before another one, or last: by a button, or drawn there."""
    meeting, item = hold_item(item_id, may_see_item)
    before, seen = _number("before"), _number("seen")
    try:
        agenda.move(meeting, item, before or None, seen, get_viewer().person_id, clock.now())
        flash(_("It is in its new place."))
    except agenda.OrderChanged:
        flash(_("Somebody else changed the order first. This is how it is now."))
    except agenda.OrderFixed:
        flash(_("This agenda is printed, so its order stays."))
    except AgendaClosed:
        flash(_("This agenda is closed, so it stays as it is."))
    return redirect(url_for(".order", meeting_id=meeting.id, _anchor=f"item-{item.id}"), 303)


def _number(name: str) -> int:
    """A number of a hidden field; -1 for anything else, which fits nothing."""
    words = request.form.get(name, "")
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 20 else -1
    return number if number <= LARGEST_ID else -1


@bp.post("/items/<id:item_id>/finished")
@members
def finished(item_id: int) -> ResponseReturnValue:
    """Say that the meeting is through with something."""
    return _finish(item_id, is_finished=True)


@bp.post("/items/<id:item_id>/open-again")
@members
def open_again(item_id: int) -> ResponseReturnValue:
    """It is not finished after all."""
    return _finish(item_id, is_finished=False)


def _finish(item_id: int, is_finished: bool) -> ResponseReturnValue:
    meeting, item = hold_item(item_id, may_see_item)
    try:
        agenda.finish(meeting, item, is_finished, get_viewer().person_id, clock.now())
        flash(_("Finished.") if is_finished else _("It is open again."))
    except AgendaClosed:
        flash(_("The meeting has not started, or is called off."))
    return redirect(url_for(".meeting", meeting_id=meeting.id, _anchor=f"item-{item.id}"), 303)


@bp.post("/items/<id:item_id>/carry-over")
@members
def carry_over(item_id: int) -> ResponseReturnValue:
    """Put what a meeting left unfinished on the next agenda."""
    meeting, item = hold_item(item_id, may_see_item)
    try:
        following = agenda.carry_over(meeting, item, get_viewer().person_id, clock.now())
        day = words.date_words(following.starts_at, get_viewer().zone)
        flash(_("It is on the agenda of %(day)s.", day=day))
    except agenda.CarriedAlready:
        flash(_("Somebody carried it over already."))
    except agenda.NoNextMeeting:
        flash(_("No next meeting is planned yet, so it stays here."))
    except agenda.NotOver:
        flash(_("Only what was left open can carry over, once the meeting is over."))
    except AgendaFull:
        flash(_("The next agenda is full, so it stays here."))
    return redirect(url_for(".meeting", meeting_id=meeting.id, _anchor=f"item-{item.id}"), 303)
