"""The page of how I check in: words of my own, with whom first, and a look back if I want one."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins.audiences import audience_hints
from house.checkins.blueprint import bp
from house.checkins.forms import WayForm
from house.checkins.ways import keep_way, way_of
from house.guard import members
from house.people.sharing import starting_from, starting_with
from house.viewer import Viewer, get_viewer
from house.web import form_page


@bp.route("/my-way", methods=["GET", "POST"])
@members
def my_way() -> ResponseReturnValue:
    """How I like to check in."""
    viewer, now = get_viewer(), clock.now()
    form, ok = _form(viewer, now)
    if not ok:
        return form_page("checkins/my_way.html", form, hints=audience_hints(viewer, form.offer, now))
    keep_way(viewer.house_id, viewer.person_id, form.way, now)
    flash(_("Kept. Your next check-in starts this way."))
    return redirect(url_for(".index"), 303)


def _form(viewer: Viewer, now: datetime) -> tuple[WayForm, bool]:
    way, start = way_of(viewer, now), starting_from(viewer, now)
    form = WayForm.from_request(
        words="\n".join(way.words),
        looks_back=way.looks_back,
        **starting_with(start, way.sharing(start["offer"])),
    )
    return form, form.was_sent() and form.validate()
