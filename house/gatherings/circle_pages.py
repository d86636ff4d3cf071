"""The pages of circles: all of them, making one, one of them, and what it is like in other words."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.gatherings import circle_acts, circle_reading, circle_words
from house.gatherings.blueprint import bp
from house.gatherings.circle_access import arranges, may_arrange, may_see
from house.gatherings.circle_acts import ChangedMeanwhile, InThePast, TooMany
from house.gatherings.circle_forms import AGREEMENT, ChangeWordsForm, CircleForm, start_from_circle, start_from_time
from house.gatherings.circle_holding import hold_circle, house_held
from house.gatherings.circle_models import Circle, CircleSession
from house.guard import members
from house.series.forms import HOW_HINTS
from house.series.plan import NeverHappens
from house.viewer import get_viewer
from house.web import asked_id, find, form_page, number_in

MOST, PAGE, FEW = 30, 20, 6


@bp.get("/circles")
@members
def circles() -> ResponseReturnValue:
    """Circles and workshops of the house, each with its next time."""
    viewer, now = get_viewer(), clock.now()
    lines = circle_reading.next_times(viewer, now, MOST)
    return render_template(
        "gatherings/circles.html", times=[circle_words.card(each, now, viewer.zone) for each in lines]
    )


@bp.get("/circles/earlier")
@members
def earlier_circles() -> ResponseReturnValue:
    """Times that are over, a page at a time; nobody's coming is kept with them."""
    viewer, now = get_viewer(), clock.now()
    last_seen = find(CircleSession, request.args.get("before", 0, type=int), viewer.house_id)
    lines = circle_reading.times_before(viewer, now, PAGE + 1, last_seen)
    return render_template(
        "gatherings/circles_earlier.html",
        times=[circle_words.card(each, now, viewer.zone) for each in lines[:PAGE]],
        has_more=len(lines) > PAGE,
    )


@bp.route("/circles/new", methods=["GET", "POST"])
@members
def new_circle() -> ResponseReturnValue:
    """Anyone of the house makes a circle, and hosts it; one like another begins with its words."""
    viewer, now = get_viewer(), clock.now()
    form, ok = CircleForm.sent(**_start_of_new())
    when = form.when(now.astimezone(viewer.zone).date()) if ok else None
    if when is None:
        return _new_page(form)
    house = house_held()
    try:
        with db.session.begin_nested():
            circle = circle_acts.make(house, viewer.person_id, form.words, when, now)
    except TooMany:
        form.form_errors.append(
            _(
                "You host %(number)d circles. Call one off, or stop hosting one, to make another.",
                number=circle_acts.MOST_GOING,
            )
        )
        return _new_page(form)
    except InThePast:
        form.at.errors = [_("That time has passed already. Choose a later one.")]
        return _new_page(form)
    except NeverHappens:
        form.until.errors = [_("It falls on no day up to then. Choose a later day, or leave it empty.")]
        return _new_page(form)
    flash(_("It is made, and you host it. The house sees it."))
    _say_what_clocks_do(circle, now)
    return redirect(url_for(".circle", circle_id=circle.id), 303)


def _start_of_new() -> dict[str, Any]:
    like = asked_id("like")
    if like is None:
        return {"agreement": str(AGREEMENT)}
    circle = hold_circle(like, may_arrange)
    return {**start_from_circle(circle), **start_from_time(circle_reading.last_time(circle))}


def _new_page(form: CircleForm) -> ResponseReturnValue:
    return form_page("gatherings/circle_new.html", form, how_hints=HOW_HINTS)


def _say_what_clocks_do(circle: Circle, now: datetime) -> None:
    """A time to come that the clocks leave out is said when it is made, and on its own page."""
    viewer = get_viewer()
    for session in circle_reading.times_the_clocks_move(circle, now):
        when = circle_words.when_words(session.starts_at, session.ends_at, now, viewer.zone)
        flash(f"{when}: {circle_words.clocks_words(session, viewer.zone)}")


@bp.get("/circles/<id:circle_id>")
@members
def circle(circle_id: int) -> ResponseReturnValue:
    """One circle: what it is like, who hosts it, and when it meets."""
    viewer, now = get_viewer(), clock.now()
    circle = hold_circle(circle_id, may_see)
    hosts = circle_reading.hosts_of(circle)
    hosting = frozenset(host.person_id for host in hosts if not host.is_asked)
    series, meets = circle_reading.goes_on(circle, now)
    times = circle_reading.times_of(viewer, circle.id, now, FEW)
    return render_template(
        "gatherings/circle.html",
        circle=circle,
        names=[host.name for host in hosts if not host.is_asked],
        my_hosting=next((host for host in hosts if host.person_id == viewer.person_id), None),
        is_host=viewer.person_id in hosting,
        may_arrange=arranges(viewer, hosting),
        is_hosted=bool(hosting),
        meets=meets,
        repeat=circle_words.repeat_words(series, now, viewer.zone),
        times=[circle_words.card(each, now, viewer.zone) for each in times],
        next_id=next((each.id for each in times if not each.is_called_off and each.starts_at > now), None),
    )


@bp.route("/circles/<id:circle_id>/change", methods=["GET", "POST"])
@members
def change_circle(circle_id: int) -> ResponseReturnValue:
    """Other words for what it is like; when it meets is changed on its times."""
    circle = hold_circle(circle_id, may_arrange)
    form, ok = ChangeWordsForm.sent(**start_from_circle(circle))
    if not ok:
        return form_page("gatherings/circle_change.html", form, circle=circle)
    seen = number_in(form.seen.data)
    try:
        circle_acts.change_words(house_held(), circle, get_viewer().person_id, form.words, seen, clock.now())
    except ChangedMeanwhile:
        form.form_errors.append(
            _("Somebody else changed it meanwhile. What you typed is still here. Send it again to put it in place.")
        )
        form.seen.data = str(circle.version)
        return form_page("gatherings/circle_change.html", form, circle=circle)
    flash(_("It is changed."))
    return redirect(url_for(".circle", circle_id=circle.id), 303)
