"""The pages of hosting a circle: ask somebody to host too, say yes, give it up, take on one that nobody hosts."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.gatherings import circle_hosts, circle_reading
from house.gatherings.blueprint import bp
from house.gatherings.circle_access import is_own_hosting, may_arrange, may_see, who_hosts
from house.gatherings.circle_forms import AskHostForm
from house.gatherings.circle_holding import hold_circle, hold_host, house_held
from house.gatherings.circle_hosts import CannotHost, HasEnded, NotAsked
from house.guard import members
from house.viewer import get_viewer
from house.web import form_page, id_in


def _back(circle_id: int) -> ResponseReturnValue:
    return redirect(url_for(".circle", circle_id=circle_id), 303)


@bp.route("/circles/<id:circle_id>/hosts", methods=["GET", "POST"])
@members
def ask_host(circle_id: int) -> ResponseReturnValue:
    """Ask somebody of the house to host it too; it waits for their yes."""
    now = clock.now()
    circle = hold_circle(circle_id, may_arrange)
    people = circle_reading.who_can_host(circle, now)
    form, ok = AskHostForm.among(people)
    if not ok:
        return form_page("gatherings/circle_hosts.html", form, circle=circle, has_people=bool(people))
    try:
        circle_hosts.ask_to_host(circle, id_in(form.person.data) or 0, now)
        flash(_("They are asked. It waits for them on their Today."))
    except CannotHost:
        flash(_("They host it already, or are asked."))
    except HasEnded:
        flash(_("This circle has ended."))
    return _back(circle.id)


@bp.post("/circles/hosting/<id:host_id>/yes")
@members
def host_yes(host_id: int) -> ResponseReturnValue:
    """I was asked to host it, and do."""
    circle, host = hold_host(host_id, is_own_hosting)
    try:
        circle_hosts.say_yes_to_hosting(house_held(), circle, host, clock.now())
        flash(_("You host it now. Thanks for that."))
    except NotAsked:
        flash(_("You host it already."))
    except HasEnded:
        flash(_("This circle has ended."))
    return _back(circle.id)


@bp.post("/circles/hosting/<id:host_id>/no")
@members
def host_no(host_id: int) -> ResponseReturnValue:
    """I would rather not host it, or not any more; nobody asks why."""
    circle, host = hold_host(host_id, is_own_hosting)
    circle_hosts.be_no_host(circle, host, clock.now())
    flash(_("Noted. You don’t host it."))
    return _back(circle.id)


@bp.post("/circles/<id:circle_id>/take-on")
@members
def take_on(circle_id: int) -> ResponseReturnValue:
    """I host a circle that nobody hosts."""
    circle = hold_circle(circle_id, may_see)
    try:
        circle_hosts.take_on(house_held(), circle, get_viewer().person_id, clock.now())
        flash(_("You host it now. Thanks for that."))
    except CannotHost:
        flash(_("Somebody hosts it already."))
    except HasEnded:
        flash(_("This circle has ended."))
    return _back(circle.id)


@bp.post("/circles/<id:circle_id>/enough-hosts")
@members
def enough_hosts(circle_id: int) -> ResponseReturnValue:
    """A host has gone, and we who are left are enough."""
    circle = hold_circle(circle_id, may_arrange)
    if who_hosts(circle.id):
        circle_hosts.be_fine(circle)
        flash(_("Noted."))
    return _back(circle.id)
