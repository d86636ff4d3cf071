"""The pages of taking part: whether I come, and thoughts sent ahead."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import attendance, thoughts, words
from house.meetings.access import may_change_thought, may_see
from house.meetings.blueprint import bp
from house.meetings.holding import hold_meeting, hold_thought
from house.meetings.models import AgendaItem, Meeting
from house.meetings.reading import agenda
from house.meetings.taking_part import Answer
from house.meetings.taking_part_forms import THOUGHT_NAME_HINTS, ChangeThoughtForm, ThoughtForm
from house.meetings.thoughts import EnoughThoughts, HasStarted
from house.viewer import get_viewer
from house.web import asked_id, find, form_page

NOTHING = "nothing"


@bp.post("/<id:meeting_id>/coming")
@members
def say(meeting_id: int) -> ResponseReturnValue:
    """Say whether I come, or came; or say nothing after all."""
    meeting, viewer, now = hold_meeting(meeting_id, may_see), get_viewer(), clock.now()
    said = request.form.get("answer", "")
    if said not in (NOTHING, *Answer):
        flash(_("Choose one of the answers."))
        return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
    answer = None if said == NOTHING else Answer(said)
    try:
        attendance.say(meeting, viewer.person_id, answer, now)
    except attendance.CalledOff:
        flash(_("This meeting is called off."))
        return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
    flash(_said(answer))
    if answer is Answer.sent_thoughts and thoughts.is_open(meeting, now):
        return redirect(url_for(".send_thought", meeting_id=meeting.id), 303)
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


def _said(answer: Answer | None) -> str:
    if answer is None:
        return _("It is as if you had said nothing.")
    words = {
        Answer.there: _("The house sees you as there."),
        Answer.sent_thoughts: _("The house sees that you send thoughts."),
        Answer.away: _("The house sees you as away. Nobody asks why."),
    }
    return words[answer]


@bp.route("/<id:meeting_id>/thoughts", methods=["GET", "POST"])
@members
def send_thought(meeting_id: int) -> ResponseReturnValue:
    """Send a thought ahead, under one thing on the agenda or to the whole meeting."""
    meeting, viewer, now = hold_meeting(meeting_id, may_see), get_viewer(), clock.now()
    items = [(line.id, line.title) for line in agenda(viewer, meeting)]
    form, ok = ThoughtForm.for_items(items, asked_id("item"))
    if not ok:
        return _thought_page(meeting, form)
    item = find(AgendaItem, int(form.about.data), viewer.house_id)
    try:
        thoughts.send(meeting, item, viewer.person_id if form.is_signed else None, form.words.data or "", now)
    except HasStarted:
        form.form_errors.append(_("The meeting has started or is called off. Your words are still here."))
        return _thought_page(meeting, form)
    except EnoughThoughts:
        form.form_errors.append(_("This meeting holds as many thoughts as it can. Your words are still here."))
        return _thought_page(meeting, form)
    flash(_("Your thought is sent. It stands on the meeting’s page."))
    return redirect(url_for(".meeting", meeting_id=meeting.id, _anchor=f"item-{item.id}" if item else "thoughts"), 303)


def _thought_page(meeting: Meeting, form: ThoughtForm) -> ResponseReturnValue:
    viewer, now = get_viewer(), clock.now()
    when = words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone)
    is_open = thoughts.is_open(meeting, now)
    return form_page(
        "meetings/thought.html",
        form,
        meeting=meeting,
        when=when,
        # A form that came back shows its words, whatever has become of the meeting.
        is_open=is_open or bool(form.errors),
        name_hints=THOUGHT_NAME_HINTS,
    )


@bp.route("/thoughts/<id:thought_id>", methods=["GET", "POST"])
@members
def change_thought(thought_id: int) -> ResponseReturnValue:
    """Change a thought of mine, or take it away, until the meeting starts."""
    meeting, thought = hold_thought(thought_id, may_change_thought)
    if not thoughts.is_open(meeting, clock.now()):
        flash(_("The meeting has started, or is called off. Thoughts stay as they are."))
        return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
    form, ok = ChangeThoughtForm.sent(words=thought.words)
    if not ok:
        return form_page("meetings/change_thought.html", form, meeting=meeting, thought_id=thought.id)
    thoughts.change(meeting, thought, form.words.data, clock.now())
    flash(_("Changed."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


@bp.post("/thoughts/<id:thought_id>/take-away")
@members
def take_thought_away(thought_id: int) -> ResponseReturnValue:
    """A thought of mine is gone."""
    meeting, thought = hold_thought(thought_id, may_change_thought)
    try:
        thoughts.take_away(meeting, thought, clock.now())
        flash(_("It is gone."))
    except HasStarted:
        flash(_("The meeting has started, or is called off. Thoughts stay as they are."))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)
