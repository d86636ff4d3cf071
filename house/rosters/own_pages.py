"""A worker's own pages of the roster: my shifts, what the checks say of them, and when I can't."""

from datetime import datetime, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import workers
from house.rosters import agreeing
from house.rosters.agreement_forms import TimeOffForm
from house.rosters.blueprint import bp
from house.rosters.checking import entered_off
from house.rosters.my_shifts import my_shifts
from house.rosters.terms_models import TimeOff
from house.rosters.time_off import Off
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import Span, to_local
from house.when.words import WEEKDAYS, hours_of_day_words, short_date

AHEAD = timedelta(days=2 * 366)


def is_mine(viewer: Viewer, entered: TimeOff) -> bool:
    """Time off is its worker's own."""
    return entered.person_id == viewer.person_id


@bp.get("/mine")
@workers
def mine() -> ResponseReturnValue:
    """My shifts to come, and what the checks say of them."""
    viewer = get_viewer()
    return render_template("rosters/mine.html", **my_shifts(viewer, clock.now()))


@bp.route("/time-off", methods=["GET", "POST"])
@workers
def time_off() -> ResponseReturnValue:
    """When I can't, and my leave."""
    viewer, now = get_viewer(), clock.now()
    form, ok = TimeOffForm.sent(today=to_local(now, viewer.zone).date())
    if ok:
        agreeing.enter_time_off(viewer.house_id, form.off(viewer.person_id), now)
        flash(_("Noted. Coordinators see the days, and nobody is asked why."))
        return redirect(url_for(".time_off"), 303)
    return form_page("rosters/time_off.html", form, lines=_lines(viewer, now))


def _lines(viewer: Viewer, now: datetime) -> list[tuple[int, str]]:
    off = entered_off(viewer.house_id, Span(now, now + AHEAD), viewer.person_id)
    return [(each.id, off_words(each)) for each in off]


def off_words(off: Off) -> str:
    """Time off in words: "Leave, Mon 3 August to Fri 7 August"; "Tuesdays 9am to 1pm, from Tue 4 August"."""
    days = short_date(off.first_day)
    if off.last_day and off.last_day != off.first_day:
        days = _("%(first)s to %(last)s", first=days, last=short_date(off.last_day))
    if off.is_leave:
        return str(_("Leave, %(days)s", days=days))
    hours = hours_of_day_words(off.from_time, off.to_time) if off.from_time and off.to_time else _("all day")
    if off.weekday is None:
        return str(_("%(days)s, %(hours)s", days=days, hours=hours))
    since = days if off.last_day else _("from %(first)s", first=days)
    return str(_("Every %(day)s, %(hours)s, %(since)s", day=WEEKDAYS[off.weekday], hours=hours, since=since))


@bp.post("/time-off/<id:off_id>/take-away")
@workers
def take_time_off_away(off_id: int) -> ResponseReturnValue:
    """I can then, after all."""
    agreeing.take_time_off_away(fetch(TimeOff, off_id, is_mine))
    flash(_("Taken away. You can be asked for those times again."))
    return redirect(url_for(".time_off"), 303)
