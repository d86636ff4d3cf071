"""The pages of a record: reading it, as a page or as plain text, and writing it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import record_reading as reading
from house.meetings import recording, words
from house.meetings.access import has_started, is_going_on
from house.meetings.action_reading import of_meeting
from house.meetings.action_words import ActionCard, card
from house.meetings.blueprint import bp
from house.meetings.holding import hold_meeting, hold_record, hold_text
from house.meetings.models import Meeting
from house.meetings.record_access import may_read, may_write
from house.meetings.record_forms import sent_parts
from house.meetings.record_models import Record, RecordStatus
from house.meetings.record_reading import MORE, SUMMARY, THANKS, RecordItem
from house.meetings.record_words import (
    answered_words,
    correction_card,
    decision_words,
    following_words,
    outcome_words,
    raised_words,
    role_words,
    status_words,
    title_words,
    was_words,
)
from house.once import new_nonce
from house.viewer import Viewer, get_viewer
from house.web import fetch
from house.when.words import clock_words


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of a record, ready to be shown or written."""

    name: str
    heading: str
    hint: str
    text: str
    version: int
    details: str = ""
    outcome: str = ""
    is_elsewhere: bool = False  # taken out of the meeting: the record says no more of it


@bp.get("/<id:meeting_id>/record")
@members
def record(meeting_id: int) -> ResponseReturnValue:
    """What a meeting leaves behind."""
    return render_template("meetings/record.html", **_shown(fetch(Meeting, meeting_id, may_read)))


@bp.get("/<id:meeting_id>/record.txt")
@members
def record_as_text(meeting_id: int) -> ResponseReturnValue:
    """The same as plain text, to keep or to send on."""
    shown = _shown(fetch(Meeting, meeting_id, may_read))
    if shown["record"] is None:
        abort(404)
    return Response(render_template("meetings/record.txt", **shown), mimetype="text/plain")


def _shown(meeting: Meeting) -> dict[str, Any]:
    viewer, now = get_viewer(), clock.now()
    found = reading.find_record(meeting)
    return {
        "meeting": meeting,
        "record": found,
        "title": title_words(meeting),
        "date": words.date_words(meeting.starts_at, viewer.zone),
        "hours": words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone),
        "may_write": may_write(viewer, meeting) and has_started(meeting, now),
        **(_words_of(meeting, found, viewer, now) if found else {}),
    }


def _words_of(meeting: Meeting, found: Record, viewer: Viewer, now: datetime) -> dict[str, Any]:
    was, (decisions, asks) = reading.who_was(meeting), reading.what_came(meeting, found)
    return {
        "status": status_words(found, viewer.zone),
        "is_draft": found.status is RecordStatus.drafted,
        "goes_on": is_going_on(meeting, now),
        "is_accepted": found.status is RecordStatus.accepted,
        "there": answered_words(was.said),
        "roles": role_words(was.roles),
        "was": was_words(meeting, found, viewer.zone),
        "is_conversation": found.is_conversation_only,
        "parts": [part for part in _parts(meeting, found) if part.text or part.name not in (SUMMARY, THANKS, MORE)],
        "decisions": [decision_words(each) for each in decisions],
        "actions": _actions(meeting, found, viewer, now),
        "asks": asks,
        "following": following_words(reading.following(meeting, found), viewer.zone),
        "corrections": [correction_card(each, viewer.zone) for each in reading.corrections(found)],
    }


def _actions(meeting: Meeting, found: Record, viewer: Viewer, now: datetime) -> list[ActionCard]:
    # Paper and a text that is sent on say the same to everybody: nobody is "you" there.
    lines = of_meeting(viewer, meeting.id, found.accepted_at)
    return [card(replace(each, is_mine=False), now, viewer.zone) for each in lines]


def _parts(meeting: Meeting, found: Record | None) -> list[PartShown]:
    written = reading.parts(found) if found else {}

    def part(name: str, heading: str, hint: str = "", item: RecordItem | None = None) -> PartShown:
        line = written.get(name)
        text, version = (line.text, line.version) if line and not (item and item.is_elsewhere) else ("", 0)
        details, outcome = (raised_words(item), outcome_words(item)) if item else ("", "")
        return PartShown(name, heading, hint, text, version, details, outcome, bool(item and item.is_elsewhere))

    hint = _("What came of it, and not who said what.")
    return [
        part(SUMMARY, _("In short"), _("Five lines at most, in plain words.")),
        *(part(item.part, item.title, hint, item) for item in reading.items(meeting)),
        part(THANKS, _("Thanks"), _("Who or what the house is glad about.")),
        part(MORE, _("Anything else")),
    ]


@bp.route("/<id:meeting_id>/record/write", methods=["GET", "POST"])
@members
def write_record(meeting_id: int) -> ResponseReturnValue:
    """Write the record; a small script keeps it while one types, and sends the same form."""
    meeting, now = hold_meeting(meeting_id, may_write), clock.now()
    found = reading.find_record(meeting)
    if not has_started(meeting, now) or (found and found.status is RecordStatus.accepted):
        flash(_("It is accepted, so its words stay.") if found else _("The record comes when the meeting begins."))
        return redirect(url_for(".record", meeting_id=meeting.id), 303)
    shown = [part for part in _parts(meeting, found) if not part.is_elsewhere]
    if request.method == "GET":
        return _write_page(meeting, found, shown, new_nonce())
    written, too_long = sent_parts([part.name for part in shown])
    if too_long:
        return _write_page(meeting, found, _as_sent(shown, written), request.form.get("sheet", ""), too_long), 422
    kept = recording.write(recording.give_record(meeting, now), written, get_viewer().person_id, now)
    if "quietly" in request.form:
        return _kept_quietly(kept, now), 201
    flash(_beside_words() if any(each.is_beside for each in kept.values()) else _("Kept."))
    return redirect(url_for(".write_record", meeting_id=meeting.id), 303)


def _write_page(
    meeting: Meeting, found: Record | None, shown: list[PartShown], sheet: str, too_long: list[str] | None = None
) -> str:
    viewer = get_viewer()
    return render_template(
        "meetings/record_write.html",
        meeting=meeting,
        title=title_words(meeting),
        parts=shown,
        sheet=sheet,
        too_long=too_long or [],
        most=recording.MOST,
        beside=[(each, clock_words(each.at, viewer.zone)) for each in reading.beside(found)] if found else [],
        headings={part.name: part.heading for part in shown},
    )


def _as_sent(shown: list[PartShown], written: dict[str, recording.Written]) -> list[PartShown]:
    return [
        PartShown(each.name, each.heading, each.hint, written[each.name].text, written[each.name].version, each.details)
        if each.name in written
        else each
        for each in shown
    ]


def _kept_quietly(kept: dict[str, recording.Kept], now: datetime) -> Response:
    is_beside = any(each.is_beside for each in kept.values())
    said = _beside_words() if is_beside else _("Kept at %(time)s.", time=clock_words(now, get_viewer().zone))
    return jsonify(said=said, versions={name: each.version for name, each in kept.items() if not each.is_beside})


def _beside_words() -> str:
    return _("Somebody else wrote there too. Both texts are kept, and stand one below the other.")


@bp.post("/record/texts/<id:text_id>/put-in")
@members
def put_text_in(text_id: int) -> ResponseReturnValue:
    """Put a text that was kept beside a part below its words."""
    meeting, found, part, other = hold_text(text_id, may_write)
    try:
        recording.put_in(found, part, other, get_viewer().person_id, clock.now())
        flash(_("Both stand together now. You can smooth the words."))
    except recording.Accepted:
        flash(_("It is accepted, so its words stay."))
    return redirect(url_for(".write_record", meeting_id=meeting.id), 303)


@bp.post("/<id:meeting_id>/record/open")
@members
def open_record(meeting_id: int) -> ResponseReturnValue:
    """Open the record for comments."""
    meeting, found = hold_record(meeting_id, may_write)
    try:
        recording.open_for_comments(meeting, found, get_viewer().person_id, clock.now())
        flash(_("It is open for comments. Everyone can say what would be right."))
    except recording.SettledAlready:
        flash(_("It was opened already."))
    except recording.NotHeld:
        flash(_("The meeting goes on, or it is called off. Its record opens for comments once it has ended."))
    return redirect(url_for(".record", meeting_id=meeting.id), 303)


@bp.post("/<id:meeting_id>/record/accept")
@members
def accept_record(meeting_id: int) -> ResponseReturnValue:
    """The house accepts the record."""
    meeting, found = hold_record(meeting_id, may_write)
    try:
        recording.accept(meeting, found, get_viewer().person_id, clock.now())
        flash(_("It is accepted, and its words stay."))
    except recording.NotOpen:
        flash(_("It is not open for comments. It is a draft, or was accepted already."))
    except recording.StillSuggested:
        flash(_("Something still waits: a correction to answer, or two texts to put together."))
    return redirect(url_for(".record", meeting_id=meeting.id), 303)
