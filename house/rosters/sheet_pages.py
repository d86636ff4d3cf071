"""A stretch of the roster as a sheet: taken out, and put in after a look at what it would be."""

import csv
from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.forms import BaseForm, clean_line, clean_lines, lines
from house.guard import coordinators
from house.rosters import periods, sheet
from house.rosters.blueprint import bp
from house.rosters.copying import plans_of
from house.rosters.drafting import may_plan_period, say_copied
from house.rosters.period_models import RosterPeriod
from house.rosters.period_page import period_title
from house.rosters.reading import workers_here
from house.rosters.sheet import BadSheet, Known, Line, same_names
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page

MOST = 40_000


class SheetForm(BaseForm):
    """A sheet, put in as text."""

    text = lines(
        lazy_gettext("The lines of your sheet"),
        MOST,
        needed=lazy_gettext("Put in the lines of a sheet, the first with the names of the columns."),
        hint=lazy_gettext("Copy it out of the file. Nothing is added before you have seen what it would be."),
    )


@bp.get("/periods/<id:period_id>/sheet.csv")
@coordinators
def sheet_of_period(period_id: int) -> ResponseReturnValue:
    """The shifts of a period, for a spreadsheet."""
    viewer = get_viewer()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    names = {each.person_id: each.called_name for each in workers_here(viewer.house_id, clock.now())}
    text = sheet.write(plans_of(viewer.house_id, period.first_day, period.last_day, viewer.zone), names)
    headers = {"Content-Disposition": 'attachment; filename="roster.csv"'}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


@bp.route("/periods/<id:period_id>/put-in", methods=["GET", "POST"])
@coordinators
def put_in_sheet(period_id: int) -> ResponseReturnValue:
    """Shifts out of a sheet: seen first, then added to the draft."""
    viewer, now = get_viewer(), clock.now()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    shown: dict[str, Any] = {"period": period, "title": period_title(period), "columns": sheet.COLUMNS}
    form, ok = SheetForm.sent()
    found = _read(form, period, viewer, now) if ok else None
    if found is None:
        return form_page("rosters/put_in.html", form, lines=None, **shown)
    good = [line.plan for line in found if line.plan]
    is_whole = len(good) == len(found)
    if request.form.get("sure") and is_whole:
        return _add(period, good, viewer, now)
    page = render_template("rosters/put_in.html", form=form, lines=found, is_whole=is_whole, **shown)
    return page, 200 if is_whole else 422


def _read(form: SheetForm, period: RosterPeriod, viewer: Viewer, now: datetime) -> list[Line] | None:
    workers = same_names((each.person_id, each.called_name) for each in workers_here(viewer.house_id, now))
    known = Known(period.first_day, period.last_day, workers, viewer.zone)
    try:
        found = sheet.read(clean_lines(form.text.data), clean_line, known)
    except BadSheet as trouble:
        form.text.errors = [str(trouble)]
        return None
    except csv.Error:
        form.text.errors = [_("This can’t be read as a sheet. Is a quote left open?")]
        return None
    if not found:
        form.text.errors = [_("There is no line under the heading.")]
    return found or None


def _add(period: RosterPeriod, plans: list[Any], viewer: Viewer, now: datetime) -> ResponseReturnValue:
    try:
        say_copied(periods.copy_into(period, plans, viewer.person_id, viewer.zone, now))
    except periods.AlreadyPublished:
        flash(_("This stretch is published already. Add its shifts one by one."), "trouble")
    return redirect(url_for(".draft_period", period_id=period.id), 303)
