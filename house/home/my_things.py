"""My things: what the house has of me, to take along or to delete; and the same for somebody who has left."""

from datetime import datetime

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, facts, once
from house.db import begins, db, empty_log
from house.forms import BaseForm
from house.guard import Access, access, link, members
from house.home.things import FILE_NAME, Taking, chunks, packed
from house.people import former, leaving
from house.people.leaving import LeftHouse
from house.people.moving_words import moment_words
from house.viewer import Viewer, get_viewer
from house.web import form_page


def add_to(bp: Blueprint) -> None:
    """Give the blueprint of home these pages."""
    bp.add_url_rule("/me/things", view_func=my_things)
    bp.add_url_rule("/me/things/take-along", view_func=take_along, methods=["GET", "POST"])
    bp.add_url_rule("/me/things/delete", view_func=delete_things, methods=["GET", "POST"])
    bp.add_url_rule("/me/things/what-remains", view_func=what_remains)
    bp.add_url_rule("/taking-along/<token>", view_func=taking_along, methods=["GET", "POST"])
    bp.add_url_rule("/taking-along/<token>/name", view_func=let_name_go, methods=["GET", "POST"])


@members
def my_things() -> ResponseReturnValue:
    """What the house has of me, by kind, with where each of it is shown."""
    viewer, now = get_viewer(), clock.now()
    sections = _mine(viewer, now).sections()
    return render_template("home/my_things.html", sections=sections, may_lose_name=not viewer.is_staff)


def _mine(viewer: Viewer, now: datetime) -> Taking:
    return Taking(
        viewer.person_id,
        viewer.called_name,
        viewer.house_id,
        viewer.house_name,
        viewer.zone,
        viewer.private_from(now),
        now,
    )


@access(Access.members, asks_again=True)
def take_along() -> ResponseReturnValue:
    """Everything of mine in one file."""
    viewer, now = get_viewer(), clock.now()
    form, ok = BaseForm.sent()
    if ok:
        return _download(_mine(viewer, now))
    opens = _opens_words(viewer, now)
    return form_page("home/take_along.html", form, opens=opens)


def _opens_words(viewer: Viewer, now: datetime) -> str:
    """From when on what was private opens to somebody who came in by a card; "" when it is open."""
    opens_at = viewer.private_opens_at
    return moment_words(opens_at, now, viewer.zone) if opens_at and viewer.is_closed(now) else ""


def _download(taking: Taking) -> Response:
    once.let_go()  # it changes nothing, so nobody waits for it, and it can be asked for again
    with begins(may_write=False):
        spool = packed(taking)
        db.session.rollback()
    answer = Response(chunks(spool), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    answer.call_on_close(spool.close)
    return answer


@access(Access.members, asks_again=True)
def delete_things() -> ResponseReturnValue:
    """Ask once; then what is mine alone is gone, here and now."""
    viewer, now = get_viewer(), clock.now()
    form, ok = BaseForm.sent()
    opens = _opens_words(viewer, now)
    if ok and opens:
        flash(_("You came in by a card. You can delete your things from %(when)s.", when=opens), "trouble")
        return redirect(url_for(".delete_things"), 303)
    if ok:
        facts.own_things_deleted.send(viewer.person_id, house_id=viewer.house_id, now=now)
        once.afterwards(empty_log)
        flash(_("Gone. Nobody can bring it back."))
        return redirect(url_for(".what_remains"), 303)
    return form_page("home/delete_things.html", form, opens=opens, is_worker=viewer.is_staff)


@members
def what_remains() -> ResponseReturnValue:
    """What stays when somebody deletes their things, and why."""
    return render_template("home/what_remains.html", is_worker=get_viewer().is_staff)


# --- after leaving ---


@link
def taking_along(token: str) -> ResponseReturnValue:
    """The page of somebody who has left: until a day, they take their things along."""
    now = clock.now()
    left = _left(token, now)
    form, ok = BaseForm.sent()
    if ok:
        return _download(_theirs(left, now))
    return form_page(
        "home/taking_along.html",
        form,
        left=left,
        token=token,
        left_on=moment_words(left.left_at, now, left.zone),
        until=moment_words(left.until, now, left.zone),
        name_stays=_why_name_stays(left, now),
    )


def _left(token: str, now: datetime) -> LeftHouse:
    """Whose link this is; 404 for one that never was, 410 for one that is over."""
    left = leaving.find_by_link(token, now)
    return left or abort(410 if leaving.was_made(token) else 404)


def _theirs(left: LeftHouse, now: datetime) -> Taking:
    return Taking(
        left.person_id,
        left.called_name,
        left.house_id,
        left.house_name,
        left.zone,
        leaving.open_from(left, now),
        now,
    )


def _why_name_stays(left: LeftHouse, now: datetime) -> str:
    """Why somebody's name can't go, in a sentence; "" when it can."""
    if leaving.belongs_anywhere(left.person_id, now):
        return str(_("You belong to another house here, so your name stays as it is."))
    if not leaving.was_only_resident(left.person_id):
        return str(_("You have worked here. Your name stays, so that people can still see who looked at their things."))
    return str(_("Your name is not shown any more.")) if former.is_former(left.called_name) else ""


@link
def let_name_go(token: str) -> ResponseReturnValue:
    """From now on I am shown as a former housemate, in old records too."""
    now = clock.now()
    left = _left(token, now)
    form, ok = BaseForm.sent()
    if why := _why_name_stays(left, now):
        flash(why, "trouble")
        return redirect(url_for(".taking_along", token=token), 303)
    if not ok:
        return form_page("home/let_name_go.html", form, left=left, token=token, shown_as=former.former_name())
    try:
        former.let_name_go(left.person_id, now)
        flash(_("Your name is gone from this house. You stand there as “%(name)s”.", name=former.former_name()))
    except former.NameStays:
        flash(_("Your name stays as it is, because you belong to a house here."), "trouble")
    return redirect(url_for(".taking_along", token=token), 303)
