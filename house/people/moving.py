"""Somebody moves on, now or at a day and time; while that lies ahead, they can stay after all."""

from datetime import datetime, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators
from house.people import going
from house.people.blueprint import bp
from house.people.models import Membership, Person
from house.people.moving_forms import MovingOnForm
from house.people.moving_words import moment_words, role_words
from house.viewer import Role, Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import DAY

FURTHEST = timedelta(days=366)


def may_end(viewer: Viewer, membership: Membership) -> bool:
    """Coordinators note that someone moves on; a coordinator's own going needs a second one (DOMAIN, settled 12).

    Until a day after it took effect, whoever comes second is told that it is noted.
    """
    is_recent = membership.settled_at is None or membership.settled_at > clock.now() - DAY
    return viewer.is_coordinator and membership.role is not Role.coordinator and is_recent


@bp.route("/people/<id:membership_id>/moving-on", methods=["GET", "POST"])
@coordinators
def moving_on(membership_id: int) -> ResponseReturnValue:
    """Somebody leaves the house, now or later: from that instant they are not of it, whoever asks."""
    viewer, now = get_viewer(), clock.now()
    form, ok = MovingOnForm.sent()
    if ok:
        going.hold(viewer.house_id)
    membership = fetch(Membership, membership_id, may_end)
    name = db.session.get_one(Person, membership.person_id).called_name
    if membership.ended_at is not None:
        return _is_noted(membership, name, ok, now)
    if ok and _moves_on(membership, form, name, now):
        return redirect(url_for(".people"), 303)
    return form_page("people/moving_on.html", form, who=name, role=role_words(membership.role))


def _is_noted(membership: Membership, name: str, is_second: bool, now: datetime) -> ResponseReturnValue:
    """What stands already: shown, or told to whoever noted it a moment later."""
    zone = get_viewer().zone
    ends = membership.ended_at or now
    when = moment_words(ends, now, zone)
    if ends <= now or is_second:
        flash(_("It is noted already: %(name)s, %(when)s.", name=name, when=when), "trouble")
        return redirect(url_for(".people"), 303)
    return render_template(
        "people/moves_on.html", who=name, when=when, role=role_words(membership.role), membership_id=membership.id
    )


def _moves_on(membership: Membership, form: MovingOnForm, name: str, now: datetime) -> bool:
    """Note it and say so; where the time can't be, say that beside its field, and change nothing."""
    viewer = get_viewer()
    at = form.instant(viewer.zone)
    if at and at > now + FURTHEST:
        form.day.errors = [_("Choose a day within a year from now.")]
        return False
    try:
        going.move_on(membership, viewer.person_id, now, at=at)
    except going.NotYetHere:
        since = moment_words(membership.started_at, now, viewer.zone)
        form.day.errors = [_("%(name)s moved in %(since)s. Choose a time after that.", name=name, since=since)]
        return False
    _say_so(name, at or now, form.was_moved(viewer.zone), now)
    return True


def _say_so(name: str, at: datetime, was_moved: bool, now: datetime) -> None:
    when = moment_words(at, now, get_viewer().zone)
    if at > now:
        flash(_("%(name)s moves on %(when)s.", name=name, when=when))
    else:
        flash(_("%(name)s has moved on.", name=name))
    if was_moved:
        flash(_("The clocks go forward that night and leave out the time you chose. So it is %(when)s.", when=when))


@bp.post("/people/<id:membership_id>/stays")
@coordinators
def stays(membership_id: int) -> ResponseReturnValue:
    """Somebody who was to move on stays after all."""
    viewer, now = get_viewer(), clock.now()
    going.hold(viewer.house_id)
    membership = fetch(Membership, membership_id, may_end)
    name = db.session.get_one(Person, membership.person_id).called_name
    try:
        if membership.ended_at is not None:
            going.stay_after_all(membership, viewer.person_id, now)
        flash(_("%(name)s stays after all.", name=name))
    except going.HasMovedOn:
        flash(_("%(name)s has moved on by now. They can come back with an invite.", name=name), "trouble")
    return redirect(url_for(".people"), 303)
