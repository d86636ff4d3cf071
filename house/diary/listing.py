"""The pages of the whole diary: what is coming with a form to add, further ahead, and what was."""

from collections.abc import Sequence
from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from house import clock
from house.diary import acts, reading, words
from house.diary.access import may_see
from house.diary.blueprint import bp
from house.diary.forms import NAME_HINTS, AddForm
from house.diary.models import DiaryDay
from house.diary.plan import NeverComesRound
from house.guard import members
from house.viewer import Viewer, get_viewer
from house.web import asked_id, find, form_page

FEW = 8
PAGE = 30


@bp.route("", methods=["GET", "POST"])
@members
def index() -> ResponseReturnValue:
    """What is coming, a few lines; anyone of the house adds one here."""
    viewer, now = get_viewer(), clock.now()
    form, ok = AddForm.sent(day=now.astimezone(viewer.zone).date())
    if not ok or not form.fits(now.astimezone(viewer.zone).date()):
        return _index_page(form, viewer, now)
    try:
        days = acts.add_line(viewer.house_id, viewer.person_id if form.is_signed else None, form.plan(), now)
    except NeverComesRound:
        form.comes_never()
        return _index_page(form, viewer, now)
    say_kept(days, now)
    return redirect(url_for(".day", day_id=days[0].id), 303)


def _index_page(form: AddForm, viewer: Viewer, now: datetime) -> ResponseReturnValue:
    lines = reading.coming(viewer, now, FEW + 1)
    shown = _whole_days(lines, FEW)
    return form_page(
        "diary/index.html",
        form,
        days=words.by_day(shown, now.astimezone(viewer.zone).date(), viewer.zone),
        last_id=shown[-1].id if len(lines) > FEW else None,
        name_hints=NAME_HINTS,
    )


def _whole_days(lines: list[reading.DayLine], most: int) -> list[reading.DayLine]:
    """The lines of a page: no day is cut in two, unless it fills the page alone."""
    shown, further = lines[:most], lines[most:]
    whole = [line for line in shown if line.day != further[0].day] if further else shown
    return whole or shown


def say_kept(days: Sequence[DiaryDay], now: datetime) -> None:
    """Say when a line that was kept comes, and what was made to fit."""
    viewer = get_viewer()
    details = reading.details(days[0])
    for sentence in words.kept_words(days, details, now.astimezone(viewer.zone).date(), viewer.zone):
        flash(sentence)


@bp.get("/ahead")
@members
def ahead() -> ResponseReturnValue:
    """What is further ahead, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    lines = reading.coming(viewer, now, PAGE + 1, _asked_for(viewer, "after"))
    return _page("diary/ahead.html", lines, viewer, now)


@bp.get("/earlier")
@members
def earlier() -> ResponseReturnValue:
    """What was, latest first, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    lines = reading.earlier(viewer, now, PAGE + 1, _asked_for(viewer, "before"))
    return _page("diary/earlier.html", lines, viewer, now)


def _asked_for(viewer: Viewer, name: str) -> DiaryDay | None:
    asked = asked_id(name)
    found = find(DiaryDay, asked, viewer.house_id) if asked else None
    return found if found and may_see(viewer, found) else None


def _page(template: str, lines: list[reading.DayLine], viewer: Viewer, now: datetime) -> ResponseReturnValue:
    shown = _whole_days(lines, PAGE)
    days = words.by_day(shown, now.astimezone(viewer.zone).date(), viewer.zone)
    return render_template(template, days=days, last_id=shown[-1].id if len(lines) > PAGE else None)
