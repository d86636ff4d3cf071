"""The pages that change when a circle meets: one time moved, another plan from one on, called off and back on."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.gatherings import circle_moving, circle_words
from house.gatherings.blueprint import bp
from house.gatherings.circle_access import may_arrange_session
from house.gatherings.circle_acts import ChangedMeanwhile, InThePast
from house.gatherings.circle_forms import CallOffForm, MoveForm, PlanForm, start_from_series, start_from_session
from house.gatherings.circle_holding import hold_session, house_held
from house.gatherings.circle_models import Circle, CircleSession
from house.gatherings.circle_moving import NotAhead, NotCalledOff
from house.guard import members
from house.series.forms import HOW_HINTS
from house.series.models import Series
from house.series.plan import NeverHappens
from house.viewer import get_viewer
from house.web import form_page, number_in


def _back(session_id: int) -> ResponseReturnValue:
    return redirect(url_for(".circle_time", session_id=session_id), 303)


@bp.route("/circles/times/<id:session_id>/move", methods=["GET", "POST"])
@members
def move_time(session_id: int) -> ResponseReturnValue:
    """Move this one time, and no other."""
    viewer, now = get_viewer(), clock.now()
    circle, session = hold_session(session_id, may_arrange_session)
    form, ok = MoveForm.sent(**start_from_session(session))
    one = form.one(now.astimezone(viewer.zone).date()) if ok else None
    if one is None:
        return _move_page(circle, session, form, now)
    seen = number_in(form.seen.data)
    try:
        with db.session.begin_nested():
            circle_moving.change_one(house_held(), session, viewer.person_id, one, seen, now)
    except NotAhead:
        flash(_why_it_stays(session))
        return _back(session.id)
    except InThePast:
        form.at.errors = [_("That time has passed already. Choose a later one.")]
        return _move_page(circle, session, form, now)
    except ChangedMeanwhile:
        _say_changed(form, session, str(session.sequence), now)
        return _move_page(circle, session, form, now)
    flash(_("It is changed. Those who come or might are told."))
    if clocks := circle_words.clocks_words(session, viewer.zone):
        flash(clocks)
    return _back(session.id)


def _why_it_stays(session: CircleSession) -> str:
    if session.called_off_at is not None:
        return _("It is called off. You can put it back on first.")
    return _("It has begun, so it stays as it is.")


def _say_changed(form: Any, session: CircleSession, stamp: str, now: datetime) -> None:
    when = circle_words.when_words(session.starts_at, session.ends_at, now, get_viewer().zone)
    form.form_errors.append(
        _(
            "Somebody else changed it meanwhile. It stands now at: %(when)s. "
            "What you typed is still here. Send it again to put it in place.",
            when=when,
        )
    )
    form.seen.data = stamp


def _move_page(circle: Circle, session: CircleSession, form: MoveForm, now: datetime) -> ResponseReturnValue:
    when = circle_words.when_words(session.starts_at, session.ends_at, now, get_viewer().zone)
    comes_round = session.series_id is not None
    return form_page(
        "gatherings/circle_move.html", form, circle=circle, session=session, when=when, comes_round=comes_round
    )


@bp.route("/circles/times/<id:session_id>/change-from-here", methods=["GET", "POST"])
@members
def change_times(session_id: int) -> ResponseReturnValue:
    """Another plan for this time and those after it."""
    viewer, now = get_viewer(), clock.now()
    circle, session = hold_session(session_id, may_arrange_session)
    series = db.session.get(Series, session.series_id) if session.series_id else None
    if series is None:
        abort(404)  # it is once, so nothing comes after it
    day, stamp = session.starts_local.date(), circle_moving.stamp(session)
    form, ok = PlanForm.sent(**start_from_series(series, circle, day, stamp))
    plan = form.plan(now.astimezone(viewer.zone).date(), day) if ok else None
    if plan is None:
        return _times_page(circle, session, form, now)
    try:
        with db.session.begin_nested():
            seen = form.seen.data or ""
            circle_moving.change_from(house_held(), circle, session, viewer.person_id, plan, seen, now)
    except NotAhead:
        flash(_why_it_stays(session))
        return _back(session.id)
    except NeverHappens:
        form.until.errors = [_("It falls on no day up to then. Choose a later day, or leave it empty.")]
        return _times_page(circle, session, form, now)
    except ChangedMeanwhile:
        _say_changed(form, session, stamp, now)
        return _times_page(circle, session, form, now)
    flash(_("This time and those after it are changed. Those who come or might are told."))
    return redirect(url_for(".circle", circle_id=circle.id), 303)


def _times_page(circle: Circle, session: CircleSession, form: PlanForm, now: datetime) -> ResponseReturnValue:
    when = circle_words.when_words(session.starts_at, session.ends_at, now, get_viewer().zone)
    return form_page(
        "gatherings/circle_times.html", form, circle=circle, session=session, when=when, how_hints=HOW_HINTS
    )


@bp.route("/circles/times/<id:session_id>/call-off", methods=["GET", "POST"])
@members
def call_time_off(session_id: int) -> ResponseReturnValue:
    """Call this one off, or this one and all that follow."""
    viewer, now = get_viewer(), clock.now()
    circle, session = hold_session(session_id, may_arrange_session)
    form, ok = CallOffForm.sent()
    if not ok:
        when = circle_words.when_words(session.starts_at, session.ends_at, now, viewer.zone)
        return form_page("gatherings/circle_call_off.html", form, circle=circle, session=session, when=when)
    why = form.why.data or ""
    try:
        if form.is_one and session.series_id is not None:
            circle_moving.call_off_one(session, viewer.person_id, why, now)
        else:
            circle_moving.call_off_from(circle, session, viewer.person_id, why, now)
        flash(_("It is called off. Those who come or might are told."))
    except NotAhead:
        flash(_why_it_stays(session))
    return _back(session.id)


@bp.post("/circles/times/<id:session_id>/put-back-on")
@members
def put_time_back_on(session_id: int) -> ResponseReturnValue:
    """A time that was called off is on after all."""
    house = house_held()
    circle, session = hold_session(session_id, may_arrange_session)
    try:
        circle_moving.put_back_on(house, circle, session, get_viewer().person_id, clock.now())
        flash(_("It is on again. Those who come or might are told."))
    except NotCalledOff:
        flash(_("It is on already, or this circle has ended."))
    return _back(session.id)
