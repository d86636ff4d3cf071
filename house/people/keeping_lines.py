"""Keeping the lines of outside help right: trying them, changing one, adding and taking away, by coordinators."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators
from house.people.blueprint import bp
from house.people.fridge import fridge
from house.people.kept_lines import kept_lines, mark, tried_mark
from house.people.line_forms import LineForm
from house.people.lines import LEAST_ANY_TIME
from house.people.models import SupportLine
from house.people.publishing import publish_afterwards
from house.trust.acts import note_change
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page


@bp.get("/outside-help/keep")
@coordinators
def lines() -> ResponseReturnValue:
    """The lines of this house, to keep them right."""
    viewer = get_viewer()
    rows = kept_lines(viewer.house_id, clock.today(viewer.zone))
    marks = ",".join(row.tried_mark for row in rows)
    return render_template("people/lines.html", rows=rows, marks=marks, fridge=fridge(viewer))


def _lines_of(house_id: int) -> list[SupportLine]:
    """Locked, in one order always: of two who change lines at once, the second sees what the first left."""
    query = sa.select(SupportLine).where(SupportLine.house_id == house_id)
    in_order = query.order_by(SupportLine.position, SupportLine.id)
    return list(db.session.scalars(in_order.with_for_update()))


# --- trying them ---


@bp.post("/outside-help/keep/tried")
@coordinators
def tried_all() -> ResponseReturnValue:
    """Somebody has tried every number, today."""
    every = _lines_of(get_viewer().house_id)
    if request.form.get("mark") != ",".join(map(tried_mark, every)):
        return _look_again()
    for each in every:
        _tried_today(each)
    publish_afterwards()
    flash(_("Thanks. Every line is dated today."))
    return redirect(url_for(".lines"), 303)


def may_keep(viewer: Viewer, _line: SupportLine) -> bool:
    """Coordinators keep the support lines."""
    return viewer.is_coordinator


@bp.post("/outside-help/keep/<id:line_id>/tried")
@coordinators
def tried(line_id: int) -> ResponseReturnValue:
    """Somebody has tried one number, today."""
    kept = fetch(SupportLine, line_id, may_keep)
    if request.form.get("mark") != tried_mark(kept):
        return _look_again()
    _tried_today(kept)
    publish_afterwards()
    flash(_("Thanks. %(label)s is dated today.", label=kept.label))
    return redirect(url_for(".lines"), 303)


def _tried_today(line: SupportLine) -> None:
    viewer = get_viewer()
    line.checked_on, line.checked_by_id, line.flagged_at = clock.today(viewer.zone), viewer.person_id, None


def _look_again() -> ResponseReturnValue:
    """The number that was tried may be another by now, or somebody says since that it doesn't answer."""
    flash(_("Something here changed while you had the page open. Look again, and say it once more."), "trouble")
    return redirect(url_for(".lines"), 303)


# --- changing them ---


@bp.route("/outside-help/keep/<id:line_id>", methods=["GET", "POST"])
@coordinators
def line(line_id: int) -> ResponseReturnValue:
    """Change one line."""
    every = _lines_of(get_viewer().house_id) if request.method == "POST" else []
    kept = fetch(SupportLine, line_id, may_keep)
    form, ok = LineForm.sent(obj=kept)
    if ok and request.form.get("mark", mark(kept)) != mark(kept):
        form.form_errors.append(_someone_was_first(kept))
    elif ok and (trouble := _too_few(every, without=kept, instead=form)):
        form[trouble.field].errors = [trouble.words]
    elif ok:
        _change(kept, form)
        return _keep(kept, "changed")
    return form_page("people/line.html", form, kept=kept, mark=mark(kept))


def _someone_was_first(kept: SupportLine) -> str:
    ways = ", ".join(filter(None, (kept.phone, kept.sms, kept.url)))
    return _(
        "Someone changed this line while you had it open. It says now: %(label)s, %(ways)s. Save again to keep yours.",
        label=kept.label,
        ways=ways,
    )


def _change(kept: SupportLine, form: LineForm) -> None:
    before = (kept.phone, kept.sms, kept.url)
    form.populate_obj(kept)
    if (kept.phone, kept.sms, kept.url) != before:
        kept.checked_on = kept.checked_by_id = kept.flagged_at = None  # nobody has tried the new one yet


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
    stay: list[Any] = [each for each in every if each.id != without.id]
    if instead:
        becomes = SupportLine()
        instead.populate_obj(becomes)
        stay.append(becomes)
    if _answers_any_time(without) and sum(map(_answers_any_time, stay)) < LEAST_ANY_TIME:
        words = _("Add another number that answers day and night first. A house needs two of them.")
        return _Trouble("is_24_7", words)
    if _is_for_danger(without) and not any(map(_is_for_danger, stay)):
        return _Trouble("is_emergency", _("Add another number for danger right now first. A house needs one."))
    return None


def _answers_any_time(line: SupportLine) -> bool:
    """A web page alone is not enough: somebody answers."""
    return bool(line.is_24_7 and not line.is_emergency and (line.phone or line.sms))


def _is_for_danger(line: SupportLine) -> bool:
    return bool(line.is_emergency and line.phone)


def _keep(line: SupportLine, action: str) -> ResponseReturnValue:
    """Write down that a line was changed; the pages on disk follow once it is kept."""
    db.session.flush()
    note_change(line.house_id, get_viewer().person_id, "support line", line.id, action, clock.now())
    publish_afterwards()
    flash(
        _("%(label)s is taken away.", label=line.label)
        if action == "removed"
        else _("%(label)s is kept.", label=line.label)
    )
    return redirect(url_for(".lines"), 303)
