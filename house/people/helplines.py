"""Outside help: the page that needs nothing to be working, and its upkeep by coordinators."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, once
from house.db import db
from house.guard import coordinators, everyone
from house.people.blueprint import bp
from house.people.forms import LineForm
from house.people.lines import publish_lines, support
from house.people.models import SupportLine
from house.trust.acts import note_change
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page, plain_page
from house.when.words import day_words

LEAST_ANY_TIME = 2  # Mindframe: at least two services that answer day and night (FIELD 1.3)


@bp.get("/outside-help")
@everyone
def outside_help() -> ResponseReturnValue:
    """Outside help for anyone: no sign-in, no script, no database."""
    return plain_page("people/outside_help.html", help=support(most=50))


@bp.get("/outside-help/keep")
@coordinators
def lines() -> ResponseReturnValue:
    """The lines of this house, to keep them right."""
    viewer, today = get_viewer(), clock.today(get_viewer().zone)
    rows = [(line, day_words(line.checked_on, today) if line.checked_on else "") for line in _lines_of(viewer.house_id)]
    return render_template("people/lines.html", rows=rows)


def _lines_of(house_id: int) -> list[SupportLine]:
    query = sa.select(SupportLine).where(SupportLine.house_id == house_id)
    if request.method == "POST":
        query = query.with_for_update()  # of two who take away lines at once, the second sees what the first left
    return list(db.session.scalars(query.order_by(SupportLine.position, SupportLine.id)))


@bp.post("/outside-help/checked")
@coordinators
def checked() -> ResponseReturnValue:
    """Somebody has tried every number, today."""
    viewer = get_viewer()
    for line in _lines_of(viewer.house_id):
        line.checked_on, line.checked_by_id = clock.today(viewer.zone), viewer.person_id
    flash(_("Thanks. Every line is dated today."))
    return redirect(url_for(".lines"), 303)


def may_keep(viewer: Viewer, _line: SupportLine) -> bool:
    """Coordinators keep the support lines."""
    return viewer.is_coordinator


@bp.route("/outside-help/keep/<id:line_id>", methods=["GET", "POST"])
@coordinators
def line(line_id: int) -> ResponseReturnValue:
    """Change one line."""
    every = _lines_of(get_viewer().house_id) if request.method == "POST" else []  # locked in one order, always
    kept = fetch(SupportLine, line_id, may_keep)
    form, ok = LineForm.sent(obj=kept)
    if ok and (trouble := _too_few(every, without=kept, instead=form)):
        form[trouble.field].errors = [trouble.words]
    elif ok:
        _change(kept, form)
        return _keep(kept, "changed")
    return form_page("people/line.html", form, kept=kept)


def _change(kept: SupportLine, form: LineForm) -> None:
    before = (kept.phone, kept.sms, kept.url)
    form.populate_obj(kept)
    if (kept.phone, kept.sms, kept.url) != before:
        kept.checked_on = kept.checked_by_id = None  # nobody has tried the new one yet


@bp.route("/outside-help/keep/new", methods=["GET", "POST"])
@coordinators
def new_line() -> ResponseReturnValue:
    """Add a line."""
    form, ok = LineForm.sent()
    if ok:
        house_id = get_viewer().house_id
        last = max((each.position for each in _lines_of(house_id)), default=0)
        added = SupportLine(house_id=house_id, position=last + 1)
        form.populate_obj(added)
        db.session.add(added)
        return _keep(added, "added")
    return form_page("people/line.html", form, kept=None)


@bp.post("/outside-help/keep/<id:line_id>/remove")
@coordinators
def remove_line(line_id: int) -> ResponseReturnValue:
    """Take a line away, as long as enough of them stay."""
    every = _lines_of(get_viewer().house_id)
    kept = fetch(SupportLine, line_id, may_keep)
    if trouble := _too_few(every, without=kept):
        flash(trouble.words, "trouble")
        return redirect(url_for(".lines"), 303)
    db.session.delete(kept)
    return _keep(kept, "removed")


@dataclass(frozen=True, slots=True)
class _Trouble:
    field: str
    words: str


def _too_few(every: list[SupportLine], without: SupportLine, instead: LineForm | None = None) -> _Trouble | None:
    """What would be amiss if a line went, or became what a form says."""
    stay = [(each.is_24_7, each.is_emergency) for each in every if each.id != without.id]
    if instead:
        stay.append((instead.is_24_7.data, instead.is_emergency.data))
    others = sum(any_time and not for_danger for any_time, for_danger in stay)
    if without.is_24_7 and not without.is_emergency and others < LEAST_ANY_TIME:
        return _Trouble("is_24_7", _("Add another line that answers day and night first. A house needs two of them."))
    if without.is_emergency and not any(for_danger for _any_time, for_danger in stay):
        return _Trouble("is_emergency", _("Add another number for danger right now first. A house needs one."))
    return None


def _keep(line: SupportLine, action: str) -> ResponseReturnValue:
    """Write down that a line was changed; the copy on disk follows once it is kept."""
    db.session.flush()
    note_change(line.house_id, get_viewer().person_id, "support line", line.id, action, clock.now())
    once.afterwards(publish_lines)
    flash(
        _("%(label)s is taken away.", label=line.label)
        if action == "removed"
        else _("%(label)s is kept.", label=line.label)
    )
    return redirect(url_for(".lines"), 303)
