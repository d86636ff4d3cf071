"""The screen in the kitchen, at a secret address; and the page where the house sees which screens there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
import sqlalchemy as sa
from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.db import db
from house.forms import BaseForm, line
from house.guard import Access, access, coordinators, link, members
from house.home import kitchen_acts as acts
from house.home.kitchen_reading import find_screen, wall
from house.home.models import KitchenScreen
from house.people.fridge import picture_of
from house.people.published import support
from house.tokens import hash_token
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page, own_url
from house.when.words import clock_words, short_date, stamp_words


class ScreenForm(BaseForm):
    """What a new screen is called."""

    label = line(
        lazy_gettext("Where does it stand?"),
        40,
        needed=lazy_gettext("Give it a name, such as “kitchen tablet”."),
        hint=lazy_gettext("A name to know it by: “kitchen tablet”."),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One screen of the house, as the page shows it."""

    id: int
    label: str
    shown: str


def add_to(bp: Blueprint) -> None:
    """Give the blueprint of home these pages."""
    bp.add_url_rule("/kitchen/<token>", view_func=kitchen)
    bp.add_url_rule("/kitchen-screens", view_func=kitchen_screens)
    bp.add_url_rule("/kitchen-screens/new", view_func=new_kitchen_screen, methods=["GET", "POST"])
    bp.add_url_rule("/kitchen-screens/<id:screen_id>/off", view_func=kitchen_screen_off, methods=["POST"])


@link
def kitchen(token: str) -> ResponseReturnValue:
    """The house for whoever stands before its screen: who is here, what is on, which jobs there are."""
    now = clock.now()
    screen = find_screen(hash_token(token, acts.PURPOSE)) or abort(404)
    if screen.ended_at:
        return _page("home/kitchen_off.html", 410, support=support(), support_url=url_for("people.outside_help"))
    acts.note_shown(screen.id, screen.last_shown_at, now)
    local = now.astimezone(screen.zone).date()
    as_of = f"{short_date(local)} · {clock_words(now, screen.zone)}"
    picture = picture_of(own_url("checkins.index"))
    shown, help_page = wall(screen, now), url_for("people.house_help", help_code=screen.help_code)
    ways_out: dict[str, Any] = {"support": support(screen.house_id), "support_url": help_page}
    return _page("home/kitchen.html", here=shown.here, wall=shown, as_of=as_of, picture=picture, **ways_out)


def _page(template: str, status: int = 200, **values: object) -> Response:
    """A page of nobody's: no name at its top and no way to anybody's things, whoever is signed in on this device."""
    nobody: dict[str, Any] = {"viewer": None, "nav": [], "me": None, "card_told": None, "card_closed_until": None}
    answer = make_response(render_template(template, **nobody, **values), status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@members
def kitchen_screens() -> ResponseReturnValue:
    """Which screens show this house, for everybody in it; a coordinator makes them and switches them off."""
    viewer, now = get_viewer(), clock.now()
    living = KitchenScreen.house_id == viewer.house_id, KitchenScreen.ended_at.is_(None)
    query = sa.select(KitchenScreen.id, KitchenScreen.label, KitchenScreen.last_shown_at).where(*living)
    rows = db.session.execute(query.order_by(KitchenScreen.id)).all()
    lines = [Line(row.id, row.label, _shown_words(row.last_shown_at, viewer, now)) for row in rows]
    is_room = len(lines) < acts.MOST
    return render_template("home/kitchen_screens.html", lines=lines, may_keep=may_keep(viewer), is_room=is_room)


def may_keep(viewer: Viewer) -> bool:
    """A coordinator puts screens up and switches them off."""
    return viewer.is_coordinator


def _shown_words(at: datetime | None, viewer: Viewer, now: datetime) -> str:
    return _("Last on: %(when)s", when=stamp_words(at, now, viewer.zone)) if at else _("Not on yet")


@access(Access.coordinators, asks_again=True)
def new_kitchen_screen() -> ResponseReturnValue:
    """Make a screen; its secret is shown this once."""
    viewer = get_viewer()
    form, ok = ScreenForm.sent()
    if not ok:
        return form_page("home/new_kitchen_screen.html", form)
    try:
        token = acts.make(viewer.house_id, viewer.person_id, str(form.label.data), clock.now())
    except acts.TooMany:
        form.form_errors.append(_("This house has %(number)d screens. Switch one off first.", number=acts.MOST))
        return form_page("home/new_kitchen_screen.html", form)
    address = own_url("home.kitchen", token=token)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3)
    page = render_template("home/kitchen_made.html", label=form.label.data, address=address, picture=picture)
    return make_response(page, 201)


def may_switch_off(viewer: Viewer, screen: KitchenScreen) -> bool:
    """While it lives, by whoever keeps them."""
    return may_keep(viewer) and screen.ended_at is None


@coordinators
def kitchen_screen_off(screen_id: int) -> ResponseReturnValue:
    """Switch a screen off: its address shows nothing of the house any more."""
    screen = fetch(KitchenScreen, screen_id, may_switch_off)
    acts.switch_off(screen, get_viewer().person_id, clock.now())
    flash(_("“%(label)s” is switched off. Whoever opens its address reads that, and nothing else.", label=screen.label))
    return redirect(url_for(".kitchen_screens"), 303)
