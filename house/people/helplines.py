"""Outside help: pages that need nothing to be working, and the house's own lines for those who live and work in it."""

import sqlalchemy as sa
from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db, rows_changed
from house.guard import everyone, link, members
from house.people.blueprint import bp
from house.people.fridge import fridge
from house.people.kept_lines import kept_lines, mark
from house.people.models import SupportLine
from house.people.published import everyones_page, house_page, unknown_page
from house.viewer import Viewer, get_viewer
from house.web import fetch


@bp.get("/outside-help")
@everyone
def outside_help() -> ResponseReturnValue:
    """Outside help for anyone: no sign-in, no script, no database."""
    return _as_it_is(everyones_page())


@bp.get("/outside-help/<help_code>")
@link
def house_help(help_code: str) -> ResponseReturnValue:
    """A house's own page, for whoever holds its address. It too needs no sign-in, no script and no database."""
    page = house_page(help_code)
    return _as_it_is(page) if page else _as_it_is(unknown_page(), 404)


def _as_it_is(page: str, status: int = 200) -> Response:
    answer = Response(page, status, mimetype="text/html")
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@bp.get("/outside-help/ours")
@members
def our_lines() -> ResponseReturnValue:
    """The lines of this house, where anybody of it can say that one doesn't answer."""
    viewer = get_viewer()
    rows = kept_lines(viewer.house_id, clock.today(viewer.zone))
    return render_template("people/our_lines.html", rows=rows, fridge=fridge(viewer))


def may_flag(_viewer: Viewer, _line: SupportLine) -> bool:
    """Anybody of the house says that a line doesn't answer."""
    return True


@bp.post("/outside-help/ours/<id:line_id>/flag")
@members
def flag_line(line_id: int) -> ResponseReturnValue:
    """Somebody says that a line doesn't answer. Who it was is written nowhere."""
    line = fetch(SupportLine, line_id, may_flag)
    if request.form.get("mark") != mark(line):
        flash(_("That line was changed since you opened the page. Please try it as it is now."))
    elif _flag(line):
        flash(_("Thanks. A coordinator is asked to look. Your name is not kept."))
    else:
        flash(_("Thanks. A coordinator is asked to look already."))
    return redirect(url_for(".our_lines"), 303)


def _flag(line: SupportLine) -> bool:
    # One conditional UPDATE: of two at once one tells the coordinators, and the other hears that they know.
    unflagged = sa.update(SupportLine).where(SupportLine.id == line.id, SupportLine.flagged_at.is_(None))
    return rows_changed(db.session.execute(unflagged.values(flagged_at=clock.now()))) == 1
