"""The pages of asks: “You asked / what happened”, each by itself, and what residents and coordinators do with one."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members, residents
from house.meetings import ask_acts, ask_reading
from house.meetings.access import is_going_on
from house.meetings.action_models import UNANSWERED, Ask, AskStatus
from house.meetings.ask_access import is_open, may_answer, may_keep_way, may_see, may_settle
from house.meetings.ask_acts import NotOpen
from house.meetings.ask_forms import FIRST_DAYS, NAME_HINTS, AnswerForm, AskForm, FurtherForm
from house.meetings.ask_words import card, closed_words, what_happened
from house.meetings.blueprint import bp
from house.meetings.models import Meeting
from house.meetings.way_pages import way_card
from house.viewer import get_viewer
from house.web import asked_id, fetch, find, form_page

FEW, PAGE = 5, 20


@bp.get("/asks")
@members
def asks() -> ResponseReturnValue:
    """What the house asked and what came of it, with the way beyond beside it."""
    viewer, now = get_viewer(), clock.now()
    waiting = ask_reading.waiting_asks(viewer, FEW + 1)
    answered = ask_reading.answered_asks(viewer, FEW + 1)
    return render_template(
        "meetings/asks.html",
        waiting=[card(each, now, viewer.zone) for each in waiting[:FEW]],
        answered=[card(each, now, viewer.zone) for each in answered[:FEW]],
        has_more=len(waiting) > FEW or len(answered) > FEW,
        may_raise=viewer.is_resident,
        way=way_card(viewer),
        may_keep_way=may_keep_way(viewer),
    )


@bp.get("/asks/open")
@members
def open_asks() -> ResponseReturnValue:
    """All that the house has not closed, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    lines = ask_reading.open_asks(viewer, PAGE + 1, asked_id("before"))
    cards = [card(each, now, viewer.zone) for each in lines[:PAGE]]
    return render_template("meetings/asks_open.html", asks=cards, has_more=len(lines) > PAGE)


@bp.get("/asks/closed")
@members
def closed_asks() -> ResponseReturnValue:
    """What the house has closed, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    last_seen = find(Ask, asked_id("before") or 0, viewer.house_id)
    before = last_seen if last_seen is not None and not is_open(last_seen) else None
    lines = ask_reading.closed_asks(viewer, PAGE + 1, before)
    cards = [card(each, now, viewer.zone) for each in lines[:PAGE]]
    return render_template("meetings/asks_closed.html", asks=cards, has_more=len(lines) > PAGE)


@bp.route("/asks/new", methods=["GET", "POST"])
@residents
def raise_ask() -> ResponseReturnValue:
    """The house asks something."""
    viewer, now = get_viewer(), clock.now()
    today = clock.today(viewer.zone)
    form, ok = AskForm.sent(reply_by=today + FIRST_DAYS)
    if not ok or not form.fits(today):
        return form_page("meetings/asks_new.html", form, name_hints=NAME_HINTS)
    meeting = find(Meeting, asked_id("meeting") or 0, viewer.house_id)
    at = meeting if meeting and is_going_on(meeting, now) else None
    by_id = viewer.person_id if form.is_signed else None
    ask = ask_acts.raise_ask(viewer.house_id, by_id, form.words(), now, meeting_id=at.id if at else None)
    flash(_("It is asked. A coordinator sees it on their Today."))
    if at:
        return redirect(url_for(".run", meeting_id=at.id), 303)
    return redirect(url_for(".ask", ask_id=ask.id), 303)


@bp.get("/asks/<id:ask_id>")
@members
def ask(ask_id: int) -> ResponseReturnValue:
    """One ask and what happened."""
    viewer, now = get_viewer(), clock.now()
    ask = fetch(Ask, ask_id, may_see)
    story = ask_reading.story(viewer, ask)
    return render_template(
        "meetings/ask.html",
        ask=card(story.line, now, viewer.zone),
        raised_by=story.raised_by,
        steps=what_happened(story, ask_reading.answers(viewer, ask), now, viewer.zone),
        is_open=is_open(ask),
        may_mark=may_answer(viewer, ask) and ask.status is AskStatus.raised,
        may_answer=may_answer(viewer, ask) and is_open(ask),
        is_answered=ask.status not in UNANSWERED,
        may_close=may_settle(viewer, ask) and is_open(ask),
        may_raise_further=may_settle(viewer, ask) and is_open(ask) and ask.status is not AskStatus.further,
    )


@bp.post("/asks/<id:ask_id>/seen")
@members
def ask_is_seen(ask_id: int) -> ResponseReturnValue:
    """A coordinator has read it."""
    ask, now = fetch(Ask, ask_id, may_answer), clock.now()
    try:
        ask_acts.mark_seen(ask, get_viewer().person_id, now)
        flash(_("The house sees that it was read."))
    except NotOpen as reason:
        flash(closed_words(reason.status))
    return _back_to(ask)


@bp.route("/asks/<id:ask_id>/answer", methods=["GET", "POST"])
@members
def answer_ask(ask_id: int) -> ResponseReturnValue:
    """A coordinator answers, or adds to what was answered."""
    ask, now = fetch(Ask, ask_id, may_answer), clock.now()
    form, ok = AnswerForm.sent()
    if not ok:
        return _one_form("meetings/asks_answer.html", form, ask, now)
    try:
        ask_acts.answer(ask, get_viewer().person_id, form.text.data, now)
    except NotOpen:
        form.form_errors.append(_("The house has closed this. Your words are still here."))
        return _one_form("meetings/asks_answer.html", form, ask, now)
    flash(_("The house has your answer."))
    return _back_to(ask)


@bp.route("/asks/<id:ask_id>/further", methods=["GET", "POST"])
@residents
def raise_ask_further(ask_id: int) -> ResponseReturnValue:
    """The house raises it further."""
    ask, now = fetch(Ask, ask_id, may_settle), clock.now()
    way = way_card(get_viewer())
    form, ok = FurtherForm.sent(to_whom=way.name if way else "")
    if not ok:
        return _one_form("meetings/asks_further.html", form, ask, now, way=way)
    try:
        ask_acts.raise_further(ask, get_viewer().person_id, form.to_whom.data, now)
        flash(_("It stands there as raised further."))
    except NotOpen as reason:
        flash(closed_words(reason.status))
    return _back_to(ask)


@bp.post("/asks/<id:ask_id>/close")
@residents
def close_ask(ask_id: int) -> ResponseReturnValue:
    """The house is done with it."""
    ask, now = fetch(Ask, ask_id, may_settle), clock.now()
    try:
        ask_acts.close(ask, get_viewer().person_id, now)
        flash(_("It is closed. It stays here to be read."))
    except NotOpen:
        flash(_("Somebody has closed it already."))
    return _back_to(ask)


def _one_form(
    template: str, form: AnswerForm | FurtherForm, ask: Ask, now: datetime, **more: Any
) -> ResponseReturnValue:
    line = ask_reading.story(get_viewer(), ask).line
    return form_page(template, form, ask=card(line, now, get_viewer().zone), **more)


def _back_to(ask: Ask) -> ResponseReturnValue:
    return redirect(url_for(".ask", ask_id=ask.id), 303)
