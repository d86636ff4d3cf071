"""The chore list as a file: taken out, looked at before it is taken in, and the order of a chore's people."""

import csv
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.chores import keeping, ordering, sheet
from house.chores.access import may_decide, may_put_away
from house.chores.blueprint import bp
from house.chores.drafts import plans_of
from house.chores.models import Chore
from house.chores.sheet import BadSheet, Line
from house.forms import BaseForm, clean_line, clean_lines, lines
from house.guard import members
from house.people.holding import hold_house
from house.viewer import get_viewer
from house.web import fetch, form_page, id_in

MOST = 60_000  # letters of a sheet


class SheetForm(BaseForm):
    """A sheet, put in as text."""

    text = lines(
        lazy_gettext("The lines of your sheet"),
        MOST,
        needed=lazy_gettext("Put in the lines of a sheet, the first with the names of the columns."),
        hint=lazy_gettext("Copy it out of the file. Nothing is added before you have seen what it would be."),
    )


@bp.get("/list.csv")
@members
def list_as_csv() -> ResponseReturnValue:
    """The chores on the list, for a spreadsheet."""
    text = sheet.write(plans_of(get_viewer().house_id))
    headers = {"Content-Disposition": 'attachment; filename="chores.csv"'}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


@bp.route("/put-in", methods=["GET", "POST"])
@members
def put_in() -> ResponseReturnValue:
    """Chores out of a sheet: seen first, then added."""
    viewer = get_viewer()
    if not may_decide(viewer):
        abort(404)
    form, ok = SheetForm.sent()
    found = _read(form) if ok else None
    if found is None:
        return form_page("chores/put_in.html", form, lines=None, columns=sheet.COLUMNS)
    good = [line for line in found if line.plan]
    if request.form.get("sure") and good and len(good) == len(found):
        return _add(good)
    status = 422 if len(good) < len(found) else 200
    page = render_template(
        "chores/put_in.html", form=form, lines=found, columns=sheet.COLUMNS, is_whole=status == 200 and bool(good)
    )
    return page, status


def _read(form: Any) -> list[Line] | None:
    try:
        found = sheet.read(clean_lines(form.text.data), clean_line)
    except BadSheet as trouble:
        form.text.errors = [str(trouble)]
        return None
    except csv.Error:
        form.text.errors = [_("This can’t be read as a sheet. Is a quote left open?")]
        return None
    if not found:
        form.text.errors = [_("There is no line under the heading.")]
    return found or None


def _add(good: list[Line]) -> ResponseReturnValue:
    viewer, now = get_viewer(), clock.now()
    hold_house(viewer.house_id)
    for line in good:
        if line.plan:
            keeping.add_chore(viewer.house_id, viewer.person_id, line.plan, clock.today(viewer.zone), now)
    flash(_("They are on the list: %(names)s.", names=", ".join(line.name for line in good)[:300]))
    return redirect(url_for(".every"), 303)


@bp.post("/<id:chore_id>/order")
@members
def order(chore_id: int) -> ResponseReturnValue:
    """Somebody comes one place earlier."""
    viewer = get_viewer()
    hold_house(viewer.house_id)
    chore = fetch(Chore, chore_id, may_put_away)
    person_id = id_in(request.form.get("person", ""))
    if person_id and ordering.move_up(chore, person_id, viewer.person_id, clock.now()):
        flash(_("The order is changed."))
    else:
        flash(_("They come first already."))
    return redirect(url_for(".chore", chore_id=chore.id), 303)
